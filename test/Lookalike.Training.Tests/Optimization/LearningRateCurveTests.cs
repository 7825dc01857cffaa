using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Optimization;

public sealed class LearningRateCurveTests
{
    private const long Steps = 1000;

    [Fact]
    public void A_constant_schedule_gives_the_rate_at_every_step()
    {
        Assert.All([0, 500, Steps - 1], step => Assert.Equal(1e-3, LearningRateCurve.At(LearningRateSchedule.Constant, 1e-3, step, Steps)));
    }

    [Fact]
    public void A_one_cycle_schedule_rises_to_the_peak_and_falls_to_nothing()
    {
        const double Highest = 2e-2;
        double[] rates = [.. Enumerable.Range(0, (int)Steps).Select(s => LearningRateCurve.At(LearningRateSchedule.OneCycle, Highest, s, Steps))];
        int peak = Array.IndexOf(rates, rates.Max());

        Assert.Equal(Highest, rates[peak], 1e-9);
        Assert.InRange(peak, LearningRateCurve.WarmUpShare * Steps - 2, (LearningRateCurve.WarmUpShare * Steps) + 2);
        Assert.All(Enumerable.Range(1, peak), i => Assert.True(rates[i] > rates[i - 1]));
        Assert.All(Enumerable.Range(peak + 1, (int)Steps - peak - 1), i => Assert.True(rates[i] < rates[i - 1]));
        Assert.InRange(rates[^1], 0, Highest / 1000);
    }
}
