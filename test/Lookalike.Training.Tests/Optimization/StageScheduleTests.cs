using FsCheck;
using FsCheck.Xunit;
using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Optimization;

public sealed class StageScheduleTests
{
    private const double Peak = 1e-2;

    [Fact]
    public void A_stage_that_is_not_shortened_has_the_rates_of_its_cycle_bit_for_bit()
    {
        const int Steps = 137;
        StageSchedule schedule = Make(Steps);
        Assert.All(Enumerable.Range(0, Steps), step => Assert.Equal(LearningRateCurve.At(LearningRateSchedule.OneCycle, Peak, step, Steps), schedule.RateAt(step)));
    }

    [Property(MaxTest = 500)]
    public bool However_often_a_stage_is_shortened_its_last_rate_is_that_of_the_cycles_end(PositiveInt steps, (PositiveInt Taken, PositiveInt Left)[] shortenings)
    {
        StageSchedule schedule = Make(steps.Get);
        long taken = 0;
        foreach ((PositiveInt further, PositiveInt left) in shortenings)
        {
            taken = Math.Min(taken + further.Get, schedule.Steps - 1);
            schedule.Resize(taken, Math.Min(left.Get, schedule.Steps - taken));
        }

        return schedule.RateAt(schedule.Steps - 1) == 0
            && Enumerable.Range((int)taken, (int)(schedule.Steps - taken)).All(step => schedule.RateAt(step) is >= 0 and <= Peak);
    }

    [Fact]
    public void A_shortened_stage_goes_on_from_the_rate_it_had()
    {
        StageSchedule schedule = Make(1000);
        double before = schedule.RateAt(599);
        schedule.Resize(taken: 600, left: 40);
        Assert.Equal(640, schedule.Steps);
        Assert.InRange(schedule.RateAt(600), before * 0.9, before);
        Assert.True(schedule.RateAt(620) < before * 0.6);
    }

    private static StageSchedule Make(long steps) => new(LearningRateSchedule.OneCycle, Peak, new ScheduleState { Steps = steps });
}
