using System.Diagnostics.Metrics;
using Lookalike.Core.Telemetry;

namespace Lookalike.Application.Telemetry;

/// <summary>
/// What this library tells about its use cases: a span for each, how long it took, what became of pictures, and how many queries were answered. No
/// path, key, picture or vector is ever told.
/// </summary>
/// <remarks>While nobody listens, nothing is measured.</remarks>
public static class ApplicationTelemetry
{
    /// <summary>The name of the source of spans, to give to <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Lookalike.Application";

    /// <summary>The name of the meter, to give to <c>AddMeter</c>.</summary>
    public const string MeterName = ActivitySourceName;

    /// <summary>The category of what is logged.</summary>
    internal const string LogCategory = ActivitySourceName;

    /// <summary>The tag of a search's span: how many queries were answered.</summary>
    internal const string QueriesTag = "lookalike.queries";

    /// <summary>The tag of the span of duplicates: how many groups there are.</summary>
    internal const string GroupsTag = "lookalike.groups";

    /// <summary>The tag of the span of an examination: how many findings there are.</summary>
    internal const string FindingsTag = "lookalike.findings";

    internal static readonly OperationSource Operations = new(ActivitySourceName);

    internal static readonly Counter<long> Queries = Operations.Meter.CreateCounter<long>(
        "lookalike.application.queries", "{query}", "Queries that were answered.");

    private static readonly Counter<long> Pictures = Operations.Meter.CreateCounter<long>(
        "lookalike.application.pictures", "{picture}", "Pictures that indexing looked at or dropped, by what became of them.");

    /// <summary>Counts pictures of an index.</summary>
    /// <param name="outcome">What became of them: a constant of <see cref="PictureOutcome"/>.</param>
    /// <param name="count">How many, 0 and up.</param>
    internal static void CountPictures(string outcome, int count)
    {
        if (count > 0) Pictures.Add(count, new KeyValuePair<string, object?>("lookalike.outcome", outcome));
    }
}
