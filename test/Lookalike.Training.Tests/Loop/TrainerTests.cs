using Lookalike.Core;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Budget;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Costs;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
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
        run.Train(c => last = c, guard: new BudgetGuard(clock, new RunCosts(recipe, 96, 16, free)));
        Assert.Equal(["warm-up", "decoder"], run.State.Stages.Select(s => s.Stage));
        Assert.Contains("no time for a round", run.Verdict, StringComparison.Ordinal);
        Assert.True(last!.Header.RoundsOver);
    }

    private static TrainingRecipe Recipe(Architecture architecture = Architecture.Compact, int epochs = 3, int seed = 42) =>
        DefaultRecipe.For(architecture, Objective.Reconstruction, 60_000) with { LatentSize = 8, Epochs = epochs, BatchSize = 16, Seed = seed };

    private static TrainingRun Make(TrainingRecipe recipe) =>
        new(recipe, DrawnImages.Draw(96, seed: 1), DrawnImages.Draw(32, seed: 2), TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads);

    private static Checkpoint Trained(TrainingRecipe recipe)
    {
        Checkpoint? last = null;
        using TrainingRun run = Make(recipe);
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
