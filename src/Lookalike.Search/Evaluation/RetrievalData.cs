namespace Lookalike.Search.Evaluation;

/// <summary>Vectors with classes: those that are ranked, and those that they are ranked for. Nothing is copied.</summary>
internal sealed class RetrievalData
{
    /// <summary>What stands for a query that is not among the ranked vectors.</summary>
    public const int NoRow = -1;

    /// <summary>[rows, <see cref="Dimension"/>], row-major.</summary>
    public required ReadOnlyMemory<float> Database { get; init; }

    /// <summary>The class of each row.</summary>
    public required ReadOnlyMemory<int> DatabaseLabels { get; init; }

    /// <summary>[queries, <see cref="Dimension"/>], row-major.</summary>
    public required ReadOnlyMemory<float> Queries { get; init; }

    /// <summary>The class of each query; the rows of this class are the relevant ones.</summary>
    public required ReadOnlyMemory<int> QueryLabels { get; init; }

    /// <summary>The row that each query is itself, and that is not ranked for it, or <see cref="NoRow"/>; empty where none is.</summary>
    public ReadOnlyMemory<int> OwnRows { get; init; }

    /// <summary>Floats in a vector.</summary>
    public required int Dimension { get; init; }
}
