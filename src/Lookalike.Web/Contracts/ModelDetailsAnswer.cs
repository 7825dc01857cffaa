using System.ComponentModel;
using System.Text.Json;

namespace Lookalike.Web.Contracts;

/// <summary>What the model is made of, and how it was trained.</summary>
internal sealed class ModelDetailsAnswer
{
    [Description("Which it is: 64 hexadecimal digits.")]
    public required string Fingerprint { get; init; }

    [Description("Whether it is somebody else's encoder.")]
    public required bool Imported { get; init; }

    [Description("Numbers of a latent, by which images are searched.")]
    public required int LatentSize { get; init; }

    [Description("Numbers that the decoder takes beside the latent, and no search does; 0 for none.")]
    public required int DetailSize { get; init; }

    [Description("The images that it takes.")]
    public required InputAnswer Input { get; init; }

    [Description("Whether it has a decoder, so that reconstructions and walks are drawn.")]
    public required bool CanReconstruct { get; init; }

    [Description("Its layers in order; of an imported encoder the nodes of its graph.")]
    public required IReadOnlyList<LayerAnswer> Layers { get; init; }

    [Description("Architecture, objective and schedule of the training, or what was imported and how, as the model file has it; null where it has none.")]
    public required JsonElement? Recipe { get; init; }

    [Description("What the training came to, as the model file has it; null where it has none.")]
    public required JsonElement? Training { get; init; }

    [Description("The epochs of the training, in order; none where the model file does not keep them.")]
    public required IReadOnlyList<EpochAnswer> Epochs { get; init; }
}

/// <summary>The shape of the images that a model takes.</summary>
internal sealed class InputAnswer
{
    [Description("1, grey, or 3, colour.")]
    public required int Channels { get; init; }

    [Description("Rows.")]
    public required int Height { get; init; }

    [Description("Columns.")]
    public required int Width { get; init; }
}

/// <summary>A layer of the model.</summary>
internal sealed class LayerAnswer
{
    [Description("`encoder`, which makes the latent and the detail, or `decoder`.")]
    public required string Part { get; init; }

    [Description("Its name in the model file.")]
    public required string Name { get; init; }

    [Description("Its kind, such as `Convolution`; of an imported encoder the operator of ONNX, such as `Conv`.")]
    public required string Operator { get; init; }

    [Description("The shape of what it gives for one image: channels, rows, columns, or the one size of what is flat; empty where it is not known.")]
    public required IReadOnlyList<int> Output { get; init; }

    [Description("How many weights it has.")]
    public required long Parameters { get; init; }
}

/// <summary>An epoch of the training.</summary>
internal sealed class EpochAnswer
{
    [Description("1 for the first, counted over all stages.")]
    public required int Epoch { get; init; }

    [Description("The stage that it belongs to.")]
    public required string Stage { get; init; }

    [Description("What the losses are: `reconstruction`, the mean squared error of pixels, or `contrastive`.")]
    public required string Loss { get; init; }

    [Description("The mean over the training batches.")]
    public required double TrainingLoss { get; init; }

    [Description("The mean over the held-out images after the epoch.")]
    public required double ValidationLoss { get; init; }

    [Description("The learning rate of its last step.")]
    public required double LearningRate { get; init; }

    [Description("Seconds of training up to its end.")]
    public required double Seconds { get; init; }
}
