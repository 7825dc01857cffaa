using Microsoft.Extensions.Logging;

namespace Lookalike.Datasets.Telemetry;

/// <summary>What is logged of data sets. The numbers of events stay what they are.</summary>
internal static partial class DatasetsLog
{
    [LoggerMessage(1, LogLevel.Information, "{Notice}")]
    public static partial void FetchProceeds(ILogger logger, string notice);

    [LoggerMessage(2, LogLevel.Warning, "{Source}: {Reason}")]
    public static partial void SourceFailed(ILogger logger, string source, string reason);
}
