namespace Lookalike.Training;

/// <summary>The learning rate at each step of a run.</summary>
internal static class LearningRate
{
    /// <summary>The share of a one-cycle run in which the rate rises.</summary>
    public const double WarmUpShare = 0.1;

    /// <summary>The rate of one step.</summary>
    /// <param name="recipe">The recipe, with the peak rate.</param>
    /// <param name="step">The step, 0 to <paramref name="steps"/> - 1, counted over the whole run.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public static double At(TrainingRecipe recipe, long step, long steps)
    {
        if (recipe.Schedule == LearningRateSchedule.Constant) return recipe.LearningRate;
        double progress = (step + 1) / (double)steps;
        if (progress < WarmUpShare) return recipe.LearningRate * progress / WarmUpShare;
        return recipe.LearningRate * (1 - progress) / (1 - WarmUpShare);
    }
}
