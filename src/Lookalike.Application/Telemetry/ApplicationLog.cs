using Microsoft.Extensions.Logging;

namespace Lookalike.Application.Telemetry;

/// <summary>What is logged of use cases. The numbers of events stay what they are.</summary>
internal static partial class ApplicationLog
{
    [LoggerMessage(1, LogLevel.Information,
        "Indexed into '{Index}' in {Seconds:0.0} s: {Changed} images encoded, moved, copied or touched, {Removed} removed, {Failed} failed.")]
    public static partial void Indexed(ILogger logger, string index, double seconds, int changed, int removed, int failed);

    [LoggerMessage(2, LogLevel.Debug, "Answered {Queries} queries from '{Index}'.")]
    public static partial void Searched(ILogger logger, int queries, string index);

    [LoggerMessage(3, LogLevel.Information, "Measured the search of '{Index}'.")]
    public static partial void Evaluated(ILogger logger, string index);

    [LoggerMessage(4, LogLevel.Information, "Found {Groups} groups of near-identical images among the {Images} of '{Index}'.")]
    public static partial void DuplicatesFound(ILogger logger, int groups, int images, string index);

    [LoggerMessage(5, LogLevel.Information, "Examined '{Index}': {Findings} findings.")]
    public static partial void Examined(ILogger logger, string index, int findings);

    [LoggerMessage(6, LogLevel.Warning, "{Reason}")]
    public static partial void PictureFailed(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The watched folders could not be compared with '{Index}'; the next pass tries again.")]
    public static partial void WatchPassFailed(ILogger logger, Exception fault, string index);

    [LoggerMessage(8, LogLevel.Information, "Dropped {Removed} records from '{Index}' in {Seconds:0.0} s.")]
    public static partial void Removed(ILogger logger, int removed, string index, double seconds);
}
