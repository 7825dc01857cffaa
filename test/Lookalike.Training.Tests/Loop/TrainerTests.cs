using Lookalike.Core;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Budget;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Costs;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using TorchSharp;

namespace Lookalike.Training.Tests.Loop;

public sealed class TrainerTests
{
    private const int Threads = 1;

    [Theory]
    [InlineData(Architecture.Compact, 8)]
    [InlineData(Architecture.Reference, 16)]
    public void The_validation_loss_falls_below_a_third_of_the_first_epochs(Architecture architecture, int epochs)
    {
        using TrainingRun run = Make(Recipe(architecture, epochs));
        run.Train();
        double first = run.State.Epochs[0].ValidationLoss, last = run.State.Epochs[^1].ValidationLoss;
        Assert.True(last < first / 3, $"validation loss went from {first:g4} to {last:g4}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_bit_for_bit()
    {
        Assert.Equal(TrainedParameters(Recipe(seed: 7)), TrainedParameters(Recipe(seed: 7)));
        Assert.NotEqual(TrainedParameters(Recipe(seed: 7)), TrainedParameters(Recipe(seed: 8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_run_stopped_after_any_step_and_resumed_gives_the_weights_of_an_uninterrupted_run(int steps)
    {
        TrainingRecipe recipe = Recipe();
        Checkpoint? kept = null;
        using (TrainingRun first = Make(recipe))
        using (var cancellation = new StopAfter(steps))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => first.Train(c => kept = c, cancellation.Progress, cancellationToken: cancellation.Token));
        }

        using var scratch = new Scratch();
        kept!.Save(scratch["kept"]);
        using TrainingRun second = Make(recipe);
        second.Resume(Checkpoint.Load(scratch["kept"]));
        Checkpoint? last = null;
        second.Train(c => last = c);

        Checkpoint whole = Trained(recipe);
        Assert.Equal(whole.Weights.Parameters, last!.Weights.Parameters);
        Assert.Equal(whole.Weights.Statistics, last.Weights.Statistics);
        Assert.Equal(whole.Header.Epochs.Select(e => e.TrainingLoss), last.Header.Epochs.Select(e => e.TrainingLoss));
        Assert.Equal(whole.Header.Epochs.Select(e => e.ValidationLoss), last.Header.Epochs.Select(e => e.ValidationLoss));
    }

    [Fact]
    public void A_checkpoint_is_given_after_every_epoch()
    {
        var epochs = new List<int>();
        using TrainingRun run = Make(Recipe());
        run.Train(c => epochs.Add(c.Header.Epochs.Count));
        Assert.Equal([1, 2, 3], epochs);
    }

    [Fact]
    public void Other_images_than_the_checkpoints_are_refused()
    {
        Checkpoint checkpoint = Trained(Recipe());
        using var other = new TrainingRun(Recipe(), DrawnImages.Draw(96, seed: 99), DrawnImages.Draw(16, seed: 2), torch.CPU, Threads);
        Assert.Throws<TrainingException>(() => other.Resume(checkpoint));
    }

    [Fact]
    public void Fewer_images_than_a_batch_are_refused_with_both_numbers()
    {
        var e = Assert.Throws<TrainingException>(() => new TrainingRun(Recipe(), DrawnImages.Draw(8, seed: 1), DrawnImages.Draw(4, seed: 2), torch.CPU, Threads));
        Assert.Contains("8 images", e.Message, StringComparison.Ordinal);
        Assert.Contains("16", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_diverges_is_stopped_with_a_word_about_the_learning_rate()
    {
        using TrainingRun run = Make(Recipe(epochs: 2) with { LearningRate = 1e38, Schedule = LearningRateSchedule.Constant });
        var e = Assert.Throws<TrainingException>(() => run.Train());
        Assert.Contains("smaller learning rate", e.Message, StringComparison.Ordinal);
        Assert.Equal(RemedyKind.SmallerLearningRate, e.Remedy?.Kind);
    }

    [Fact]
    public void A_round_whose_graph_takes_longer_than_the_budget_allows_is_left_out_and_the_model_finished()
    {
        Lookalike.Datasets.ImageSet images = DrawnImages.Draw(96, seed: 1);
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 96) with { Epochs = 2, RoundEpochs = 1, Augmentation = Augmentation.For(AugmentationProfile.Clothes) };
        var free = new StepCosts
        {
            StepFixed = 1e-9,
            StepPerImage = 0,
            DecoderShare = 1,
            EncodePerImage = 0,
            ValidatePerImage = 0,
            FeaturesPerImage = 0,
            Compare = 0,
            Average = 0,
            WriteCheckpoint = 0,
        };
        Checkpoint? last = null;
        var clock = new BudgetClock(new ImpatientClock(), total: 1000, before: 0, reserve: 0);
        using var run = new TrainingRun(recipe, images, DrawnImages.Draw(16, seed: 2), TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads) { Budget = clock };
        run.Train(c => last = c, guard: new BudgetGuard(clock, new RunCosts(recipe, 96, 16, free), maxSteps: 1000, maxDecoderSteps: 1000));
        Assert.Equal(["warm-up", "decoder"], run.State.Stages.Select(s => s.Stage));
        Assert.Contains("no time for a round", run.Verdict, StringComparison.Ordinal);
        Assert.True(last!.Header.RoundsOver);
    }

    [Fact]
    public void Of_several_limits_on_the_beginning_of_a_stage_each_holds_and_each_is_disposed_of()
    {
        using var endless = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        over.Cancel();
        using TrainingRun run = MakeRounds();

        new Trainer(run, new Watcher { Limit = endless }, new Watcher { Limit = over }).Run(TestContext.Current.CancellationToken);

        Assert.Equal(["warm-up", "decoder"], run.State.Stages.Select(s => s.Stage));
        Assert.All([endless, over], limit => Assert.Throws<ObjectDisposedException>(() => limit.Token));
    }

    [Theory]
    [InlineData("warm-up ends")]
    [InlineData("round 1 begins")]
    [InlineData("round 1 ends")]
    [InlineData("round 1 steps", "round 1 begins")] // gone on in the middle of the round, and stopped before it was there
    public void A_run_stopped_while_a_stage_begins_or_is_measured_is_kept_where_its_last_step_left_it(params string[] moments)
    {
        Checkpoint whole = Trained(MakeRounds), kept = StoppedAt(moments[0], resumed: null);
        foreach (string moment in moments[1..]) kept = StoppedAt(moment, kept);
        (long Steps, int Stages) place = (kept.Header.Steps, kept.Header.Stages.Count);

        using TrainingRun run = MakeRounds();
        run.Resume(kept);
        Checkpoint? last = null;
        run.Train(c => last = c);

        Assert.Equal(moments[0] switch { "warm-up ends" => (12, 0), "round 1 begins" => (12, 1), "round 1 ends" => (18, 1), _ => (13, 1) }, place);
        Assert.Equal(whole.Weights.Parameters, last!.Weights.Parameters);
        Assert.Equal(whole.Weights.Statistics, last.Weights.Statistics);
        Assert.Equal(whole.Header.Stages, last.Header.Stages);
    }

    private static TrainingRecipe Recipe(Architecture architecture = Architecture.Compact, int epochs = 3, int seed = 42) =>
        DefaultRecipe.For(architecture, Objective.Reconstruction, 60_000) with { LatentSize = 8, Epochs = epochs, BatchSize = 16, Seed = seed };

    private static TrainingRun Make(TrainingRecipe recipe) =>
        new(recipe, DrawnImages.Draw(96, seed: 1), DrawnImages.Draw(32, seed: 2), TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads);

    /// <summary>A warm-up of two epochs, at most one round of one, and the decoder; an epoch has 6 steps.</summary>
    private static TrainingRun MakeRounds() => Make(DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, 96) with
    {
        BatchSize = 16,
        Epochs = 2,
        Rounds = 1,
        RoundEpochs = 1,
        Augmentation = Augmentation.For(AugmentationProfile.Clothes),
    });

    private static Checkpoint StoppedAt(string moment, Checkpoint? resumed)
    {
        using var stop = new CancellationTokenSource();
        using TrainingRun run = MakeRounds();
        if (resumed is not null) run.Resume(resumed);
        Checkpoint? kept = null;
        int told = 0;
        var watcher = new Watcher
        {
            Met = met =>
            {
                if (met == moment) stop.Cancel();
            },
            Stopped = () => told++,
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new Trainer(run, new CheckpointKeeper(c => kept = c), watcher).Run(stop.Token));
        Assert.Equal(1, told);
        return kept!;
    }

    private static Checkpoint Trained(TrainingRecipe recipe) => Trained(() => Make(recipe));

    private static Checkpoint Trained(Func<TrainingRun> make)
    {
        Checkpoint? last = null;
        using TrainingRun run = make();
        run.Train(c => last = c);
        return last!;
    }

    private static float[] TrainedParameters(TrainingRecipe recipe) => Trained(recipe).Weights.Parameters;

    /// <summary>Asks a run to stop once it has taken some steps.</summary>
    private sealed class StopAfter(int steps) : IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public void Progress(TrainingProgress progress)
        {
            if (((progress.Epoch - 1) * progress.Steps) + progress.Step >= steps) _source.Cancel();
        }

        public void Dispose() => _source.Dispose();
    }

    /// <summary>Tells of what it meets, and limits the beginning of rounds.</summary>
    private sealed class Watcher : RunObserver
    {
        public CancellationTokenSource? Limit { get; init; }

        public Action<string>? Met { get; init; }

        public Action? Stopped { get; init; }

        public override CancellationTokenSource? BeginStage(TrainingStage stage)
        {
            Met?.Invoke($"{stage.Name} begins");
            return stage.Kind == StageKind.Round ? Limit : null;
        }

        public override void EndStep(TrainingRun run, TrainingStage stage, bool endsEpoch) => Met?.Invoke($"{stage.Name} steps");

        public override void EndEpoch(TrainingRun run, TrainingStage stage, EpochResult result, bool endsStage)
        {
            if (endsStage) Met?.Invoke($"{stage.Name} ends");
        }

        public override void Stop(TrainingRun run) => Stopped?.Invoke();
    }

    /// <summary>A clock that stands still, and whose timers are over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return System.CreateTimer(_ => { }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
