using System.Text.Json;

namespace Lookalike.Search.Distances;

/// <summary>How far apart two vectors are. Every metric is a distance: the smaller, the more alike.</summary>
public enum DistanceMetric
{
    /// <summary>The root of the summed squared differences, 0 and up.</summary>
    Euclidean,

    /// <summary>The summed squared differences, 0 and up. Ranks exactly as <see cref="Euclidean"/> does, without the root.</summary>
    SquaredEuclidean,

    /// <summary>1 minus the cosine of the angle, 0 to 2. A vector of zeros has cosine 0, so distance 1, to every vector.</summary>
    Cosine,

    /// <summary>The dot product with its sign turned, so that a large product is a small distance. Any value.</summary>
    DotProduct,

    /// <summary>The summed absolute differences, 0 and up.</summary>
    Manhattan,

    /// <summary>The number of dimensions in which the vectors differ, a whole number from 0 to the dimension.</summary>
    Hamming,
}

/// <summary>What a metric is called where its name is read: in a report, in JSON.</summary>
internal static class DistanceMetricName
{
    /// <summary>The name with a small first letter, such as <c>euclidean</c>.</summary>
    public static string Word(this DistanceMetric metric) => JsonNamingPolicy.CamelCase.ConvertName(metric.ToString());
}
