using Lookalike.Application.Strangeness;
using Lookalike.Index;
using Lookalike.Index.Reading;

namespace Lookalike.Web.Serving;

/// <summary>The order of strangeness of one index, measured when it is asked for and kept until something is written. Thread-safe.</summary>
internal sealed class ServedOrder(IIndexStore store)
{
    private volatile Kept? _kept;

    /// <summary>The order of what the index holds now, where it was measured; else null.</summary>
    public async Task<StrangenessOrder?> FindAsync(CancellationToken cancellationToken) =>
        _kept is { } kept && kept.State == await store.StateAsync(cancellationToken).ConfigureAwait(false) ? kept.Order : null;

    /// <summary>Measures it, unless somebody did. One at a time: whoever waited for another finds what that one has measured.</summary>
    /// <param name="cancellationToken">Ends the measuring.</param>
    public async Task<StrangenessOrder> MeasureAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } found) return found;

        // What is written while it is read is of the next state: it is measured again when it is asked for again.
        string state = await store.StateAsync(cancellationToken).ConfigureAwait(false);
        IndexSnapshot snapshot = await store.ReadAsync(IndexColumns.Vector, cancellationToken).ConfigureAwait(false);
        StrangenessOrder order = await Task.Run(
            () => StrangenessOrder.Of(snapshot, Environment.ProcessorCount, cancellationToken), cancellationToken).ConfigureAwait(false);
        _kept = new Kept(state, order);
        return order;
    }

    private sealed record Kept(string State, StrangenessOrder Order);
}
