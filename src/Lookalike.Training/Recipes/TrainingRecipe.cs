using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;

namespace Lookalike.Training;

/// <summary>Architecture, objective and schedule of one run: with the images and the thread count, all that decides the weights.</summary>
public sealed class TrainingRecipe
{
    /// <summary>The most epochs a run may have.</summary>
    public const int MaxEpochs = 10_000;

    /// <summary>The largest batch.</summary>
    public const int MaxBatchSize = 8192;

    /// <summary>The widest latent.</summary>
    public const int MaxLatentSize = 1024;

    /// <summary>Which network is trained.</summary>
    /// <value>The default is <see cref="Architecture.Compact"/>.</value>
    public Architecture Architecture { get; init; }

    /// <summary>What training minimises.</summary>
    /// <value>The default is <see cref="Objective.Reconstruction"/>.</value>
    public Objective Objective { get; init; }

    /// <summary>Values of one latent.</summary>
    /// <value>1 to 1,024; the default is 16.</value>
    [Range(1, MaxLatentSize)]
    public int LatentSize { get; init; } = 16;

    /// <summary>Passes over the training images.</summary>
    /// <value>1 to 10,000; the default depends on the architecture (<see cref="For"/>).</value>
    [Range(1, MaxEpochs)]
    public int Epochs { get; init; }

    /// <summary>Images of one step. The last images of an epoch that do not fill a batch are left out of it; the next epoch draws anew.</summary>
    /// <value>2 to 8,192; the default depends on the architecture.</value>
    [Range(2, MaxBatchSize)]
    public int BatchSize { get; init; }

    /// <summary>Adam's learning rate: the constant one, or the peak of the cycle.</summary>
    /// <value>Above 0, at most 1; the default depends on the architecture.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; }

    /// <summary>How the learning rate moves.</summary>
    /// <value>The default depends on the architecture.</value>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>Adam's decay of the second moment.</summary>
    /// <value>Above 0, below 1; the default depends on the architecture.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double SecondMomentDecay { get; init; }

    /// <summary>The seed of every random draw.</summary>
    /// <value>The default is 42.</value>
    public int Seed { get; init; } = 42;

    /// <summary>The share of the training images that is held out for validation, or null where another split is.</summary>
    /// <value>Above 0, at most 0.5; the default is null.</value>
    [Range(0.0, 0.5, MinimumIsExclusive = true)]
    public double? ValidationShare { get; init; }

    /// <summary>The recipe that an architecture is trained with where nothing else is asked for.</summary>
    /// <param name="architecture">The architecture.</param>
    public static TrainingRecipe For(Architecture architecture) => architecture switch
    {
        Architecture.Reference => new TrainingRecipe
        {
            Architecture = Architecture.Reference,
            Epochs = 20,
            BatchSize = 32,
            LearningRate = 1e-3,
            Schedule = LearningRateSchedule.Constant,
            SecondMomentDecay = 0.999,
        },
        Architecture.Compact => new TrainingRecipe
        {
            Architecture = Architecture.Compact,
            Epochs = 5,
            BatchSize = 128,
            LearningRate = 2e-2,
            Schedule = LearningRateSchedule.OneCycle,
            SecondMomentDecay = 0.98,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(architecture), architecture, "Unknown architecture."),
    };

    /// <summary>The recipe as JSON; equal recipes give equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Default.TrainingRecipe);

    /// <summary>Checks every value against its range.</summary>
    /// <exception cref="TrainingException">A value is out of range; the message names it, its range and what was found.</exception>
    public void Validate()
    {
        var faults = new List<ValidationResult>();
        if (Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true) && double.IsFinite(LearningRate)) return;
        string text = string.Join(" ", faults.Select(f => f.ErrorMessage));
        throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"The recipe cannot be trained. {text}"));
    }
}
