namespace Lookalike.Training.Networks;

/// <summary>The values of a network at one moment.</summary>
internal sealed class Weights
{
    /// <summary>[P].</summary>
    public required float[] Parameters { get; init; }

    /// <summary>[S]: running means and variances.</summary>
    public required float[] Statistics { get; init; }
}
