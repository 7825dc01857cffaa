using System.Text.Json;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Training.Tests;

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
        TrainingSummary summary = Job(scratch, training, validation, notices).Run(CancellationToken.None);
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
        var e = Assert.Throws<TrainingException>(() => Job(scratch, images, images, []).Run(CancellationToken.None));
        Assert.Contains("expected at least 2", e.Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => ValidationSplit.HoldOut(images, 0.1, seed: 1));
    }

    [Fact]
    public void Images_that_are_one_and_the_same_are_refused_before_training()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(3, seed: 3).Select([1, 1, 1, 1]);
        var e = Assert.Throws<TrainingException>(() => Job(scratch, images, images, []).Run(CancellationToken.None));
        Assert.Contains("All 4 images", e.Message, StringComparison.Ordinal);
        Assert.Empty(scratch.Names);
    }

    [Fact]
    public void A_batch_larger_than_the_set_becomes_the_set()
    {
        using var scratch = new Scratch();
        var notices = new List<string>();
        ImageSet images = DrawnGroups.Draw(20, seed: 3);
        TrainingJob job = Job(scratch, images, images.Slice(0, 2), notices, r => r with { BatchSize = 128 });
        job.Run(CancellationToken.None);
        Assert.Contains(notices, n => n.Contains("128", StringComparison.Ordinal) && n.Contains("20", StringComparison.Ordinal));
        Assert.Contains("\"batchSize\":20", ModelFile.Read(scratch["m.onnx"]).Metadata.RecipeJson, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_ends_with_a_model_and_a_finished_cycle()
    {
        using var scratch = new Scratch();
        var notices = new List<string>();
        ImageSet images = DrawnGroups.Draw(3000, seed: 1, channels: 3, size: 32);
        var job = new TrainingJob
        {
            Training = images,
            Validation = images.Slice(0, 100),
            Recipe = Recipe(images),
            ModelPath = scratch["m.onnx"],
            HistoryPath = scratch["h.json"],
            Threads = 2,
            Budget = TimeSpan.FromSeconds(6),
            Notice = notices.Add,
        };
        long began = TimeProvider.System.GetTimestamp();
        job.Run(CancellationToken.None);
        double seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{seconds:0.00} s; " + string.Join('|', notices) + File.ReadAllText(scratch["h.json"]));
        Assert.True(seconds < 12, $"{seconds:0.0} s");
        TrainingHistory history = JsonSerializer.Deserialize(File.ReadAllBytes(scratch["h.json"]), RecipeJson.Default.TrainingHistory)!;
        Assert.All(history.Stages, stage => Assert.Equal(0, history.Epochs.Last(e => e.Stage == stage.Stage).LearningRate));
        Assert.Equal("decoder", history.Stages[^1].Stage);
    }

    private static TrainingRecipe Recipe(ImageSet images) => TrainingRecipe.For(Architecture.Compact, Objective.Neighbourhood, images.Count) with
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
            ModelPath = scratch["m.onnx"],
            Threads = 1,
            Notice = notices.Add,
        };
    }
}
