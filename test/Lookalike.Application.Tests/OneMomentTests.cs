using System.Globalization;
using Lookalike.Application.Duplicates;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Application.Tests.Indexing;
using Lookalike.Core.Files;
using Lookalike.Index;
using Lookalike.Index.Conformance.Memory;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests;

/// <summary>Another writes edition after edition of an index, one after every read. Whatever is done with it is of one of them.</summary>
public sealed class OneMomentTests : IDisposable
{
    private const string Location = "an index in memory";
    private const int Images = 4;

    private readonly PictureFolderIndex _made = new();
    private readonly MemoryEngine _engine = new();
    private int _edition;

    public OneMomentTests()
    {
        for (int i = 0; i < Images; i++) _made.Draw($"{i}.png", seed: i);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_that_is_drawn_may_be_removed_meanwhile()
    {
        using ImageIndex index = await OpenAsync();
        int edition = _edition;

        IReadOnlyList<SearchQuery> drawn = await new Searcher(index).DrawAsync(Images, seed: 1, Token);

        Assert.Equal(Enumerable.Range(0, Images).Select(i => Key(i, edition)), drawn.Select(query => query.Name).Order(StringComparer.Ordinal));
        Assert.All(drawn, query => Assert.Equal((edition, (float)edition), (query.Label!.Value, query.Latent.Span[0])));
    }

    [Fact]
    public async Task Duplicates_are_of_the_contents_that_were_compared()
    {
        using ImageIndex index = await OpenAsync();
        int edition = _edition;

        DuplicateReport report = await new DuplicateFinder(index).FindAsync(within: 0, maxGroups: null, progress: null, Token);

        DuplicateGroup group = Assert.Single(report.Groups);
        Assert.Equal(Enumerable.Range(0, Images).Select(i => Key(i, edition)), group.Images.Select(image => image.Key));
        Assert.All(group.Images, image => Assert.Equal(
            (edition, edition, edition, edition, Time(edition), Path.Combine(_made.Pictures, ImageKey.Path(image.Key))),
            (image.Width!.Value, image.Height!.Value, (int)image.Size!.Value, image.Label!.Value, image.Modified!.Value, image.Path)));
    }

    [Fact]
    public async Task A_preview_compares_with_records_contents_and_folders_of_one_edition()
    {
        using ImageIndex index = await OpenAsync();

        IndexSummary summary = await FolderIndexer.PreviewAsync(index, new FolderSelection { Folders = [_made.Pictures] }, options: null, Token);

        // Every file is the one of its record, of another size and time than that says. By the folder of another edition it would have another
        // key, and in contents of another edition it would not be known.
        Assert.Equal((0, 0, Images), (summary.Encoded, summary.Moved, summary.Touched));
    }

    [Fact]
    public async Task Pictures_are_looked_for_in_the_folders_of_their_edition()
    {
        using ImageIndex index = await OpenAsync();

        IndexedPictures pictures = await IndexedPictures.ReadAsync(
            index, folder: null, _made.Model.Preprocessing, (Images, long.MaxValue), progress: null, Token);

        Assert.Empty(pictures.Failures);
        Assert.Empty(pictures.Changed);
        Assert.Equal(Images, pictures.Images.Count);
    }

    public void Dispose() => _made.Dispose();

    private static string Root(int edition) => string.Create(CultureInfo.InvariantCulture, $"edition {edition}");

    private static string Key(int number, int edition) => string.Create(CultureInfo.InvariantCulture, $"{Root(edition)}/{number}.png");

    private static DateTimeOffset Time(int edition) => DateTimeOffset.UnixEpoch.AddSeconds(edition);

    private async Task<ImageIndex> OpenAsync()
    {
        await WriteAsync();
        return await ImageIndex.OpenAsync(new ChangingEngine(_engine, WriteAsync), Location, _made.Model, Token);
    }

    /// <summary>The next edition: the folder under another name, with records of the same files of which everything says which edition it is.</summary>
    private async Task WriteAsync()
    {
        int edition = ++_edition;
        using IIndexStore store = await _engine.CreateAsync(Location, _made.Model.LatentSize, rebuild: true, Token);
        var description = new IndexDescription { LatentSize = _made.Model.LatentSize, Fingerprint = _made.Model.Fingerprint };
        ImageRoots roots = ImageRoots.None.With(new ImageRoot { Name = Root(edition), Path = _made.Pictures });
        await store.WriteAsync(Enumerable.Range(0, Images).Select(i => Record(i, edition)), [], description.With(roots: roots), Token);
    }

    private ImageRecord Record(int number, int edition)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"{number}.png");
        float[] vector = new float[_made.Model.LatentSize];
        vector[0] = edition;
        return new ImageRecord
        {
            Key = Key(number, edition),
            Set = Root(edition),
            Path = path,
            Size = edition,
            Modified = Time(edition),
            Width = edition,
            Height = edition,
            Label = edition,
            ContentHash = ContentHash.Of(File.ReadAllBytes(Path.Combine(_made.Pictures, path))),
            Vector = vector,
        };
    }
}
