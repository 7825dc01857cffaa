namespace Lookalike.Training.Patches;

/// <summary>How much of some work is done, told from many threads, one call at a time, rising.</summary>
/// <param name="report">Told the share, 0 to 1; null for no reports.</param>
/// <param name="total">The whole work, above 0, in any unit.</param>
internal sealed class ShareDone(Action<double>? report, double total)
{
    private readonly Lock _lock = new();
    private double _done;

    /// <summary>Adds some work, in the unit of the whole.</summary>
    public void Add(double work)
    {
        if (report is null) return;
        lock (_lock)
        {
            _done += work;
            report(Math.Min(_done / total, 1));
        }
    }
}
