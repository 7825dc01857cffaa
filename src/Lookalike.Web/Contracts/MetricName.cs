using System.Text.Json.Serialization;
using Lookalike.Search.Distances;

namespace Lookalike.Web.Contracts;

/// <summary>The distances by which an index is searched.</summary>
[JsonConverter(typeof(EnumWord<MetricName>))]
internal enum MetricName
{
    /// <summary>The root of the summed squared differences.</summary>
    Euclidean,

    /// <summary>1 minus the cosine of the angle.</summary>
    Cosine,
}

/// <summary>What the names mean.</summary>
internal static class MetricNameExtensions
{
    public static DistanceMetric Metric(this MetricName name) => name == MetricName.Cosine ? DistanceMetric.Cosine : DistanceMetric.Euclidean;
}
