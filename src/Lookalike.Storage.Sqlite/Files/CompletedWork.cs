using Lookalike.Core.Telemetry;
using Lookalike.Storage.Sqlite.Telemetry;

namespace Lookalike.Storage.Sqlite.Files;

/// <summary>SQLite has no asynchronous calls: the work is done on the calling thread, and its outcome is handed over as a task.</summary>
internal static class CompletedWork
{
    public static Task<T> Of<T>(string operation, string? collection, Func<T> work, CancellationToken cancellationToken)
    {
        using ToldOperation? told = StoreOperation.Start(operation, collection);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(work());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }
#pragma warning disable CA1031 // whatever was thrown is the task's outcome
        catch (Exception fault)
#pragma warning restore CA1031
        {
            told?.FailAtStore(fault);
            return Task.FromException<T>(fault);
        }
    }
}
