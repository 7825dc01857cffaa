using Lookalike.Training.Budget;

namespace Lookalike.Training.Costs;

/// <summary>What the parts of a run take on this machine, in seconds, as measured before it (<see cref="CostProbe"/>).</summary>
internal sealed record StepCosts
{
    /// <summary>A training step, whatever its batch.</summary>
    public required double StepFixed { get; init; }

    /// <summary>A training step, on top of that for each image.</summary>
    public required double StepPerImage { get; init; }

    /// <summary>A step of the decoder alone, as a share of a training step.</summary>
    public required double DecoderShare { get; init; }

    /// <summary>Encoding an image.</summary>
    public required double EncodePerImage { get; init; }

    /// <summary>Reconstructing an image.</summary>
    public required double ValidatePerImage { get; init; }

    /// <summary>The gradient histograms of an image.</summary>
    public required double FeaturesPerImage { get; init; }

    /// <summary>The teacher's code of an image; 0 where nothing is taught.</summary>
    public double TeachPerImage { get; init; }

    /// <summary>Comparing two codes.</summary>
    public required double Compare { get; init; }

    /// <summary>Adding one neighbour's code to an average.</summary>
    public required double Average { get; init; }

    /// <summary>Writing a checkpoint.</summary>
    public required double WriteCheckpoint { get; init; }
}
