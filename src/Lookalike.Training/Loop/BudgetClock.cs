namespace Lookalike.Training.Loop;

/// <summary>A budget of wall time and what of it is spent. Immutable but for the time that passes.</summary>
/// <param name="clock">Tells the time.</param>
/// <param name="total">The budget in seconds.</param>
/// <param name="before">Seconds of it that were spent before this moment, in this process and in those that the run is resumed from.</param>
/// <param name="reserve">Seconds of it that must be left after the last step.</param>
internal sealed class BudgetClock(TimeProvider clock, double total, double before, double reserve)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Tells the time.</summary>
    public TimeProvider Time => clock;

    /// <summary>The budget in seconds.</summary>
    public double Total => total;

    /// <summary>Seconds of it that are spent.</summary>
    public double Spent => before + clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Seconds that are left for training; below 0 where it is late.</summary>
    public double Left => total - reserve - Spent;
}
