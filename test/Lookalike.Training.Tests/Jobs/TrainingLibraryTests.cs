using System.Text;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Datasets.Pictures;
using Lookalike.Datasets.Store;
using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Sources;

namespace Lookalike.Training.Tests.Jobs;

public sealed class TrainingLibraryTests
{
    [Fact]
    public async Task A_folder_of_pictures_becomes_a_model_and_everything_on_the_way_is_told()
    {
        using var scratch = new Scratch();
        DrawPictures(scratch["pictures"], 12);
        File.WriteAllText(Path.Combine(scratch["pictures"], "broken.png"), "no picture");
        var notices = new List<string>();
        var failures = new List<PictureFailure>();
        TrainingBeginning? beginning = null;
        int epochs = 0;
        var library = new TrainingLibrary(new TrainingEvents
        {
            Notice = (text, _) => notices.Add(text),
            Failed = failures.Add,
            Begins = begins => beginning = begins,
            Trained = progress => epochs += progress.Finished is null ? 0 : 1,
        })
        {
            CacheFolder = scratch["cache"],
        };
        var score = new NoScore();

        TrainingResult result = await library.TrainAsync(Request(scratch), score, TestContext.Current.CancellationToken);

        Assert.Equal(result.Summary.Fingerprint, ModelFile.Read(scratch["m.onnx"]).Metadata.Fingerprint);
        Assert.Equal((12, 12), (result.Reading?.Count, result.Reading?.Decoded));
        Assert.Equal((11, 1), (beginning?.Training, beginning?.Validation));
        Assert.Equal(result.Summary.Epochs, epochs);
        Assert.Equal((11, 1), score.Measured);
        Assert.Single(failures);
        Assert.Contains(notices, notice => notice.StartsWith("12 pictures in", StringComparison.Ordinal));
        Assert.DoesNotContain(scratch.Names, name => name.Contains("checkpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_run_goes_on_with_the_pictures_that_it_began_with_though_they_are_gone()
    {
        using var scratch = new Scratch();
        DrawPictures(scratch["pictures"], 12);
        using var stop = new CancellationTokenSource();
        var first = new TrainingLibrary(new TrainingEvents { Trained = _ => stop.Cancel() }) { CacheFolder = scratch["cache"] };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.TrainAsync(Request(scratch), cancellationToken: stop.Token));
        Assert.Equal(scratch["pictures"], TrainingLibrary.CheckpointPictures(scratch["m.onnx"]).Path);
        Directory.Delete(scratch["pictures"], recursive: true);

        var options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1, Resume = true };
        TrainingResult result = await new TrainingLibrary { CacheFolder = scratch["cache"] }
            .TrainAsync(new TrainingRequest { Options = options }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(result.Summary.Fingerprint, ModelFile.Read(scratch["m.onnx"]).Metadata.Fingerprint);
        Assert.DoesNotContain(scratch.Names, name => name.Contains("checkpoint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40, PictureFit.Stretch, 24)] // photographs are kept half as large again as the network takes them
    [InlineData(20, PictureFit.Stretch, 16)] // smaller ones have no more to give
    [InlineData(40, PictureFit.Pad, 16)] // and of padded ones a copy is not what is cut out and padded
    public async Task Photographs_are_stretched_and_kept_larger_than_the_network_takes_them_and_a_stopped_run_goes_on_so(int side, PictureFit fit, int kept)
    {
        using var scratch = new Scratch();
        DrawPictures(scratch["pictures"], 12, side);
        using var stop = new CancellationTokenSource();
        var first = new TrainingLibrary(new TrainingEvents { Trained = _ => stop.Cancel() }) { CacheFolder = scratch["cache"] };
        TrainingRequest asked = Request(scratch, fit: fit == PictureFit.Stretch ? null : fit); // to stretch is the default of colour
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.TrainAsync(asked, cancellationToken: stop.Token));

        var options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1, Resume = true };
        TrainingResult result = await new TrainingLibrary { CacheFolder = scratch["cache"] }
            .TrainAsync(new TrainingRequest { Options = options }, cancellationToken: TestContext.Current.CancellationToken);

        Preprocessing input = ModelFile.Read(scratch["m.onnx"]).Metadata.Preprocessing;
        Assert.Equal((16, 16, fit), (input.Height, input.Width, input.Fit));
        Assert.InRange(result.Reading!.CacheLength, 12 * 3 * kept * kept, (12 * 3 * kept * kept) + 6000);
    }

    [Fact]
    public async Task A_run_that_goes_on_with_nothing_is_refused_with_what_mends_it()
    {
        using var scratch = new Scratch();
        var options = new TrainingOptions { ModelPath = scratch["m.onnx"], Resume = true };
        var e = await Assert.ThrowsAsync<TrainingException>(
            () => new TrainingLibrary().TrainAsync(new TrainingRequest { Options = options }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(RemedyKind.TrainAnew, e.Remedy?.Kind);
        Assert.DoesNotContain("--", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_fails_before_its_first_checkpoint_leaves_the_stopped_run_before_it_to_go_on()
    {
        using var scratch = new Scratch();
        DrawPictures(scratch["pictures"], 12);
        Directory.CreateDirectory(scratch["same"]);
        for (int i = 0; i < 12; i++) File.Copy(Path.Combine(scratch["pictures"], "00.ppm"), Path.Combine(scratch["same"], $"{i:00}.ppm"));
        using var stop = new CancellationTokenSource();
        var first = new TrainingLibrary(new TrainingEvents { Trained = _ => stop.Cancel() }) { CacheFolder = scratch["cache"] };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.TrainAsync(Request(scratch), cancellationToken: stop.Token));
        var library = new TrainingLibrary { CacheFolder = scratch["cache"] };

        await Assert.ThrowsAsync<TrainingException>(() => library.TrainAsync(Request(scratch, "same"), cancellationToken: TestContext.Current.CancellationToken));

        var options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1, Resume = true };
        TrainingResult result = await library.TrainAsync(new TrainingRequest { Options = options }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(scratch["pictures"], result.Pictures?.Path);
    }

    [Fact]
    public async Task A_data_set_is_looked_for_where_the_library_was_told()
    {
        using var scratch = new Scratch();
        var library = new TrainingLibrary(datasets: new DatasetStore(scratch["data"]));
        var request = new TrainingRequest { Dataset = "mnist", Options = new TrainingOptions { ModelPath = scratch["m.onnx"] } };

        var e = await Assert.ThrowsAsync<DatasetException>(() => library.TrainAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains(scratch["data"], e.Message, StringComparison.Ordinal);
    }

    private static TrainingRequest Request(Scratch scratch, string folder = "pictures", PictureFit? fit = null) => new()
    {
        Pictures = new PictureRequest { Origin = PictureOrigin.Folder, Path = scratch[folder], Size = 16, Fit = fit },
        Recipe = new RecipeChoices { Objective = Objective.Reconstruction, LatentSize = 4, Epochs = 3, BatchSize = 4 },
        Options = new TrainingOptions { ModelPath = scratch["m.onnx"], Threads = 1 },
    };

    /// <summary>Colour pictures in the plainest format that there is.</summary>
    private static void DrawPictures(string folder, int count, int side = 16)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = new byte[side * side * 3];
            random.NextBytes(pixels);
            File.WriteAllBytes(Path.Combine(folder, $"{i:00}.ppm"), [.. Encoding.ASCII.GetBytes($"P6 {side} {side} 255\n"), .. pixels]);
        }
    }

    private sealed class NoScore : IModelScore
    {
        public (int Training, int Validation) Measured { get; private set; }

        public TimeSpan Estimate(ImageSet training, ImageSet validation, TimeSpan? budget) => TimeSpan.Zero;

        public Task MeasureAsync(string modelPath, ImageSet training, ImageSet validation, CancellationToken cancellationToken)
        {
            Measured = (training.Count, validation.Count);
            return Task.CompletedTask;
        }
    }
}
