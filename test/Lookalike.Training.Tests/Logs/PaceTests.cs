using Lookalike.Training.Logs;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Training.Tests.Logs;

public sealed class PaceTests
{
    [Fact]
    public void The_first_time_is_at_once_and_the_next_after_the_least()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock, TimeSpan.FromSeconds(1));
        Assert.True(pace.IsDue);
        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(pace.IsDue);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(pace.IsDue);
        Assert.False(pace.IsDue);
    }

    [Fact]
    public void A_run_of_a_day_comes_to_hundreds_of_times()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(clock, TimeSpan.FromSeconds(1));
        int times = 0;
        for (int second = 0; second < 86_400; second++, clock.Advance(TimeSpan.FromSeconds(1)))
        {
            if (pace.IsDue) times++;
        }

        Assert.InRange(times, 300, 1000);
    }
}
