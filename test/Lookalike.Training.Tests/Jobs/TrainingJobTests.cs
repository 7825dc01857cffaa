using System.Text.Json;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Data;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using Lookalike.Training.Sources;

namespace Lookalike.Training.Tests.Jobs;

public sealed class TrainingJobTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(9, 1)]
    [InlineData(10, 3)]
    [InlineData(65, 3)]
    public void Any_number_of_images_from_two_upwards_gives_a_model(int count, int channels)
    {
        using var scratch = new Scratch();
        var notices = new List<string>();
        (ImageSet training, ImageSet validation) = ValidationSplit.HoldOut(DrawnGroups.Draw(count, seed: 3, channels), 0.1, seed: 1);
        TrainingSummary summary = Job(scratch, training, validation, notices).Run(TimeSpan.Zero, CancellationToken.None);
        ModelFile model = ModelFile.Read(scratch["m.onnx"]);
        Assert.Equal(summary.Fingerprint, model.Metadata.Fingerprint);
        Assert.Equal((channels, 16, 16, 2), (summary.Channels, summary.Height, summary.Width, summary.Halvings));
        Assert.Equal(count < 10, notices.Any(n => n.Contains("held out", StringComparison.Ordinal)));
        Assert.Equal(["m.onnx"], scratch.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fewer_than_two_images_are_refused_with_what_was_found(int count)
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(count, seed: 3);
        var e = Assert.Throws<TrainingException>(() => Job(scratch, images, images, []).Run(TimeSpan.Zero, CancellationToken.None));
        Assert.Contains("expected at least 2", e.Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => ValidationSplit.HoldOut(images, 0.1, seed: 1));
    }

    [Fact]
    public void Images_that_are_one_and_the_same_are_refused_before_training()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(3, seed: 3).Select([1, 1, 1, 1]);
        var e = Assert.Throws<TrainingException>(() => Job(scratch, images, images, []).Run(TimeSpan.Zero, CancellationToken.None));
        Assert.Contains("All 4 images", e.Message, StringComparison.Ordinal);
        Assert.Empty(scratch.Names);
    }

    [Fact]
    public void A_model_that_was_there_is_kept_beside_the_new_one_and_said()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(20, seed: 3);
        var notices = new List<string>();
        Job(scratch, images, images, notices).Run(TimeSpan.Zero, CancellationToken.None);
        byte[] first = File.ReadAllBytes(scratch["m.onnx"]);
        Assert.DoesNotContain(notices, n => n.Contains("previous", StringComparison.Ordinal));

        Job(scratch, images, images, notices).Run(TimeSpan.Zero, CancellationToken.None);
        byte[] second = File.ReadAllBytes(scratch["m.onnx"]);
        Assert.Equal(first, File.ReadAllBytes(scratch["m.previous.onnx"]));
        Assert.Contains(notices, n => n.Contains(scratch["m.previous.onnx"], StringComparison.Ordinal));
        Assert.DoesNotContain(notices, n => n.Contains("given up", StringComparison.Ordinal));

        Job(scratch, images, images, notices).Run(TimeSpan.Zero, CancellationToken.None);
        Assert.Equal(second, File.ReadAllBytes(TrainingLibrary.PathsFor(scratch["m.onnx"]).Previous));
        Assert.Contains(notices, n => n.Contains("given up", StringComparison.Ordinal));
        Assert.Equal(["m.onnx", "m.previous.onnx"], scratch.Names);
    }

    [Theory]
    [InlineData("m.onnx")]
    [InlineData("m.previous.onnx")]
    [InlineData("m.onnx.checkpoint")]
    public void A_file_that_training_did_not_write_is_refused_before_training_and_stays(string name)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch[name], "keep me");
        ImageSet images = DrawnGroups.Draw(20, seed: 3);
        var e = Assert.ThrowsAny<IOException>(() => Job(scratch, images, images, []).Run(TimeSpan.Zero, CancellationToken.None));
        Assert.Contains(scratch[name], e.Message, StringComparison.Ordinal);
        Assert.Equal("keep me", File.ReadAllText(scratch[name]));
        Assert.Equal([name], scratch.Names);
    }

    [Fact]
    public void All_that_training_writes_is_known_again_and_written_once_more()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(20, seed: 3);
        TrainingJob Whole() => new()
        {
            Training = images,
            Validation = images,
            Recipe = Job(scratch, images, images, []).Recipe,
            Options = new TrainingOptions
            {
                Threads = 1,
                ModelPath = scratch["m.onnx"],
                ReconstructionPath = scratch["vis.png"],
                PlotPath = scratch["plot.png"],
                HistoryPath = scratch["h.json"],
            },
        };
        Whole().Run(TimeSpan.Zero, CancellationToken.None);
        (string Name, OwnKind Kind)[] written = [("m.onnx", OwnKind.Model), ("vis.png", OwnKind.Picture), ("plot.png", OwnKind.Picture), ("h.json", OwnKind.History)];
        foreach ((string name, OwnKind kind) in written)
            Assert.Equal([kind], new[] { OwnKind.Model, OwnKind.Picture, OwnKind.History, OwnKind.Checkpoint, OwnKind.Index, OwnKind.PictureRun }.Where(k => k.Wrote(scratch[name])));
        Whole().Run(TimeSpan.Zero, CancellationToken.None);
    }

    [Fact]
    public void A_batch_larger_than_the_set_becomes_the_set()
    {
        using var scratch = new Scratch();
        var notices = new List<string>();
        ImageSet images = DrawnGroups.Draw(20, seed: 3);
        TrainingJob job = Job(scratch, images, images.Slice(0, 2), notices, r => r with { BatchSize = 128 });
        job.Run(TimeSpan.Zero, CancellationToken.None);
        Assert.Contains(notices, n => n.Contains("128", StringComparison.Ordinal) && n.Contains("20", StringComparison.Ordinal));
        Assert.Contains("\"batchSize\":20", ModelFile.Read(scratch["m.onnx"]).Metadata.RecipeJson, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_ends_with_a_model_and_a_finished_cycle()
    {
        using var scratch = new Scratch();
        var notices = new List<string>();
        var clock = new TickingClock(milliseconds: 10);
        ImageSet images = DrawnGroups.Draw(3000, seed: 1, channels: 3, size: 32);
        var job = new TrainingJob
        {
            Training = images,
            Validation = images.Slice(0, 100),
            Recipe = Recipe(images),
            Options = new TrainingOptions { ModelPath = scratch["m.onnx"], HistoryPath = scratch["h.json"], Threads = 1, Budget = TimeSpan.FromSeconds(6) },
            Clock = clock,
            Events = new TrainingEvents { Notice = (text, _) => notices.Add(text) },
        };
        long began = clock.GetTimestamp();
        job.Run(TimeSpan.Zero, CancellationToken.None);
        double seconds = clock.GetElapsedTime(began).TotalSeconds;

        // Two of the seconds are kept for what follows the last step, which looks at no clock; budgets are kept to within a tenth.
        Assert.True(seconds is > 2 and <= 4.6, $"took {seconds:0.00} s of 6; {string.Join(' ', notices)}");
        TrainingHistory history = JsonSerializer.Deserialize(File.ReadAllBytes(scratch["h.json"]), ResultJson.Default.TrainingHistory)!;
        Assert.All(history.Stages, stage => Assert.Equal(0, history.Epochs.Last(e => e.Stage == stage.Stage).LearningRate));
        Assert.Equal("decoder", history.Stages[^1].Stage);
    }

    [Fact]
    public void A_stopped_run_with_a_budget_goes_on_with_what_is_left_of_it()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(200, seed: 1);
        TrainingJob first = Budgeted(scratch, images, TimeSpan.FromSeconds(60), out CancellationTokenSource stop);
        using (stop) Assert.ThrowsAny<OperationCanceledException>(() => first.Run(TimeSpan.FromSeconds(20), stop.Token));

        CheckpointHeader header = Checkpoint.Load(Checkpoint.PathFor(scratch["m.onnx"])).Header;
        Assert.Equal(60, header.Budget);
        Assert.InRange(header.BudgetSpent, 20, 60);
        Assert.Equal(TrainingImages.Hash(images), header.Images);

        new TrainingJob
        {
            Training = images,
            Validation = images.Slice(0, 20),
            Recipe = TrainingLibrary.CheckpointRecipe(scratch["m.onnx"]),
            Options = new TrainingOptions { ModelPath = scratch["m.onnx"], HistoryPath = scratch["h.json"], Threads = 1, Resume = true },
            Clock = new TickingClock(milliseconds: 1),
        }.Run(TimeSpan.FromSeconds(60 - header.BudgetSpent), CancellationToken.None);

        // With nothing left each stage takes the steps without which it learns nothing, and ends its cycle.
        TrainingHistory history = JsonSerializer.Deserialize(File.ReadAllBytes(scratch["h.json"]), ResultJson.Default.TrainingHistory)!;
        Assert.Equal([("warm-up", 0.0), ("decoder", 0.0)], history.Epochs.GroupBy(e => e.Stage).Select(stage => (stage.Key, stage.Last().LearningRate)));
        Assert.Equal(["h.json", "m.onnx"], scratch.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Other_images_than_the_checkpoints_are_refused_with_how_many_there_were_and_are()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(200, seed: 1);
        TrainingJob first = Budgeted(scratch, images, budget: null, out CancellationTokenSource stop);
        using (stop) Assert.ThrowsAny<OperationCanceledException>(() => first.Run(TimeSpan.FromSeconds(20), stop.Token));

        ImageSet fewer = images.Slice(0, 190);
        var e = Assert.Throws<TrainingException>(() => new TrainingJob
        {
            Training = fewer,
            Validation = fewer,
            Recipe = TrainingLibrary.CheckpointRecipe(scratch["m.onnx"]),
            Options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1, Resume = true },
        }.Run(TimeSpan.Zero, CancellationToken.None));
        Assert.Contains("began with 200 images, there are 190 now", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_of_nothing_is_refused()
    {
        using var scratch = new Scratch();
        TrainingJob job = Budgeted(scratch, DrawnGroups.Draw(20, seed: 1), TimeSpan.Zero, out CancellationTokenSource stop);
        using (stop) Assert.Contains("budget", Assert.Throws<TrainingException>(() => job.Run(TimeSpan.Zero, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    /// <summary>A run that is stopped after its third step, and of whose budget the caller has spent a third before it.</summary>
    private static TrainingJob Budgeted(Scratch scratch, ImageSet images, TimeSpan? budget, out CancellationTokenSource stop)
    {
        var source = new CancellationTokenSource();
        stop = source;
        int steps = 0;
        return new TrainingJob
        {
            Training = images,
            Validation = images.Slice(0, 20),
            Recipe = Recipe(images) with { Epochs = 400 },
            Options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1, Budget = budget },
            Clock = new TickingClock(milliseconds: 1),
            Events = new TrainingEvents
            {
                Trained = _ =>
                {
                    if (++steps == 3) source.Cancel();
                },
            },
        };
    }

    private static TrainingRecipe Recipe(ImageSet images) => DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, images.Count) with
    {
        Augmentation = Augmentation.For(AugmentationDefaults.For(images)),
    };

    private static TrainingJob Job(Scratch scratch, ImageSet training, ImageSet validation, List<string> notices, Func<TrainingRecipe, TrainingRecipe>? change = null)
    {
        TrainingRecipe recipe = Recipe(training) with { Epochs = 4, RoundEpochs = 1, Rounds = 1 };
        return new TrainingJob
        {
            Training = training,
            Validation = validation,
            Recipe = change?.Invoke(recipe) ?? recipe,
            Options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1 },
            Events = new TrainingEvents { Notice = (text, _) => notices.Add(text) },
        };
    }

    /// <summary>A clock that goes on by as much whenever it is looked at, and whose timers are never over, so that nothing depends on the machine.</summary>
    private sealed class TickingClock(int milliseconds) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now += milliseconds;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
