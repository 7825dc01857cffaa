using Lookalike.Storage.Sqlite.Approximate;

namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>The graph of one vector property. Immutable.</summary>
internal sealed class GraphReport
{
    internal GraphReport()
    {
    }

    /// <summary>The name of the vector property.</summary>
    public required string Property { get; init; }

    /// <summary>The graph's file, whether or not it is there.</summary>
    public required string Path { get; init; }

    /// <summary>What there is of it.</summary>
    public required GraphState State { get; init; }

    /// <summary>Why it cannot be used; null where it can, or is not there.</summary>
    public string? Reason { get; init; }
}
