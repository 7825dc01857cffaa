using Lookalike.Web.Faults;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Limits;

/// <summary>
/// Decoding, encoding and drawing of pictures: as many at once as there are cores, each no longer than a request waits. A decoder of files cannot be
/// stopped, so what is given up keeps its turn until it ends, and no other takes its place before. Thread-safe.
/// </summary>
internal sealed class PictureWork(LookalikeWebOptions options, TimeProvider time)
{
    private readonly WorkQueue _queue = new("pictures", Environment.ProcessorCount, Bounds.WaitingPictures);

    /// <summary>Runs work on another thread.</summary>
    /// <param name="opened">What the work uses, which the caller uses too: it is not closed before the work has ended. Null for nothing.</param>
    /// <param name="work">The work. Its token tells it that nobody waits any more; it may go on all the same.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException">It takes too long, or too many wait.</exception>
    public async Task<T> RunAsync<T>(OpenedLibrary? opened, Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        IDisposable turn = await _queue.EnterAsync(cancellationToken).ConfigureAwait(false);
        var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        opened?.Keep();
        Task<T> running = Task.Run(
            () =>
            {
                try
                {
                    return work(given.Token);
                }
                finally
                {
                    opened?.Release();
                    turn.Dispose();
                }
            },
            CancellationToken.None);
        try
        {
            return await running.WaitAsync(options.MaxDecodeTime, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            await given.CancelAsync().ConfigureAwait(false);
            throw new ProblemException(
                ProblemType.DecodeTime, $"The picture was not ready within {options.MaxDecodeTime.TotalSeconds:0.#} seconds. Make it smaller.");
        }
        finally
        {
            Forget(running, given);
        }
    }

    /// <summary>Looks at how it ends, where nobody else does.</summary>
    private static void Forget(Task running, CancellationTokenSource given) => _ = running.ContinueWith(
        ended =>
        {
            _ = ended.Exception;
            given.Dispose();
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
