namespace Lookalike.Application.Evaluating;

/// <summary>How well images of one class are found, and what is found first for them.</summary>
internal sealed class ClassQuality
{
    /// <summary>The name of the class.</summary>
    public required string Class { get; init; }

    /// <summary>Queries of the class.</summary>
    public required int Queries { get; init; }

    /// <summary>Average precision over the full ranking, mean over the queries of the class.</summary>
    public required double MeanAveragePrecision { get; init; }

    /// <summary>The share of the first 10 that is of the class.</summary>
    public required double PrecisionAt10 { get; init; }

    /// <summary>The share of queries whose nearest neighbour is of the class.</summary>
    public required double PrecisionAt1 { get; init; }

    /// <summary>The class of each first hit and how many there are, most first, the class itself among them.</summary>
    public required OrderedDictionary<string, int> FirstHits { get; init; }

    /// <summary>The other classes that first hits are of, most first, as in <c>7 (12), 9 (3)</c>.</summary>
    /// <param name="max">The most classes to name.</param>
    public string Mistakes(int max) => string.Join(", ", FirstHits.Where(hits => hits.Key != Class).Take(max).Select(hits => $"{hits.Key} ({hits.Value})"));
}
