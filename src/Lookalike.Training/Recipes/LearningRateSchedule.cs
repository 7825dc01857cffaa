namespace Lookalike.Training.Recipes;

/// <summary>How the learning rate moves over a run.</summary>
internal enum LearningRateSchedule
{
    /// <summary>The same at every step.</summary>
    Constant,

    /// <summary>Rises linearly to the peak over the first tenth of the steps, then falls linearly to zero (after Smith and Topin 2018).</summary>
    OneCycle,
}
