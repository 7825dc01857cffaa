namespace Lookalike.Training.Logs;

/// <summary>
/// Says when it is time again: at first every <paramref name="minimum"/>, then ever more seldom, so that a run of minutes and one of days come to
/// hundreds of times, not to hundreds of thousands.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="minimum">The shortest time between two.</param>
internal sealed class Pace(TimeProvider clock, TimeSpan minimum)
{
    private const double ShareOfRun = 0.01;

    private readonly long _began = clock.GetTimestamp();
    private long? _last;

    /// <summary>Whether it is time; where it is, the next time counts from now.</summary>
    public bool IsDue
    {
        get
        {
            TimeSpan share = clock.GetElapsedTime(_began) * ShareOfRun;
            if (_last is { } last && clock.GetElapsedTime(last) < (share > minimum ? share : minimum)) return false;
            _last = clock.GetTimestamp();
            return true;
        }
    }
}
