namespace Lookalike.Search.Evaluation;

/// <summary>How well a ranking by distance brings images of the query's class to the front: means over the queries, 0 to 1.</summary>
public sealed class RetrievalQuality
{
    internal RetrievalQuality()
    {
    }

    /// <summary>
    /// Mean average precision over the full ranking: the precision at the rank of each relevant item, summed and divided by the
    /// number of all relevant items. A query without relevant items counts as 0.
    /// </summary>
    public double MeanAveragePrecision { get; internal init; }

    /// <summary>
    /// Mean average precision over the first 1,000 ranks, divided by the number of relevant items found in them. A query that
    /// finds none there counts as 0.
    /// </summary>
    public double MeanAveragePrecisionAt1000 { get; internal init; }

    /// <summary>The share of relevant items in the first 10 ranks, or in all ranks where the database is smaller.</summary>
    public double PrecisionAt10 { get; internal init; }

    /// <summary>The share of queries whose nearest neighbour is relevant: the accuracy of 1-nearest-neighbour classification.</summary>
    public double PrecisionAt1 { get; internal init; }

    /// <summary>The number of queries.</summary>
    public int Queries { get; internal init; }

    /// <summary>The number of database vectors ranked for each query.</summary>
    public int Database { get; internal init; }

    /// <summary>The means over queries.</summary>
    /// <param name="qualities">The measures of each, at least one.</param>
    /// <param name="rows">The number of database vectors ranked for each.</param>
    internal static RetrievalQuality MeanOf(IReadOnlyCollection<QueryQuality> qualities, int rows) => new()
    {
        MeanAveragePrecision = qualities.Average(q => q.AveragePrecision),
        MeanAveragePrecisionAt1000 = qualities.Average(q => q.AveragePrecisionAt1000),
        PrecisionAt10 = qualities.Average(q => q.PrecisionAt10),
        PrecisionAt1 = qualities.Average(q => q.PrecisionAt1),
        Queries = qualities.Count,
        Database = rows,
    };
}
