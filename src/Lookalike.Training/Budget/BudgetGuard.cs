using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Results;

namespace Lookalike.Training.Budget;

/// <summary>
/// Keeps a run within its budget while it lasts: a round is begun only where there is time for it, and the steps of a stage become fewer
/// where the machine has become slower than it was when the run was planned, and those of the first stage and of the last more where time is left. Not
/// safe to use from several threads at once.
/// </summary>
/// <param name="clock">The budget.</param>
/// <param name="costs">What the run was planned to take.</param>
/// <param name="maxSteps">The steps of the first stage if there were no budget: it is given no more.</param>
/// <param name="maxDecoderSteps">The same of the decoder's.</param>
internal sealed class BudgetGuard(BudgetClock clock, RunCosts costs, long maxSteps, long maxDecoderSteps) : RunObserver
{
    /// <summary>How many times as many steps there must be time for before a stage is given them; less is within what the pace moves by itself.</summary>
    private const double WorthMore = 1.15;

    /// <summary>What the last step counts in the pace. A single slow one changes little.</summary>
    private const double LastStep = 0.1;

    /// <summary>The most that one step counts for, in planned steps.</summary>
    private const double SlowestStep = 4;

    /// <summary>Steps that a decoder takes at the least, and a round: it has time of its own in the plan, and draws poorly rather than late.</summary>
    private const int MinDecoderSteps = 20;

    /// <summary>What a timer takes, in seconds: eleven days.</summary>
    private const double LongestTimer = 1e6;

    private double _pace = 1; // what steps take, in planned ones
    private double _lastRound;
    private double _roundBegan;
    private double _stepBegan;

    /// <summary>
    /// Whether another round can be taken, and what follows it. The first is worth most, and was planned for: it is taken with half of its steps, too.
    /// Another one takes at least as long as the last.
    /// </summary>
    public bool HasTimeForRound => clock.Left >=
        (_lastRound == 0 ? (costs.Graph + HalfRound) * Slowness : Math.Max(costs.Round * Slowness, _lastRound)) + (costs.After(StageKind.Round) * Slowness);

    /// <summary>How long the graph of a round may take, so that half of its steps still fit; zero where it is late.</summary>
    public TimeSpan GraphTime => TimeSpan.FromSeconds(Math.Clamp(clock.Left - (Slowness * (HalfRound + costs.After(StageKind.Round))), 0, LongestTimer));

    /// <inheritdoc/>
    public override bool HasTimeFor(TrainingStage stage) => stage.Kind != StageKind.Round || HasTimeForRound;

    /// <inheritdoc/>
    public override CancellationTokenSource? BeginStage(TrainingStage stage)
    {
        if (stage.Kind != StageKind.Round) return null;
        RoundBegins();
        return new CancellationTokenSource(GraphTime, clock.Time);
    }

    /// <inheritdoc/>
    public override void BeginStep(TrainingStage stage, StageSchedule schedule, long taken)
    {
        _stepBegan = clock.Spent;
        Adjust(stage.Kind, schedule, taken);
    }

    /// <inheritdoc/>
    public override void EndStep(TrainingRun run, TrainingStage stage, bool endsEpoch) => StepTook(stage.Kind, clock.Spent - _stepBegan);

    /// <inheritdoc/>
    public override void EndStage(TrainingRun run, TrainingStage stage, StageResult result)
    {
        if (stage.Kind == StageKind.Round) RoundEnded();
    }

    /// <summary>A round with half of its steps, without its graph, in planned seconds.</summary>
    private double HalfRound => (costs.Round - costs.Graph) / 2;

    /// <summary>What is not a step does not become quicker than planned because steps do.</summary>
    private double Slowness => Math.Max(1, _pace);

    /// <summary>Notes that a round begins.</summary>
    public void RoundBegins() => _roundBegan = clock.Spent;

    /// <summary>Notes that it ended.</summary>
    public void RoundEnded() => _lastRound = clock.Spent - _roundBegan;

    /// <summary>Notes what a step took.</summary>
    /// <param name="kind">The stage.</param>
    /// <param name="seconds">Its time.</param>
    public void StepTook(StageKind kind, double seconds) =>
        _pace += LastStep * (Math.Min(seconds / costs.Step(kind), SlowestStep) - _pace);

    /// <summary>
    /// Leaves a stage as many steps as there is time for, the first one never fewer than <see cref="BudgetPlan.MinSteps"/> in all; that and the decoder's
    /// get more where the machine turns out to be quicker than it was planned with, or what was to come between has taken less.
    /// </summary>
    /// <param name="kind">The stage.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <param name="taken">Steps taken so far, fewer than there are.</param>
    public void Adjust(StageKind kind, StageSchedule schedule, long taken)
    {
        double time = clock.Left - (costs.After(kind) * Slowness);
        double step = (costs.Step(kind) * _pace) + (costs.EpochEnd * Slowness / costs.Steps);
        long left = schedule.Steps - taken;
        if (left * step > time)
        {
            long minimum = Math.Clamp(MinSteps(kind) - taken, 1, left);
            schedule.Resize(taken, Math.Clamp((long)(time / step), minimum, left));
        }
        else if (MaxSteps(kind) is { } maximum && taken >= MinSteps(kind) / 2)
        {
            // What the plan left for what cannot be foreseen stays.
            double planned = time - (clock.Total * (1 - BudgetPlan.PlannedShare));
            long possible = Math.Min((long)(planned / step), maximum - taken);
            if (possible > left * WorthMore) schedule.Resize(taken, possible);
        }
    }
    private static int MinSteps(StageKind kind) => kind == StageKind.Whole ? BudgetPlan.MinSteps : MinDecoderSteps;

    /// <summary>What a stage may be given; null where it is given no more than was planned.</summary>
    private long? MaxSteps(StageKind kind) => kind switch
    {
        StageKind.Whole => maxSteps,
        StageKind.Decoder => maxDecoderSteps,
        _ => null,
    };
}
