using Lookalike.Training.Recipes;

namespace Lookalike.Training.Optimization;

/// <summary>
/// The steps of a stage and the learning rate of each. A stage that is given fewer or more on its way goes through what is left of its cycle in
/// those, so that it ends where the cycle ends.
/// </summary>
/// <param name="schedule">How the rate moves.</param>
/// <param name="peak">The constant rate, or the highest of the cycle.</param>
/// <param name="state">How far it is.</param>
internal sealed class StageSchedule(LearningRateSchedule schedule, double peak, ScheduleState state)
{
    /// <summary>The steps of the whole stage.</summary>
    public long Steps => State.Steps;

    /// <summary>What a checkpoint keeps of it.</summary>
    public ScheduleState State { get; private set; } = state;

    /// <summary>The rate of one step.</summary>
    /// <param name="step">0 to <see cref="Steps"/> - 1.</param>
    public double RateAt(long step) => LearningRateCurve.At(schedule, peak, Progress(step + 1));

    /// <summary>Leaves another number of steps.</summary>
    /// <param name="taken">Steps taken so far.</param>
    /// <param name="left">Steps that are still to be taken, at least one.</param>
    public void Resize(long taken, long left) => State = new ScheduleState { Steps = taken + left, From = taken, Progress = Progress(taken) };

    /// <summary>The share of the cycle that is behind after some steps.</summary>
    private double Progress(long taken) =>
        taken == State.Steps ? 1 : State.Progress + ((1 - State.Progress) * (taken - State.From) / (State.Steps - State.From));
}

/// <summary>How a stage's schedule runs: from some step and some share of the cycle evenly to the end of both.</summary>
internal sealed record ScheduleState
{
    /// <summary>The steps of the whole stage.</summary>
    public required long Steps { get; init; }

    /// <summary>The step from which it runs evenly: 0, or where it was last resized.</summary>
    public long From { get; init; }

    /// <summary>The share of the cycle that was behind there, 0..1.</summary>
    public double Progress { get; init; }
}
