using Lookalike.Web.Faults;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Limits;

/// <summary>
/// Decoding and encoding of pictures: as many at once as there are cores, each no longer than a request waits. A decoder cannot be stopped, so one
/// that is given up keeps its turn until it ends, and no other takes its place before. Thread-safe.
/// </summary>
internal sealed class PictureWork(LookalikeWebOptions options, TimeProvider time)
{
    private readonly WorkQueue _queue = new("pictures", Environment.ProcessorCount, Bounds.WaitingPictures);

    /// <summary>Runs work on another thread.</summary>
    /// <param name="work">The work. It may go on when nobody waits any more.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException">It takes too long, or too many wait.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        IDisposable turn = await _queue.EnterAsync(cancellationToken).ConfigureAwait(false);
        Task<T> running = Task.Run(
            () =>
            {
                using (turn) return work();
            },
            CancellationToken.None);
        try
        {
            return await running.WaitAsync(options.MaxDecodeTime, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            Forget(running);
            throw new ProblemException(
                ProblemType.DecodeTime, $"The picture was not decoded within {options.MaxDecodeTime.TotalSeconds:0.#} seconds. Make it smaller.");
        }
        catch (OperationCanceledException)
        {
            Forget(running);
            throw;
        }
    }

    /// <summary>Looks at how it ends, which nobody else does.</summary>
    private static void Forget(Task running) => _ = running.ContinueWith(
        static ended => ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
