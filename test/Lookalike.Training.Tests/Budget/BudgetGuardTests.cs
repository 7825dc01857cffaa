using Lookalike.Training.Budget;
using Lookalike.Training.Costs;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Tests.Budget;

public sealed class BudgetGuardTests
{
    private const double Step = 0.1;

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(6)]
    public void A_stage_ends_in_time_on_a_machine_that_becomes_slower(double slowness)
    {
        var clock = new HandClock();
        var budget = new BudgetClock(clock, total: 60, before: 0, reserve: 0);
        RunCosts costs = Costs(Objective.Reconstruction, epochs: 50);
        var guard = new BudgetGuard(budget, costs, maxSteps: 500, maxDecoderSteps: 100);
        var schedule = new StageSchedule(LearningRateSchedule.OneCycle, 1e-2, new ScheduleState { Steps = 50 * costs.Steps });
        long taken = 0;
        for (; taken < schedule.Steps; taken++)
        {
            guard.Adjust(StageKind.Whole, schedule, taken);
            double seconds = taken < 100 ? Step : Step * slowness;
            clock.Advance(seconds);
            guard.StepTook(StageKind.Whole, seconds);
        }

        Assert.InRange(budget.Spent, 40, 60 * 1.05);
        Assert.Equal(0, schedule.RateAt(taken - 1));
        Assert.Equal(slowness == 1, schedule.Steps == 50 * costs.Steps);
    }

    [Fact]
    public void A_stage_that_was_planned_on_a_busy_machine_gets_the_steps_that_the_time_left_allows()
    {
        var clock = new HandClock();
        var budget = new BudgetClock(clock, total: 60, before: 0, reserve: 0);
        RunCosts costs = Costs(Objective.Reconstruction, epochs: 50);
        var guard = new BudgetGuard(budget, costs, maxSteps: 2_000, maxDecoderSteps: 100);
        var schedule = new StageSchedule(LearningRateSchedule.OneCycle, 1e-2, new ScheduleState { Steps = 50 * costs.Steps });
        long taken = 0;
        for (; taken < schedule.Steps; taken++)
        {
            guard.Adjust(StageKind.Whole, schedule, taken);
            clock.Advance(Step / 3);
            guard.StepTook(StageKind.Whole, Step / 3);
        }

        Assert.InRange(budget.Spent, 45, 60); // 17 s for what was planned
        Assert.Equal(0, schedule.RateAt(taken - 1));
    }

    [Fact]
    public void A_stage_gets_no_more_steps_than_it_would_have_without_a_budget()
    {
        var clock = new HandClock();
        RunCosts costs = Costs(Objective.Reconstruction, epochs: 50);
        var guard = new BudgetGuard(new BudgetClock(clock, total: 600, before: 0, reserve: 0), costs, maxSteps: 700, maxDecoderSteps: 100);
        var schedule = new StageSchedule(LearningRateSchedule.OneCycle, 1e-2, new ScheduleState { Steps = 50 * costs.Steps });

        guard.Adjust(StageKind.Whole, schedule, taken: 60);

        Assert.Equal(700, schedule.Steps);
    }

    [Fact]
    public void A_decoder_gets_the_steps_that_a_round_left_out_leaves_time_for_up_to_those_asked_for()
    {
        var clock = new HandClock();
        RunCosts costs = Costs(Objective.Neighbourhood, epochs: 50);
        var guard = new BudgetGuard(new BudgetClock(clock, total: 60, before: 20, reserve: 0), costs, maxSteps: 500, maxDecoderSteps: 300);
        var schedule = new StageSchedule(LearningRateSchedule.OneCycle, 1e-2, new ScheduleState { Steps = 40 });
        guard.Adjust(StageKind.Decoder, schedule, taken: 9);
        Assert.Equal(40, schedule.Steps);
        guard.Adjust(StageKind.Decoder, schedule, taken: 10);
        Assert.Equal(300, schedule.Steps);
    }

    [Fact]
    public void The_first_round_is_begun_where_half_of_its_steps_fit()
    {
        var clock = new HandClock();
        RunCosts costs = Costs(Objective.Neighbourhood, epochs: 1);
        double half = costs.Graph + ((costs.Round - costs.Graph) / 2) + costs.After(StageKind.Round);
        foreach (double share in (double[])[0.9, 1.1])
        {
            var guard = new BudgetGuard(new BudgetClock(clock, total: share * half, before: 0, reserve: 0), costs, maxSteps: 500, maxDecoderSteps: 100);
            Assert.Equal(share > 1, guard.HasTimeForRound);
        }
    }

    [Fact]
    public void One_slow_step_cuts_hardly_anything()
    {
        var clock = new HandClock();
        RunCosts costs = Costs(Objective.Reconstruction, epochs: 50);
        var guard = new BudgetGuard(new BudgetClock(clock, total: 60, before: 0, reserve: 0), costs, maxSteps: 500, maxDecoderSteps: 100);
        var schedule = new StageSchedule(LearningRateSchedule.OneCycle, 1e-2, new ScheduleState { Steps = 50 * costs.Steps });
        clock.Advance(1);
        guard.StepTook(StageKind.Whole, 1);
        guard.Adjust(StageKind.Whole, schedule, taken: 1);
        Assert.InRange(schedule.Steps, 50 * costs.Steps * 0.85, 50 * costs.Steps);
    }

    [Fact]
    public void A_round_is_begun_only_where_the_last_ones_time_is_left()
    {
        var clock = new HandClock();
        RunCosts costs = Costs(Objective.Neighbourhood, epochs: 1);
        var budget = new BudgetClock(clock, total: 10 * costs.Round, before: 0, reserve: 0);
        var guard = new BudgetGuard(budget, costs, maxSteps: 500, maxDecoderSteps: 100);
        Assert.True(guard.HasTimeForRound);
        guard.RoundBegins();
        clock.Advance(5.5 * costs.Round);
        guard.RoundEnded();
        Assert.False(guard.HasTimeForRound);
    }

    [Fact]
    public void What_was_spent_before_and_what_is_reserved_is_not_left()
    {
        var clock = new HandClock();
        var budget = new BudgetClock(clock, total: 60, before: 15, reserve: 5);
        clock.Advance(10);
        Assert.Equal(25, budget.Spent, 1e-6);
        Assert.Equal(30, budget.Left, 1e-6);
    }

    [Fact]
    public void A_late_guard_leaves_the_least_steps_that_are_worth_it_and_no_time_for_a_graph()
    {
        var clock = new HandClock();
        RunCosts costs = Costs(Objective.Neighbourhood, epochs: 1);
        var guard = new BudgetGuard(new BudgetClock(clock, total: 1, before: 2, reserve: 0), costs, maxSteps: 500, maxDecoderSteps: 100);
        var schedule = new StageSchedule(LearningRateSchedule.OneCycle, 1e-2, new ScheduleState { Steps = 300 });
        guard.Adjust(StageKind.Whole, schedule, taken: 30);
        Assert.Equal(BudgetPlan.MinSteps, schedule.Steps);
        guard.Adjust(StageKind.Whole, schedule, taken: BudgetPlan.MinSteps - 1);
        Assert.Equal(BudgetPlan.MinSteps, schedule.Steps);
        Assert.Equal(TimeSpan.Zero, guard.GraphTime);
        Assert.False(guard.HasTimeForRound);
    }

    private static RunCosts Costs(Objective objective, int epochs)
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, objective, 100) with { BatchSize = 10, Epochs = epochs };
        return new RunCosts(recipe, images: 100, validation: 10, new StepCosts
        {
            StepFixed = Step,
            StepPerImage = 0,
            DecoderShare = 0.5,
            EncodePerImage = 0,
            ValidatePerImage = 0,
            FeaturesPerImage = 0,
            Compare = 0,
            Average = 0,
            WriteCheckpoint = 0,
        });
    }

    /// <summary>A clock that is moved by hand.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
    }
}
