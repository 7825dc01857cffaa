using System.Runtime.ExceptionServices;
using Lookalike.Application.Library;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Index;
using Lookalike.Web.Settings;
using Lookalike.Web.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Web.Serving;

/// <summary>
/// The one library that is served: opened at the first request and kept open, and opened anew when the file of the model or of the index is another one.
/// What is written to the index is seen at once. No answer comes from a model and an index that do not belong together: each use looks before and after
/// it whether they still do, or did not for a while, and is repeated then. Thread-safe.
/// </summary>
internal sealed class ServedLibrary(ImageLibrary library, LookalikeWebOptions options, TimeProvider time, ILogger<ServedLibrary> logger) : IDisposable
{
    private const int MaxAttempts = 2;

    // What could not be opened is not tried again by each of a hundred requests.
    private static readonly TimeSpan FaultLife = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile OpenedLibrary? _opened;
    private (ExceptionDispatchInfo Fault, long At)? _fault;

    /// <summary>Does something with what is opened.</summary>
    /// <param name="work">What. It may be done more than once, and only the last counts.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="LookalikeException">Model or index are missing or damaged, or do not belong together.</exception>
    public async Task<T> UseAsync<T>(Func<Moment, Task<T>> work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            OpenedLibrary opened = await CurrentAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var moment = new Moment(opened, await opened.DescribeAsync(cancellationToken).ConfigureAwait(false));
                long generation = opened.Index.Store.Generation;
                T result = await work(moment).ConfigureAwait(false);
                await opened.RequireAsync(generation, cancellationToken).ConfigureAwait(false);
                return result;
            }
            catch (LookalikeException e) when (attempt < MaxAttempts && MayBeOfAnother(e))
            {
                // It may have been replaced; opened anew, it tells its own fault if there is one.
                WebLog.Reopened(logger, e);
                Retire(opened);
            }
            finally
            {
                opened.Release();
            }
        }
    }

    public void Dispose()
    {
        _opened?.Retire();
        _opening.Dispose();
    }

    /// <summary>What is opened now, in use.</summary>
    private async Task<OpenedLibrary> CurrentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_opened is { } opened && IsOf(opened, Status()) && opened.TryUse()) return opened;
            await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (_opened is { } before)
                {
                    if (IsOf(before, Status()) && before.TryUse()) return before;
                    Retire(before);
                }

                await OpenAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _opening.Release();
            }
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_fault is { } known && time.GetElapsedTime(known.At) < FaultLife) known.Fault.Throw();
        try
        {
            // Asked before it is read: where it is replaced in between, it is read once more than needed.
            _opened = await OpenedLibrary.OpenAsync(library, Status(), cancellationToken).ConfigureAwait(false);
            _fault = null;
            WebLog.Opened(logger, options.IndexPath);
        }
        catch (LookalikeException e)
        {
            _fault = (ExceptionDispatchInfo.Capture(e), time.GetTimestamp());
            throw;
        }
    }

    private void Retire(OpenedLibrary opened)
    {
        Interlocked.CompareExchange(ref _opened, null, opened);
        opened.Retire();
    }

    private static bool MayBeOfAnother(LookalikeException fault) => fault is IndexException or IndexStorageException && fault.Kind == FaultKind.Incompatible;

    private static bool IsOf(OpenedLibrary opened, FileStatus model) =>
        (model.Number, model.Length, model.LastWriteTime) == (opened.Model.Number, opened.Model.Length, opened.Model.LastWriteTime);

    /// <summary>What the model file is now; nothing where there is none, which whoever opens it tells better.</summary>
    private FileStatus Status()
    {
        try
        {
            return FileStatus.Of(options.ModelPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
