using System.Diagnostics.Metrics;
using Lookalike.Core.Telemetry;

namespace Lookalike.Datasets.Telemetry;

/// <summary>
/// What this library tells about fetching and verifying data sets: spans, how long they took, bytes, verdicts on files, further attempts and sources
/// that failed. No path and no address is ever told.
/// </summary>
/// <remarks>While nobody listens, nothing is measured.</remarks>
public static class DatasetsTelemetry
{
    /// <summary>The name of the source of spans, to give to <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Lookalike.Datasets";

    /// <summary>The name of the meter, to give to <c>AddMeter</c>.</summary>
    public const string MeterName = ActivitySourceName;

    /// <summary>The category of what is logged.</summary>
    internal const string LogCategory = ActivitySourceName;

    /// <summary>The tag of a span: the data set of the catalogue.</summary>
    internal const string DatasetTag = "lookalike.dataset";

    internal static readonly OperationSource Operations = new(ActivitySourceName);

    internal static readonly Counter<long> Downloaded = Operations.Meter.CreateCounter<long>(
        "lookalike.datasets.downloaded", "By", "Bytes that came from mirrors.");

    internal static readonly Counter<long> Retries = Operations.Meter.CreateCounter<long>(
        "lookalike.datasets.retries", "{attempt}", "Further attempts to load a file from the same mirror.");

    internal static readonly Counter<long> SourcesFailed = Operations.Meter.CreateCounter<long>(
        "lookalike.datasets.sources.failed", "{source}", "Sources that failed, so that the next one was tried.");

    private static readonly Counter<long> Verified = Operations.Meter.CreateCounter<long>(
        "lookalike.datasets.files.verified", "{file}", "Files that were checked against their length and checksum, by what was found.");

    /// <summary>Counts a file that was checked.</summary>
    /// <param name="outcome"><c>present</c>, <c>missing</c>, <c>wrong_length</c> or <c>wrong_checksum</c>.</param>
    internal static void CountVerified(string outcome) => Verified.Add(1, new KeyValuePair<string, object?>("lookalike.outcome", outcome));
}
