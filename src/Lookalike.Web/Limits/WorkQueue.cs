using Lookalike.Web.Faults;

namespace Lookalike.Web.Limits;

/// <summary>Lets so many run at once and so many wait for them, and turns the others away with 429. Thread-safe.</summary>
/// <param name="what">What runs, in the plural: <c>searches</c>.</param>
/// <param name="atOnce">How many run at once, 1 and up.</param>
/// <param name="waiting">How many wait, 0 and up.</param>
#pragma warning disable CA1001 // lives as long as the server, and its semaphore has no handle
internal sealed class WorkQueue(string what, int atOnce, int waiting)
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _free = new(atOnce, atOnce);
    private int _asked;

    /// <summary>How many run and wait.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The turn. It ends when it is disposed, once.</returns>
    /// <exception cref="ProblemException">As many wait already as may.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _asked) > atOnce + waiting)
        {
            Interlocked.Decrement(ref _asked);
            throw new ProblemException(ProblemType.TooBusy, $"{atOnce} {what} run at once, and {waiting} may wait. Try again in a moment.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            }.With("limit", atOnce + waiting);
        }

        try
        {
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Turn(this);
        }
        catch
        {
            Interlocked.Decrement(ref _asked);
            throw;
        }
    }

    /// <summary>Runs work in its turn.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        using IDisposable turn = await EnterAsync(cancellationToken).ConfigureAwait(false);
        return await work().ConfigureAwait(false);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _asked);
        _free.Release();
    }

    private sealed class Turn(WorkQueue queue) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) queue.Leave();
        }
    }
}
