using Lookalike.Web.Faults;

namespace Lookalike.Web.Limits;

/// <summary>Lets so many run at once, and of each client so many, and turns the others away with 429. Nobody waits. Thread-safe.</summary>
/// <param name="what">What runs, in the plural.</param>
/// <param name="ofAll">How many run at once, 1 and up.</param>
/// <param name="ofOne">How many of one client, 1 and up.</param>
internal sealed class ClientQueue(string what, int ofAll, int ofOne)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Begins one.</summary>
    /// <param name="client">Whose it is: the address that it comes from.</param>
    /// <returns>It ends when this is disposed, once.</returns>
    /// <exception cref="ProblemException">As many run as may.</exception>
    public IDisposable Enter(string client)
    {
        lock (_gate)
        {
            int own = _running.GetValueOrDefault(client);
            if (own == ofOne) throw Busy($"{ofOne} {what} of one client run at once. End one of them first.", ofOne);
            if (_all == ofAll) throw Busy($"{ofAll} {what} run at once. Try again in a moment.", ofAll);
            _running[client] = own + 1;
            _all++;
        }

        return new Turn(this, client);
    }

    private static ProblemException Busy(string detail, int limit) =>
        new ProblemException(ProblemType.TooBusy, detail) { RetryAfter = TimeSpan.FromSeconds(1) }.With("limit", limit);

    private void Leave(string client)
    {
        lock (_gate)
        {
            _all--;
            if (--_running[client] == 0) _running.Remove(client);
        }
    }

    private sealed class Turn(ClientQueue queue, string client) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) queue.Leave(client);
        }
    }
}
