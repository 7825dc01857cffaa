using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite.Telemetry;

/// <summary>What the store logs. The numbers of events stay what they are.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(1, LogLevel.Warning, "'{Path}' was replaced or overwritten while {Operation} read it; it is opened again (attempt {Attempt}).")]
    public static partial void FileReplaced(ILogger logger, string path, string operation, int attempt);

    [LoggerMessage(2, LogLevel.Debug, "Read {Slots} slots of vectors of property {Ordinal} of '{Path}' in {Milliseconds:0.0} ms, up to version {Version}.")]
    public static partial void VectorsRead(ILogger logger, int slots, int ordinal, string path, double milliseconds, long version);

    [LoggerMessage(3, LogLevel.Information, "Built a graph of {Count} vectors in {Seconds:0.0} s, for '{Path}'.")]
    public static partial void GraphBuilt(ILogger logger, int count, double seconds, string path);

    [LoggerMessage(4, LogLevel.Information, "Opened the graph '{Path}' of {Count} vectors; {Differing} slots differ from what is stored and are brought in.")]
    public static partial void GraphOpened(ILogger logger, string path, int count, int differing);

    [LoggerMessage(5, LogLevel.Warning, "The graph '{Path}' cannot be used and is built anew if the store may write: {Reason}")]
    public static partial void GraphUnusable(ILogger logger, string path, string reason);

    [LoggerMessage(6, LogLevel.Warning, "The graph '{Path}' cannot be written and has to be built again by the next store: {Reason}")]
    public static partial void GraphNotWritten(ILogger logger, string path, string reason);
}
