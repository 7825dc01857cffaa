using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Lookalike.Training.Augmentations;

namespace Lookalike.Training.Recipes;

/// <summary>Architecture, objective and schedule of one run: with the images and the thread count, all that decides the weights.</summary>
internal sealed record TrainingRecipe
{
    /// <summary>The most epochs a stage may have.</summary>
    public const int MaxEpochs = 10_000;

    /// <summary>The largest batch.</summary>
    public const int MaxBatchSize = 8192;

    /// <summary>The widest latent.</summary>
    public const int MaxLatentSize = 1024;

    /// <summary>The most rounds.</summary>
    public const int MaxRounds = 100;

    /// <summary>Which network is trained.</summary>
    /// <value>The default is <see cref="Architecture.Compact"/>.</value>
    public Architecture Architecture { get; init; }

    /// <summary>What training minimises.</summary>
    /// <value>The default is that of the architecture.</value>
    public Objective Objective { get; init; }

    /// <summary>Values of one latent.</summary>
    /// <value>1 to 1,024; the default is 16 for <see cref="Objective.Reconstruction"/>, else 64.</value>
    [Range(1, MaxLatentSize)]
    public int LatentSize { get; init; } = 16;

    /// <summary>Passes over the training images; before the rounds, where the objective has rounds.</summary>
    /// <value>1 to 10,000; the default depends on architecture, objective and the number of images.</value>
    [Range(1, MaxEpochs)]
    public int Epochs { get; init; }

    /// <summary>Images of one step. The last images of an epoch that do not fill a batch are left out of it; the next epoch draws anew.</summary>
    /// <value>2 to 8,192; the default depends on architecture and the number of images.</value>
    [Range(2, MaxBatchSize)]
    public int BatchSize { get; init; }

    /// <summary>Adam's learning rate: the constant one, or the peak of the cycle.</summary>
    /// <value>Above 0, at most 1; the default depends on architecture and objective.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; }

    /// <summary>How the learning rate moves.</summary>
    /// <value>The default depends on the architecture.</value>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>Adam's decay of the second moment.</summary>
    /// <value>Above 0, below 1; the default depends on the architecture.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double SecondMomentDecay { get; init; }

    /// <summary>How the copies differ from the images, for the objectives that learn from changed copies.</summary>
    /// <value>The default changes nothing.</value>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>
    /// What the squared error of the gradient histograms counts beside that of the pixels, for the objectives that learn from changed copies.
    /// </summary>
    /// <value>0 to 1,000; the default is 10.</value>
    [Range(0.0, 1000.0)]
    public double ShapeWeight { get; init; } = 10;

    /// <summary>The most rounds of neighbour graph and distillation; training stops earlier where another round would not help.</summary>
    /// <value>0 to 100; the default is 6.</value>
    [Range(0, MaxRounds)]
    public int Rounds { get; init; } = 6;

    /// <summary>Passes over the training images in a round.</summary>
    /// <value>1 to 10,000; the default depends on the number of images.</value>
    [Range(1, MaxEpochs)]
    public int RoundEpochs { get; init; } = 3;

    /// <summary>Steps of an epoch, or null: as many as the images fill batches. Fewer make an epoch a part of the images, drawn anew each time.</summary>
    /// <value>1 and up; the default is null. A budget sets it where it does not last for one pass over the images.</value>
    [Range(1, int.MaxValue)]
    public int? StepsPerEpoch { get; init; }

    /// <summary>What an image's own code counts in its target, beside the one that was averaged along the graph.</summary>
    /// <value>0 to 10; the default is 0.4.</value>
    [Range(0.0, 10.0)]
    public double MemberWeight { get; init; } = 0.4;

    /// <summary>Neighbours of each image in the graph, or null: chosen in each round.</summary>
    /// <value>1 to 1,000; the default is null.</value>
    [Range(1, 1000)]
    public int? Neighbours { get; init; }

    /// <summary>How often codes are averaged along the graph, or null: chosen in each round.</summary>
    /// <value>1 to 100,000; the default is null.</value>
    [Range(1, 100_000)]
    public int? SmoothingSteps { get; init; }

    /// <summary>The fingerprint of the model that teaches the encoder, or null where none does.</summary>
    /// <value>The default is null.</value>
    public string? Teacher { get; init; }

    /// <summary>The seed of every random draw.</summary>
    /// <value>The default is 42.</value>
    public int Seed { get; init; } = 42;

    /// <summary>The share of the training images that is held out for validation, or null where another split is.</summary>
    /// <value>Above 0, at most 0.5; the default is null.</value>
    [Range(0.0, 0.5, MinimumIsExclusive = true)]
    public double? ValidationShare { get; init; }

    /// <summary>Passes of the decoder alone: two for three of a round, so more where there are few images.</summary>
    internal int DecoderEpochs => Math.Max(1, RoundEpochs * 2 / 3);

    /// <summary>Steps of an epoch over some images.</summary>
    internal int StepsFor(int images) => Math.Min(StepsPerEpoch ?? int.MaxValue, images / BatchSize);

    /// <summary>The recipe as JSON; equal recipes give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Default.TrainingRecipe);

    /// <summary>A recipe that a model file holds; null where the text is none of this program's.</summary>
    public static TrainingRecipe? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RecipeJson.Default.TrainingRecipe);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
