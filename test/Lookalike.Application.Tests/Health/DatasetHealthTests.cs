using Lookalike.Application.Health;
using Lookalike.Datasets.Idx;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Health;

/// <summary>The doctor and an index of a data set, large enough for a graph. Each test damages a copy of its own.</summary>
public sealed class DatasetHealthTests(GraphedIndex original) : IClassFixture<GraphedIndex>, IAsyncLifetime
{
    private const int Count = GraphedIndex.Count;
    private const int Pixels = 64;

    private readonly Scratch _scratch = new();
    private readonly DatasetStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => _scratch["drawn"];

    private string Images => Path.Combine(Folder, "train-images-idx3-ubyte");

    private string Graph => Assert.Single(Directory.GetFiles(_scratch.Folder, "*.hnsw"));

    public async ValueTask InitializeAsync() => await original.CopyToAsync(_scratch.Folder);

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_sound_index_is_healthy_and_a_spread_of_it_is_encoded_again()
    {
        HealthReport report = await Doctor().ExamineAsync(Token);

        Assert.Empty(report.Findings);
        Assert.Equal((Count, HealthOptions.DefaultSample), (report.Images, report.Sampled));
    }

    [Fact]
    public async Task A_cut_graph_is_named_by_its_file_and_built_again()
    {
        byte[] whole = await File.ReadAllBytesAsync(Graph, Token);
        await File.WriteAllBytesAsync(Graph, whole[..(whole.Length / 2)], Token);

        HealthFinding found = Assert.Single((await Doctor().ExamineAsync(Token)).Findings);
        Assert.Equal((HealthFindingKind.Graph, Graph), (found.Kind, found.Place));
        Assert.Contains("built by itself", found.Message, StringComparison.Ordinal);

        await MendedAsync(HealthFindingKind.Graph);
        Assert.True(new FileInfo(Graph).Length > whole.Length / 2);
    }

    [Fact]
    public async Task A_missing_graph_is_named_where_searches_are_approximate()
    {
        string graph = Graph;
        File.Delete(graph);

        HealthFinding found = Assert.Single((await Doctor().ExamineAsync(Token)).Findings);
        Assert.Equal((HealthFindingKind.Graph, graph), (found.Kind, found.Place));
        Assert.Contains("is missing", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_that_changed_or_are_gone_are_named_by_their_keys_and_mended()
    {
        byte[] pixels = IdxFile.ReadImages(Images).Pixels.ToArray();
        pixels[(5 * Pixels) + 1] ^= 0xFF;
        IdxFile.WriteImages(Images, new PixelShape(1, 8, 8), pixels.AsSpan(0, (Count - 1) * Pixels));

        HealthReport report = await Doctor().ExamineAsync(Token);
        Assert.Equal(
            [(HealthFindingKind.ChangedImage, "drawn/train/00005"), (HealthFindingKind.MissingImage, $"drawn/train/{Count - 1}")],
            report.Findings.Select(f => (f.Kind, f.Key)));

        HealthReport mended = await MendedAsync(HealthFindingKind.ChangedImage);
        Assert.Equal((Count - 1, 2), (mended.Images, mended.Mended.Count));
    }

    [Fact]
    public async Task A_data_set_that_is_gone_is_one_finding_and_loses_no_record()
    {
        Directory.Delete(Folder, recursive: true);

        HealthReport report = await Doctor().FixAsync(Token);

        HealthFinding left = Assert.Single(report.Findings);
        Assert.Equal((HealthFindingKind.MissingSource, "drawn/train", Count), (left.Kind, left.Place, left.Images));
        Assert.Contains(Folder, left.Message, StringComparison.Ordinal);
        Assert.NotNull(left.NotMended);
        Assert.Equal(Count, report.Images);
    }

    private IndexDoctor Doctor() => new(TestEngine.Sqlite, _scratch["f.db"], original.Encoder, _store);

    private async Task<HealthReport> MendedAsync(HealthFindingKind kind)
    {
        HealthReport report = await Doctor().FixAsync(Token);
        Assert.Empty(report.Findings);
        Assert.Contains(report.Mended, f => f.Kind == kind);
        return report;
    }
}
