using Lookalike.Application.Duplicates;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Application.Tests.Indexing;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Index.Conformance.Memory;

namespace Lookalike.Application.Tests;

/// <summary>The application asks for an index and no file: whatever does as the port says will do.</summary>
public sealed class OtherEngineTests
{
    private const string Location = "an index in memory";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_are_indexed_searched_grouped_and_examined_on_an_engine_without_files()
    {
        using var made = new PictureFolderIndex();
        made.Draw("a.png", seed: 1);
        made.Draw("b.png", seed: 2);
        File.Copy(Path.Combine(made.Pictures, "a.png"), Path.Combine(made.Pictures, "copy of a.png"));
        var engine = new MemoryEngine();

        using (ImageIndex index = await ImageIndex.OpenForWritingAsync(engine, Location, made.Model, new IndexWriting(), Token))
        {
            IndexSummary summary = await new FolderIndexer(index, made.Encoder).RunAsync(new FolderSelection { Folders = [made.Pictures] }, Token);
            Assert.Equal((3, 0), (summary.Encoded + summary.Copied, summary.Failed));
        }

        using (ImageIndex index = await ImageIndex.OpenAsync(engine, Location, made.Model, Token))
        {
            var searcher = new Searcher(index);
            SearchReport report = await searcher.SearchAsync(await searcher.FindAsync(["pictures/a.png"], Token), new SearchOptions { Top = 2 }, Token);
            Assert.Equal(["pictures/a.png", "pictures/copy of a.png"], report.Queries[0].Hits.Select(hit => hit.Key));
            DuplicateReport duplicates = await new DuplicateFinder(index).FindAsync(within: 0, maxGroups: null, progress: null, Token);
            Assert.Equal(2, Assert.Single(duplicates.Groups).Images.Count);
        }

        HealthReport health = await new IndexDoctor(engine, Location, made.Encoder, new DatasetStore()).ExamineAsync(Token);
        Assert.True(health.IsHealthy, string.Join('\n', health.Findings.Select(finding => finding.Message)));
        Assert.Contains(health.NotChecked, text => text.Contains("cannot look for damage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_is_it_is_said() =>
        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(new MemoryEngine(), Location, Token));
}
