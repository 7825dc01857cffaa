using System.Diagnostics;
using Lookalike.Application;
using Lookalike.Index;

namespace Lookalike.Cli;

/// <summary>Keeps an index in step with folders until it is told to stop.</summary>
internal sealed class WatchRun(FolderIndexingRequest request, Terminal terminal, Action<IndexSummary> print)
{
    /// <summary>How often the folders are compared though no change was heard of.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    /// <summary>Comparing a large folder must not keep the disk busy: it takes no more of the time than one part in this.</summary>
    private const int MostOfTheTime = 20;

    /// <summary>The first pass, and one after each change.</summary>
    /// <returns>The exit code: to be told to stop is how a watch ends well.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        // Before the first pass, so that what changes during it is heard of.
        using var watch = new FolderWatch(request.Selection.Folders, request.IndexPath, notice: terminal.Note);
        using var run = new FolderIndexingRun(request, terminal);
        long start = Stopwatch.GetTimestamp();
        print(await run.ExecuteAsync(cancellation));
        terminal.Note("Watching. Ctrl-C ends it.");
        string? fault = null;
        while (true)
        {
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            try
            {
                await watch.WaitAsync(took * MostOfTheTime > Interval ? took * MostOfTheTime : Interval, cancellation);
                start = Stopwatch.GetTimestamp();
                IndexSummary summary = await run.ExecuteAsync(cancellation);
                fault = null;
                if (summary.ChangesAnything) print(summary);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Ok;
            }
            catch (Exception e) when (e is IndexException or IndexStorageException or IOException or UnauthorizedAccessException)
            {
                // A disk that was taken out, a full one, another writer: all of them may pass, so the watch goes on.
                if (e.Message != fault) terminal.Fault(e.Message);
                fault = e.Message;
                if (e is IndexException) watch.Mark();
            }
        }
    }
}
