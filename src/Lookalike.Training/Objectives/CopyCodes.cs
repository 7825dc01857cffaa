namespace Lookalike.Training.Objectives;

/// <summary>The codes of two changed copies of some images.</summary>
internal sealed class CopyCodes
{
    /// <summary>The images that were copied.</summary>
    public required IReadOnlyList<int> Positions { get; init; }

    /// <summary>[positions, size]: one copy of each.</summary>
    public required float[] First { get; init; }

    /// <summary>[positions, size]: another copy of each.</summary>
    public required float[] Second { get; init; }
}
