using Lookalike.Search.Distances;
using Lookalike.Storage.Sqlite.Database;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>How a distance function of the abstraction is computed: a metric to rank by, and the score made of its distance.</summary>
internal sealed class Scoring
{
    private const string Supported =
        $"{DistanceFunction.CosineDistance}, {DistanceFunction.CosineSimilarity}, {DistanceFunction.DotProductSimilarity}, " +
            $"{DistanceFunction.NegativeDotProductSimilarity}, " +
        $"{DistanceFunction.EuclideanDistance}, {DistanceFunction.EuclideanSquaredDistance}, {DistanceFunction.ManhattanDistance}, " +
            $"{DistanceFunction.HammingDistance}";

    private readonly double _offset;
    private readonly double _sign;

    private Scoring(DistanceMetric metric, double offset = 0, double sign = 1)
    {
        Metric = metric;
        _offset = offset;
        _sign = sign;
    }

    public DistanceMetric Metric { get; }

    /// <summary>The name of a property's distance function, or of the one that applies where it names none.</summary>
    public static string NameOf(VectorPropertyModel property) => property.DistanceFunction ?? SqliteConstants.DefaultDistanceFunction;

    /// <summary>The scoring of a property, or of the function that one search asks for instead.</summary>
    public static Scoring Of(VectorPropertyModel property, string? instead = null) => (instead ?? NameOf(property)) switch
    {
        DistanceFunction.CosineDistance => new(DistanceMetric.Cosine),
        DistanceFunction.CosineSimilarity => new(DistanceMetric.Cosine, offset: 1, sign: -1),
        DistanceFunction.DotProductSimilarity => new(DistanceMetric.DotProduct, sign: -1),
        DistanceFunction.NegativeDotProductSimilarity => new(DistanceMetric.DotProduct),
        DistanceFunction.EuclideanDistance => new(DistanceMetric.Euclidean),
        DistanceFunction.EuclideanSquaredDistance => new(DistanceMetric.SquaredEuclidean),
        DistanceFunction.ManhattanDistance => new(DistanceMetric.Manhattan),
        DistanceFunction.HammingDistance => new(DistanceMetric.Hamming),
        string other => throw new NotSupportedException($"The distance function '{other}' was asked for, for the vector property " +
            $"'{property.ModelName}'. Supported: {Supported}."),
    };

    public double Score(float distance) => _offset + (_sign * distance);

    /// <summary>Whether a score is as good as the threshold or better: for similarities higher is better, for distances lower.</summary>
    public bool Passes(double score, double? threshold) => threshold is not { } limit || (_sign < 0 ? score >= limit : score <= limit);
}
