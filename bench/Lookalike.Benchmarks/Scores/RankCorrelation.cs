namespace Lookalike.Benchmarks;

/// <summary>Spearman's rank correlation: whether two numbers put things into one order.</summary>
internal static class RankCorrelation
{
    /// <summary>The correlation of the ranks; of equal values each has their mean rank.</summary>
    /// <returns>-1..1; not a number where all values of one are equal.</returns>
    public static double Of(double[] first, double[] second)
    {
        double[] a = Ranks(first), b = Ranks(second);
        double mean = (first.Length - 1) / 2.0;
        double Product(double[] x, double[] y) => x.Zip(y, (u, v) => (u - mean) * (v - mean)).Sum();
        return Product(a, b) / Math.Sqrt(Product(a, a) * Product(b, b));
    }

    private static double[] Ranks(double[] values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) - 1) / 2.0))];
}
