using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Application.Tests.Evaluating.LabelFree;
using Lookalike.Core;
using Lookalike.Datasets.Store;
using Lookalike.Index;

namespace Lookalike.Application.Tests.Library;

public sealed class ImageLibraryTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ImageLibrary _library;
    private readonly List<Progress> _progress = [];
    private readonly List<(string Text, Remedy? Remedy)> _notices = [];
    private readonly LibraryEvents _events;

    public ImageLibraryTests()
    {
        SampleIndex.Pixels(SampleIndex.Images("shape", 1, 3, 8, 8)).Save(_scratch["m.onnx"]);
        for (int i = 0; i < 4; i++) Draw($"{i}.png", i);
        _library = new ImageLibrary(TestEngine.Sqlite, _scratch["f.db"], _scratch["m.onnx"], new DatasetStore(_scratch["data"]));
        _events = new LibraryEvents { Progress = new ProgressHook<Progress>(_progress.Add), Notice = (text, remedy) => _notices.Add((text, remedy)) };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FolderSelection Pictures => new() { Folders = [_scratch["pictures"]] };

    [Fact]
    public async Task Folders_are_indexed_searched_compared_measured_examined_and_removed_in_a_call_each()
    {
        IndexSummary would = await _library.IndexAsync(Pictures, new IndexOptions { DryRun = true }, _events, Token);
        Assert.Equal((4, false), (would.Encoded, File.Exists(_library.IndexPath)));

        Assert.Equal(4, (await _library.IndexAsync(Pictures, new IndexOptions(), _events, Token)).Encoded);
        Assert.Contains(_progress, p => p is { Stage: "indexing pictures", Done: 4, Total: 4 });
        Assert.Equal([_scratch["pictures"]], await _library.ListFoldersAsync(Token));

        var request = new SearchRequest { Pictures = [QueryPicture.FromFile(_scratch["pictures/2.png"])], MontagePath = _scratch["hits.png"] };
        Assert.Equal("pictures/2.png", Assert.Single((await _library.SearchAsync(request, _events, Token)).Queries).Hits[0].Key);
        Assert.True(File.Exists(_scratch["hits.png"]));

        Assert.Equal(4, (await _library.FindDuplicatesAsync(within: null, maxGroups: null, _events, Token)).Images);
        Assert.NotNull((await _library.EvaluateAsync(new EvaluationRequest(), _events, Token)).LabelFree);
        Assert.True((await _library.ExamineAsync(new HealthOptions(), mend: false, Token)).IsHealthy);
        Assert.Equal(1, (await _library.RemoveAsync(["pictures/3.png"], _events, Token)).Removed);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task An_encoder_of_the_callers_does_all_that_a_model_file_does_and_stays_open()
    {
        using var encoder = new QuarterEncoder();
        var library = new ImageLibrary(TestEngine.Sqlite, _scratch["g.db"], encoder, _library.Datasets);

        Assert.Equal(4, (await library.IndexAsync(Pictures, new IndexOptions(), _events, Token)).Encoded);
        var request = new SearchRequest { Pictures = [QueryPicture.FromFile(_scratch["pictures/2.png"])] };
        Assert.Equal("pictures/2.png", Assert.Single((await library.SearchAsync(request, _events, Token)).Queries).Hits[0].Key);
        LabelFreeReport free = (await library.EvaluateAsync(new EvaluationRequest(), _events, Token)).LabelFree!;
        Assert.Equal(["raw pixels", "colour histogram", "random projection", "pHash", "dHash"], free.Baselines.ToList().Select(baseline => baseline.Vectors));
        Assert.True((await library.ExamineAsync(new HealthOptions(), mend: false, Token)).IsHealthy);
        Assert.False(encoder.IsDisposed);

        // Another encoder's latents are refused, as another model's are.
        var other = new ImageLibrary(TestEngine.Sqlite, library.IndexPath, _scratch["m.onnx"], _library.Datasets);
        await Assert.ThrowsAsync<IndexException>(() => other.SearchAsync(request, _events, Token));
    }

    [Fact]
    public async Task A_picture_in_memory_is_searched_by_its_name_and_keys_can_take_from_it()
    {
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        var request = new SearchRequest
        {
            Pictures = [QueryPicture.FromBytes(File.ReadAllBytes(_scratch["pictures/0.png"]), "mine")],
            Keys = ["pictures/1.png"],
            NegativeKeys = ["pictures/2.png"],
            Mean = true,
        };

        Assert.Equal("mine + pictures/1.png - pictures/2.png", Assert.Single((await _library.SearchAsync(request, events: null, Token)).Queries).Query);
    }

    [Fact]
    public async Task A_picture_that_has_changed_is_told_of_with_what_to_do()
    {
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        Draw("1.png", seed: 99);

        await _library.EvaluateAsync(new EvaluationRequest(), _events, Token);

        (string text, Remedy? remedy) = Assert.Single(_notices);
        Assert.Contains("1.png", text, StringComparison.Ordinal);
        Assert.Equal((RemedyKind.Index, _library.IndexPath), (remedy!.Kind, remedy.Arguments[0]));
    }

    [Fact]
    public async Task Without_its_model_an_index_is_examined_as_far_as_that_goes()
    {
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        File.Delete(_scratch["m.onnx"]);

        HealthReport report = await _library.ExamineAsync(new HealthOptions(), mend: false, Token);

        Assert.Equal(FaultKind.Incompatible, report.ModelFault!.Kind);
        Assert.NotEmpty(report.NotChecked);
    }

    [Fact]
    public async Task An_index_that_cannot_be_read_is_not_one_without_folders()
    {
        Assert.Empty(await _library.ListFoldersAsync(Token));
        await _library.IndexAsync(Pictures, new IndexOptions(), events: null, Token);
        Overwrite(_library.IndexPath, from: 100);

        await Assert.ThrowsAsync<IndexStorageException>(() => _library.ListFoldersAsync(Token));
    }

    [Fact]
    public async Task A_watch_of_a_folder_that_is_missing_is_refused_as_indexing_it_is()
    {
        var missing = new FolderSelection { Folders = [_scratch["missing"]] };
        var indexing = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => _library.IndexAsync(missing, new IndexOptions(), events: null, Token));

        var watching = await Assert.ThrowsAsync<DirectoryNotFoundException>(
            async () => await _library.WatchAsync(missing, new IndexOptions(), notice: null, Token).FirstAsync(Token));

        Assert.Equal(indexing.Message, watching.Message);
    }

    [Fact]
    public async Task A_watch_runs_a_pass_at_once_and_survives_faults_that_pass()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int passes = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (WatchPass pass in _library.WatchAsync(Pictures, new IndexOptions(), notice: null, stop.Token))
            {
                Assert.Equal(passes++ == 0, pass.IsFirst);
                IndexSummary? summary;
                using (pass.IsFirst ? null : await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, _library.IndexPath, Model(), new IndexWriting(), Token))
                    summary = await pass.RunAsync(_events, stop.Token);
                Assert.Equal(pass.IsFirst, summary is not null);
                Assert.Equal(pass.IsFirst, pass.Fault is null);
                if (pass.IsFirst) Draw("new.png", seed: 7);
                else await stop.CancelAsync();
            }
        });
        Assert.Equal(2, passes);
    }

    [Fact]
    public async Task A_watch_survives_a_folder_that_shows_no_picture_for_a_while_as_when_its_disk_is_taken_out()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        string away = _scratch["away"];
        int passes = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (WatchPass pass in _library.WatchAsync(Pictures, new IndexOptions(), notice: null, stop.Token))
            {
                IndexSummary? summary = await pass.RunAsync(_events, stop.Token);
                if (pass.IsFirst)
                {
                    Directory.CreateDirectory(away);
                    foreach (string file in Directory.GetFiles(_scratch["pictures"])) File.Move(file, Path.Combine(away, Path.GetFileName(file)));
                    continue;
                }

                Assert.IsType<FolderException>(pass.Fault);
                Assert.Null(summary);
                passes++;
                await stop.CancelAsync();
            }
        });
        Assert.Equal(1, passes);
    }

    public void Dispose() => _scratch.Dispose();

    private static void Overwrite(string path, int from)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(from).Fill(0xFF);
        File.WriteAllBytes(path, bytes);
    }

    private void Draw(string name, int seed)
    {
        Directory.CreateDirectory(_scratch["pictures"]);
        File.WriteAllBytes(Path.Combine(_scratch["pictures"], name), PhotoIndex.Noise(8, 8, seed));
    }

    private Models.ModelMetadata Model() => Models.ModelFile.Read(_scratch["m.onnx"]).Metadata;
}
