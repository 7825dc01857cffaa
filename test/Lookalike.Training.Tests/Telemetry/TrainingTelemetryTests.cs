using System.Diagnostics;
using System.Text;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Sources;
using Lookalike.Training.Telemetry;

namespace Lookalike.Training.Tests.Telemetry;

public sealed class TrainingTelemetryTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly RecordingLoggers _loggers = new();

    public TrainingTelemetryTests()
    {
        Directory.CreateDirectory(_scratch["pictures"]);
        var random = new Random(1);
        for (int i = 0; i < 12; i++)
        {
            byte[] pixels = new byte[16 * 16 * 3];
            random.NextBytes(pixels);
            File.WriteAllBytes(Path.Combine(_scratch["pictures"], $"{i:00}.ppm"), [.. Encoding.ASCII.GetBytes("P6 16 16 255\n"), .. pixels]);
        }

        File.WriteAllText(Path.Combine(_scratch["pictures"], "broken.png"), "no picture");
    }

    [Fact]
    public async Task A_run_and_its_stage_are_spans_and_images_speed_and_losses_are_measured()
    {
        using var heard = new HeardTelemetry(TrainingTelemetry.ActivitySourceName);

        await Library().TrainAsync(Request(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["train_stage", "train"], heard.Spans.Select(span => span.DisplayName));
        Assert.Equal([("train_stage", ""), ("train", "")], heard.Operations);
        Activity stage = heard.Spans.First(), run = heard.Spans.Last();
        Assert.Equal((run.SpanId, "reconstruction"), (stage.ParentSpanId, run.GetTagItem("lookalike.objective")));
        Assert.Equal(3 * 2 * 4, heard.Sum("lookalike.training.images"));
        Assert.Equal(3, heard.Measured.Count(m => m is { Instrument: "lookalike.training.speed", Value: > 0 }));
        Assert.Equal(["training", "validation"], heard.Measured.Where(m => m is { Instrument: "lookalike.training.loss", Value: > 0 }).Select(m => m.Tags["lookalike.loss.kind"]).Distinct());
        heard.AssertNoTagHas(_scratch.Folder);
        Assert.Equal([5, 1, 2, 2, 2, 3, 4], _loggers.Ids("Lookalike.Training"));
    }

    [Fact]
    public async Task A_run_that_fails_is_an_error_of_the_run_and_of_its_stage()
    {
        using var heard = new HeardTelemetry(TrainingTelemetry.ActivitySourceName);
        var library = Library(new TrainingEvents { Trained = _ => throw new InvalidDataException() });

        await Assert.ThrowsAsync<InvalidDataException>(() => library.TrainAsync(Request(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(["train_stage", "train"], heard.Spans.Select(span => span.DisplayName));
        Assert.All(heard.Spans, span => Assert.Equal((ActivityStatusCode.Error, typeof(InvalidDataException).FullName), (span.Status, span.GetTagItem("error.type"))));
    }

    [Fact]
    public async Task A_run_that_is_stopped_is_no_error_and_its_stage_ends()
    {
        using var heard = new HeardTelemetry(TrainingTelemetry.ActivitySourceName);
        using var stop = new CancellationTokenSource();
        var library = Library(new TrainingEvents { Trained = _ => stop.Cancel() });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => library.TrainAsync(Request(), cancellationToken: stop.Token));

        Assert.Equal([("train_stage", ""), ("train", "")], heard.Operations);
        Assert.All(heard.Spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    public void Dispose()
    {
        _scratch.Dispose();
        _loggers.Dispose();
    }

    private TrainingLibrary Library(TrainingEvents? events = null) => new(events) { CacheFolder = _scratch["cache"], LoggerFactory = _loggers };

    private TrainingRequest Request() => new()
    {
        Pictures = new PictureRequest { Origin = PictureOrigin.Folder, Path = _scratch["pictures"], Size = 16 },
        Recipe = new RecipeChoices { Objective = Objective.Reconstruction, LatentSize = 4, Epochs = 3, BatchSize = 4 },
        Options = new TrainingOptions { ModelPath = _scratch["m.onnx"], Threads = 1 },
    };
}
