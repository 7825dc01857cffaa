namespace Lookalike.Application.Explaining;

/// <summary>Which parts of two images make them alike. Immutable.</summary>
internal sealed class OcclusionMap
{
    /// <summary>Rows of the grid.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the grid.</summary>
    public required int Columns { get; init; }

    /// <summary>What each cell of the query counts for, row by row: how much farther apart the two are without it. Negative where it sets them apart.</summary>
    public required IReadOnlyList<float> Query { get; init; }

    /// <summary>The same of the hit's cells.</summary>
    public required IReadOnlyList<float> Hit { get; init; }

    /// <summary>How far apart the two are as they are.</summary>
    public required float Distance { get; init; }

    /// <summary>Images that were encoded.</summary>
    public required int Passes { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Time { get; init; }
}
