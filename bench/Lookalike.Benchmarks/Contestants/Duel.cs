namespace Lookalike.Benchmarks;

/// <summary>Two contestants measured in turn, A B B A A B B A, so that neither gains by its place and the machine's mood meets both.</summary>
internal sealed class Duel
{
    // What the other left running - threads that spin for work, a clock that is still high - has ended by then.
    private const int MillisecondsBetween = 60;

    private readonly List<(double A, double B)> _pairs = [];

    /// <param name="pairs">Pairs that count; one more comes before them and does not.</param>
    /// <param name="a">Runs the first contestant and returns its seconds, or any other cost.</param>
    /// <param name="b">Runs the second contestant and returns its cost in the same unit.</param>
    public Duel(int pairs, Func<double> a, Func<double> b)
    {
        for (int i = -1; i < pairs; i++)
        {
            double first = Rest(i % 2 == 0 ? a : b), second = Rest(i % 2 == 0 ? b : a);
            if (i >= 0) _pairs.Add(i % 2 == 0 ? (first, second) : (second, first));
        }
    }

    /// <summary>The median cost of the first.</summary>
    public double A => Median.Of(_pairs.Select(p => p.A));

    /// <summary>The median cost of the second.</summary>
    public double B => Median.Of(_pairs.Select(p => p.B));

    /// <summary>How many times faster the first was: the median of the pairs' ratios.</summary>
    public double Ratio => Median.Of(_pairs.Select(p => p.B / p.A));

    /// <summary>The ratio with the lowest and the highest of the pairs.</summary>
    public string RatioText => $"{Ratio:0.00} ({_pairs.Min(p => p.B / p.A):0.00}..{_pairs.Max(p => p.B / p.A):0.00})";

    private static double Rest(Func<double> run)
    {
        Thread.Sleep(MillisecondsBetween);
        return run();
    }
}
