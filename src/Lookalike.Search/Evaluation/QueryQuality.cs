using System.Runtime.InteropServices;

namespace Lookalike.Search.Evaluation;

/// <summary>The measures of one query's ranking, as <see cref="RetrievalQuality"/> defines them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueryQuality
{
    private const int Cutoff = 1000, First = 10;

    public double AveragePrecision { get; private init; }

    public double AveragePrecisionAt1000 { get; private init; }

    public double PrecisionAt10 { get; private init; }

    public double PrecisionAt1 { get; private init; }

    /// <summary>The row of the nearest item; of several, the first.</summary>
    public int NearestRow { get; init; }

    public static QueryQuality Of(RelevanceRanking ranking, int items)
    {
        int relevant = 0, relevantAt1000 = 0, relevantAt10 = 0;
        double sum = 0, sumAt1000 = 0;
        for (int rank = 0; rank < items; rank++)
        {
            if (ranking.IsRelevant(rank))
                sum += ++relevant / (rank + 1d);
            if (rank < First)
                relevantAt10 = relevant;
            if (rank < Cutoff)
                (relevantAt1000, sumAt1000) = (relevant, sum);
        }

        return new QueryQuality
        {
            AveragePrecision = relevant == 0 ? 0 : sum / relevant,
            AveragePrecisionAt1000 = relevantAt1000 == 0 ? 0 : sumAt1000 / relevantAt1000,
            PrecisionAt10 = (double)relevantAt10 / Math.Min(First, items),
            PrecisionAt1 = ranking.IsRelevant(0) ? 1 : 0,
        };
    }
}
