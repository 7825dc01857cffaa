using Microsoft.Extensions.Logging;

namespace Lookalike.Web.Telemetry;

/// <summary>What is logged of the HTTP API. The numbers of events stay what they are.</summary>
internal static partial class WebLog
{
    [LoggerMessage(1, LogLevel.Information, "Serving '{Index}'.")]
    public static partial void Opened(ILogger logger, string index);

    [LoggerMessage(2, LogLevel.Information, "Model or index are no longer what was opened; they are opened again.")]
    public static partial void Reopened(ILogger logger, Exception fault);

    [LoggerMessage(3, LogLevel.Debug, "{Method} {Path} was answered {Status}.")]
    public static partial void Refused(ILogger logger, Exception? fault, string method, string path, int status);

    [LoggerMessage(4, LogLevel.Error, "{Method} {Path} failed.")]
    public static partial void Failed(ILogger logger, Exception fault, string method, string path);

    [LoggerMessage(5, LogLevel.Warning, "Thumbnails are not kept: '{File}' cannot be used.")]
    public static partial void ThumbnailsNotKept(ILogger logger, Exception fault, string file);

    [LoggerMessage(6, LogLevel.Information, "Job {Job} ended: {State}.")]
    public static partial void JobEnded(ILogger logger, Exception? fault, string job, string state);
}
