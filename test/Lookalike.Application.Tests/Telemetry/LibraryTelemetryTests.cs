using System.Diagnostics;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Application.Telemetry;
using Lookalike.Application.Tests.Evaluating.LabelFree;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Index.Sqlite;
using Lookalike.Models.Faults;
using Lookalike.Models.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Application.Tests.Telemetry;

public sealed class LibraryTelemetryTests : IDisposable
{
    private const string PicturesName = "lookalike.application.pictures";

    private readonly Scratch _scratch = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly ImageLibrary _library;

    public LibraryTelemetryTests()
    {
        SampleIndex.Pixels(SampleIndex.Images("shape", 1, 3, 8, 8)).Save(_scratch["m.onnx"]);
        for (int i = 0; i < 4; i++) Draw($"{i}.png", i);
        _library = new ImageLibrary(new SqliteIndexEngine { LoggerFactory = _loggers }, _scratch["f.db"], _scratch["m.onnx"], new DatasetStore(_scratch["data"]))
        {
            LoggerFactory = _loggers,
        };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FolderSelection Pictures => new() { Folders = [_scratch["pictures"]] };

    [Fact]
    public async Task Each_use_case_is_a_span_with_what_came_of_it_and_no_path()
    {
        using var heard = new HeardTelemetry(ApplicationTelemetry.ActivitySourceName);
        File.WriteAllText(Path.Combine(_scratch["pictures"], "broken.png"), "no picture");

        await _library.IndexAsync(Pictures, new IndexOptions { DryRun = true }, events: null, Token);
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        await _library.SearchAsync(new SearchRequest { Pictures = [QueryPicture.FromFile(_scratch["pictures/2.png"])] }, events: null, Token);
        await _library.FindDuplicatesAsync(within: null, maxGroups: null, events: null, Token);
        await _library.EvaluateAsync(new EvaluationRequest(), events: null, Token);
        await _library.ExamineAsync(new HealthOptions(), mend: false, Token);
        await _library.RemoveAsync(["pictures/3.png"], events: null, Token);

        string[] operations = ["preview", "index", "search", "find_duplicates", "evaluate", "examine", "remove"];
        Assert.Equal(operations, heard.Spans.Select(span => span.DisplayName));
        Assert.Equal(operations.Select(operation => (operation, "")), heard.Operations);
        Assert.All(heard.Spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.Equal((4, 1), (heard.Spans.ElementAt(1).GetTagItem("lookalike.pictures.encoded"), heard.Spans.ElementAt(1).GetTagItem("lookalike.pictures.failed")));
        Assert.Equal(1, heard.Spans.ElementAt(2).GetTagItem("lookalike.queries"));
        heard.AssertNoTagHas(_scratch.Folder);
        heard.AssertNoTagHas(".png");

        // What was only previewed is not counted.
        Assert.Equal((4, 1, 1), (Count(heard, "encoded"), Count(heard, "failed"), Count(heard, "removed")));
        Assert.Equal(1, heard.Sum("lookalike.application.queries"));
        Assert.Equal([6, 6, 1, 2, 4, 3, 5, 8], _loggers.Ids("Lookalike.Application"));
        Assert.Contains(_loggers.Entries, e => e is { Level: LogLevel.Debug, Category: "Lookalike.Storage.Sqlite" });
        Assert.Contains(_loggers.Entries, e => e is { Level: LogLevel.Debug, Category: "Lookalike.Models", Id: 1 });
    }

    [Fact]
    public async Task A_second_pass_finds_all_unchanged()
    {
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        using var heard = new HeardTelemetry(ApplicationTelemetry.ActivitySourceName);

        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);

        Assert.Equal((4, 0), (Count(heard, "unchanged"), Count(heard, "encoded")));
        Assert.Equal(4, Assert.Single(heard.Spans).GetTagItem("lookalike.pictures.unchanged"));
    }

    [Fact]
    public async Task A_use_case_that_fails_has_the_status_and_the_type_of_its_error()
    {
        File.Delete(_scratch["m.onnx"]);
        using var heard = new HeardTelemetry(ApplicationTelemetry.ActivitySourceName);

        await Assert.ThrowsAsync<ModelFileException>(() => _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token));

        Activity span = Assert.Single(heard.Spans);
        Assert.Equal((ActivityStatusCode.Error, typeof(ModelFileException).FullName), (span.Status, span.GetTagItem("error.type")));
        Assert.Equal(("index", typeof(ModelFileException).FullName!), Assert.Single(heard.Operations));
    }

    [Fact]
    public async Task A_use_case_that_is_cancelled_is_no_error()
    {
        using var heard = new HeardTelemetry(ApplicationTelemetry.ActivitySourceName);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _library.IndexAsync(Pictures, new IndexOptions(), events: null, new CancellationToken(canceled: true)));

        Activity span = Assert.Single(heard.Spans);
        Assert.Equal((ActivityStatusCode.Unset, null), (span.Status, span.GetTagItem("error.type")));
        Assert.Equal(("index", ""), Assert.Single(heard.Operations));
    }

    [Fact]
    public async Task A_pass_of_a_watch_that_another_writer_keeps_out_is_an_error_and_is_logged()
    {
        using var heard = new HeardTelemetry(ApplicationTelemetry.ActivitySourceName);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (WatchPass pass in _library.WatchAsync(Pictures, new IndexOptions(), notice: null, stop.Token))
            {
                using (pass.IsFirst ? null : await OpenForWritingAsync()) await pass.RunAsync(events: null, stop.Token);
                if (pass.IsFirst) Draw("new.png", seed: 7);
                else await stop.CancelAsync();
            }
        });

        Assert.Equal([("watch_pass", ""), ("watch_pass", typeof(IndexException).FullName!)], heard.Operations);
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], heard.Spans.Select(span => span.Status));
        Assert.Equal([1, 7], _loggers.Ids("Lookalike.Application"));
    }

    [Fact]
    public async Task Whoever_listens_to_the_models_hears_of_a_search_reading_opening_and_encoding()
    {
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        using var heard = new HeardTelemetry(ModelsTelemetry.ActivitySourceName);

        await _library.SearchAsync(new SearchRequest { Pictures = [QueryPicture.FromFile(_scratch["pictures/2.png"])] }, events: null, Token);

        Assert.Equal(["encode", "open_encoder", "read_model"], heard.Spans.Select(span => span.DisplayName).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _scratch.Dispose();
        _loggers.Dispose();
    }

    private static int Count(HeardTelemetry heard, string outcome) => (int)heard.Sum(PicturesName, "lookalike.outcome", outcome);

    private Task<ImageIndex> OpenForWritingAsync() => ImageIndex.OpenForWritingAsync(
        TestEngine.Sqlite, _library.IndexPath, Models.ModelFile.Read(_scratch["m.onnx"]).Metadata, new IndexWriting(), Token);

    private void Draw(string name, int seed)
    {
        Directory.CreateDirectory(_scratch["pictures"]);
        File.WriteAllBytes(Path.Combine(_scratch["pictures"], name), PhotoIndex.Noise(8, 8, seed));
    }
}
