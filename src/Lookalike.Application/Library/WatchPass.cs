using Lookalike.Application.Indexing;
using Lookalike.Application.Telemetry;
using Lookalike.Index;

namespace Lookalike.Application.Library;

/// <summary>One comparison of watched folders with their index, to be run once, when it comes.</summary>
public sealed class WatchPass
{
    private readonly ImageLibrary _library;
    private readonly FolderIndexing _indexing;
    private readonly FolderWatch _watch;

    internal WatchPass(ImageLibrary library, FolderIndexing indexing, FolderWatch watch, bool isFirst) =>
        (_library, _indexing, _watch, IsFirst) = (library, indexing, watch, isFirst);

    /// <summary>Whether it is the first of the watch.</summary>
    public bool IsFirst { get; }

    /// <summary>Why it could not be run; null before, and where it was.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Brings the index in step.</summary>
    /// <param name="events">Who hears of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <returns>What was done; null where <see cref="Fault"/> says why not: a disk that was taken out, a full one, another writer. All may pass.</returns>
    /// <exception cref="Exception">The first pass failed, or a fault came that will not pass.</exception>
    public async Task<IndexSummary?> RunAsync(LibraryEvents? events, CancellationToken cancellationToken)
    {
        try
        {
            return await ApplicationTelemetry.Operations.RunAsync("watch_pass", async told =>
            {
                IndexSummary summary = await _indexing.RunAsync(events ?? LibraryEvents.None, cancellationToken).ConfigureAwait(false);
                told?.Tag(summary);
                return summary;
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (!IsFirst && e is FolderException or IndexException or IndexStorageException or IOException or UnauthorizedAccessException)
        {
            Fault = e;
            if (_library.Logger is { } logger) ApplicationLog.WatchPassFailed(logger, e, _library.IndexPath);
            if (e is IndexException) _watch.Mark();
            return null;
        }
    }
}
