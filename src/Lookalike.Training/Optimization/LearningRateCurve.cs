using Lookalike.Training.Recipes;

namespace Lookalike.Training.Optimization;

/// <summary>The learning rate at each step of a stage.</summary>
internal static class LearningRateCurve
{
    /// <summary>The share of a one-cycle run in which the rate rises.</summary>
    public const double WarmUpShare = 0.1;

    /// <summary>The rate of one step.</summary>
    /// <param name="schedule">How the rate moves.</param>
    /// <param name="peak">The constant rate, or the highest of the cycle.</param>
    /// <param name="step">The step, 0 to <paramref name="steps"/> - 1, counted over the whole stage.</param>
    /// <param name="steps">The steps of the whole stage.</param>
    public static double At(LearningRateSchedule schedule, double peak, long step, long steps) => At(schedule, peak, (step + 1) / (double)steps);

    /// <summary>The rate at a point of the cycle.</summary>
    /// <param name="schedule">How the rate moves.</param>
    /// <param name="peak">The constant rate, or the highest of the cycle.</param>
    /// <param name="progress">The share of the cycle that is behind after the step, 0..1.</param>
    public static double At(LearningRateSchedule schedule, double peak, double progress)
    {
        if (schedule == LearningRateSchedule.Constant) return peak;
        if (progress < WarmUpShare) return peak * progress / WarmUpShare;
        return peak * (1 - progress) / (1 - WarmUpShare);
    }
}
