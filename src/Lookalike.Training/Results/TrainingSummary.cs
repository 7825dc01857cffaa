using System.Text.Json.Serialization;

namespace Lookalike.Training.Results;

/// <summary>What a finished run says of itself: printed as JSON and kept in the model file.</summary>
public sealed class TrainingSummary
{
    internal TrainingSummary()
    {
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>Epochs of the run.</summary>
    public int Epochs { get; internal init; }

    /// <summary>Mean squared error of the training batches of the last epoch.</summary>
    public double TrainingLoss { get; internal init; }

    /// <summary>Mean squared error of the validation images after the last epoch.</summary>
    public double ValidationLoss { get; internal init; }

    /// <summary>Seconds of training, over all runs that made the model, validation not counted.</summary>
    public double Seconds { get; internal init; }

    /// <summary>Images trained on per second.</summary>
    public double ImagesPerSecond { get; internal init; }

    /// <summary>Channels of the images that the network was built for: 1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; internal init; }

    /// <summary>Their height in pixels.</summary>
    public int Height { get; internal init; }

    /// <summary>Their width in pixels.</summary>
    public int Width { get; internal init; }

    /// <summary>How often the encoder halves them: its depth.</summary>
    public int Halvings { get; internal init; }

    /// <summary>The finished stages with their label-free signals, in order.</summary>
    [JsonInclude]
    internal IReadOnlyList<StageResult> Stages { get; init; } = [];

    /// <summary>The finished epochs, in order, in the model file; null where they are told otherwise.</summary>
    [JsonInclude]
    internal IReadOnlyList<EpochResult>? History { get; init; }

    /// <summary>Which stage's encoder was kept and why, where the objective has a choice.</summary>
    public string? Verdict { get; internal init; }

    /// <summary>The model file; null inside it.</summary>
    public string? Model { get; internal init; }

    /// <summary>The model's fingerprint; null inside the model file, which has it beside.</summary>
    public string? Fingerprint { get; internal init; }
}
