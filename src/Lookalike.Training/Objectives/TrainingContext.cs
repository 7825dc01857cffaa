using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Teachers;

namespace Lookalike.Training.Objectives;

/// <summary>What an objective works on.</summary>
internal sealed class TrainingContext
{
    /// <summary>A valid recipe.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>The images to train on.</summary>
    public required ImageBatches Images { get; init; }

    /// <summary>The network.</summary>
    public required Autoencoder Autoencoder { get; init; }

    /// <summary>The weights that each finished stage left, in order.</summary>
    public required IReadOnlyList<Weights> Snapshots { get; init; }

    /// <summary>Who teaches the encoder, where that is another encoder; null where it is computed from the images.</summary>
    public ITeacher? Teacher { get; init; }

    /// <summary>Told the share of what a stage needs before its first step; null for nobody.</summary>
    public Action<double>? Preparing { get; init; }

    /// <summary>The most threads to use outside libtorch.</summary>
    public required int Threads { get; init; }
}
