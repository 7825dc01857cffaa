using System.Numerics;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Networks;

/// <summary>
/// The default network. Strided convolutions with few filters halve the image until its longer side is 8 or less, at least twice; a dense
/// bottleneck; and a decoder that mirrors them, whose last step computes its four sub-pixels at half the resolution. A fifth of the
/// reference's time for a step of four times the images.
/// How it was chosen: docs/decisions/0006-default-recipe.md.
/// </summary>
internal sealed class CompactArchitecture : ArchitectureDefinition
{
    private const int UsualBatch = 128;
    private const int Hidden = 128;
    /// <summary>Colour images without which there is too little to tell a copy from: fewer are learned by drawing them.</summary>
    internal const int MinContrastive = 200;

    /// <summary>Colour images from which on a teacher of patches was measured to be ahead (docs/decisions/0037-scores-without-labels.md).</summary>
    internal const int MinDistillation = 4000;

    private const int MinHalvings = 2;
    private const int MaxCells = 8;

    /// <summary>
    /// Filters after each halving; further ones have as many as the last. With maps of at most 8x8 that is at most 4,096 values before the dense
    /// layer.
    /// </summary>
    private static readonly IReadOnlyList<int> Filters = [16, 32, 64];

    /// <summary>
    /// Filters of a deep encoder after its first halvings, after the last but one, after the last, and after the plain convolution that follows that.
    /// </summary>
    private const int DeepFirst = 32, DeepMiddle = 48, DeepLast = 64, DeepEnd = 96;

    /// <summary>Values between the maps and the latent of a deep encoder.</summary>
    private const int DeepHidden = 256;

    /// <inheritdoc/>
    public override string Name => "compact";

    /// <inheritdoc/>
    public override Objective ObjectiveFor(int channels, int images) =>
        channels == 1 ? Objective.Neighbourhood
        : images < MinContrastive ? Objective.Denoising
        : images < MinDistillation ? Objective.Contrastive : Objective.Distillation;

    /// <inheritdoc/>
    public override TrainingRecipe ScheduleFor(bool learnsFromCopies, int images) => new()
    {
        Epochs = DefaultSchedule.Epochs(learnsFromCopies ? 7 : 5, DefaultSchedule.WarmUpSteps, UsualBatch, images),
        BatchSize = DefaultSchedule.BatchSize(UsualBatch, images),
        LearningRate = learnsFromCopies ? 1e-2 : 2e-2,
        Schedule = LearningRateSchedule.OneCycle,
        SecondMomentDecay = 0.98,
        RoundEpochs = DefaultSchedule.Epochs(3, DefaultSchedule.RoundSteps, UsualBatch, images),
    };

    /// <inheritdoc/>
    public override int HalvingsOf(int side) =>
        // The least h for which side / 2^h, rounded up, is at most 8.
        Math.Max(MinHalvings, 32 - BitOperations.LeadingZeroCount((uint)((side - 1) / MaxCells)));

    /// <inheritdoc/>
    public override (IReadOnlyList<TrainableLayer> Encoder, IReadOnlyList<TrainableLayer> Decoder) Build(ParameterLayout layout, NetworkInput input)
    {
        int halvings = HalvingsOf(Math.Max(input.Height, input.Width));
        (int height, int width) = input.Halved(halvings);
        int[] filters = [.. Enumerable.Range(0, halvings).Select(i => Filters[Math.Min(i, Filters.Count - 1)])];
        int features = filters[^1] * height * width;
        List<TrainableLayer> encoder = input.Deep
            ? DeepEncoder(layout, input, halvings, DeepEnd * ((height + 1) / 2) * ((width + 1) / 2))
            : Encoder(layout, input, filters, features);
        return (encoder, Decoder(layout, input, filters, (height, width)));
    }

    private static List<TrainableLayer> Encoder(ParameterLayout layout, NetworkInput input, int[] filters, int features)
    {
        var layers = new List<TrainableLayer>();
        for (int i = 0; i < filters.Length; i++)
        {
            // A small map needs no wide kernel: a pixel of it already stands for many of the image.
            int kernel = i < MinHalvings ? 5 : 3;
            layers.Add(new Convolution( // (B,1,28,28) -> (B,16,14,14) -> (B,32,7,7)
                layout, i == 0 ? input.Channels : filters[i - 1], filters[i], new(kernel) { Stride = 2, Padding = kernel / 2 }, bias: false));
            layers.Add(new BatchNormalization(layout, filters[i]));
            layers.Add(Activation.Silu());
        }

        layers.AddRange(Bottleneck(layout, features, Hidden, input.LatentSize)); // -> (B,1568) -> (B,128) -> (B,64)
        return layers;
    }

    /// <summary>Halves as often as the other encoder; where the maps are small enough to be cheap, each halving is followed by a plain convolution.</summary>
    private static List<TrainableLayer> DeepEncoder(ParameterLayout layout, NetworkInput input, int halvings, int features)
    {
        var layers = new List<TrainableLayer>();
        int filters = input.Channels;
        for (int i = 0; i < halvings; i++)
        {
            int left = halvings - 1 - i;
            Add(left switch { 0 => DeepLast, 1 when i > 0 => DeepMiddle, _ => DeepFirst }, kernel: i == 0 ? 5 : 3, stride: 2); // (B,3,64,64) -> (B,32,32,32)
            if (left <= 1) Add(left == 0 ? DeepEnd : DeepMiddle, kernel: 3, stride: 1); // -> (B,48,16,16) twice -> (B,64,8,8) -> (B,96,8,8)
        }

        Add(DeepEnd, kernel: 3, stride: 2); // -> (B,96,4,4): where things lie matters less than what they are
        layers.AddRange(Bottleneck(layout, features, DeepHidden, input.LatentSize)); // -> (B,1536) -> (B,256) -> (B,128)
        return layers;

        void Add(int wanted, int kernel, int stride)
        {
            layers.Add(new Convolution(layout, filters, wanted, new(kernel) { Stride = stride, Padding = kernel / 2 }, bias: false));
            layers.Add(new BatchNormalization(layout, wanted));
            layers.Add(Activation.Silu());
            filters = wanted;
        }
    }

    private static TrainableLayer[] Bottleneck(ParameterLayout layout, int features, int hidden, int latent) =>
    [
        Shaping.Flatten(),
        new Dense(layout, features, hidden, bias: null),
        new BatchNormalization(layout, hidden),
        Activation.Silu(),
        new Dense(layout, hidden, latent, bias: new float[latent]),
    ];

    private static List<TrainableLayer> Decoder(ParameterLayout layout, NetworkInput input, int[] filters, (int Height, int Width) map)
    {
        int features = filters[^1] * map.Height * map.Width;
        List<TrainableLayer> layers =
        [
            new Dense(layout, input.CodeSize, Hidden, bias: null), // (B,64) -> (B,128)
            new BatchNormalization(layout, Hidden),
            Activation.Silu(),
            new Dense(layout, Hidden, features, bias: null), // -> (B,1568)
            new BatchNormalization(layout, features),
            Activation.Silu(),
            Shaping.Reshape(filters[^1], map.Height, map.Width), // -> (B,32,7,7)
        ];
        for (int i = filters.Length - 1; i > 0; i--)
        {
            layers.Add(new TransposedConvolution(layout, filters[i], filters[i - 1], new(4) { Stride = 2, Padding = 1 }, bias: false)); // -> (B,16,14,14)
            layers.Add(new BatchNormalization(layout, filters[i - 1]));
            layers.Add(Activation.Silu());
        }

        layers.AddRange(
        [
            new Convolution(layout, filters[0], 4 * input.Channels, new(3) { Padding = 1 }), // -> (B,4,14,14)
            Shaping.PixelShuffle(2), // -> (B,1,28,28)
            Activation.Sigmoid(),
        ]);
        return layers;
    }
}
