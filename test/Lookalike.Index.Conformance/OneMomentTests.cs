using System.Globalization;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>
/// While one connection writes edition after edition of an index, each of another number of images, another reads: whatever it reads is of one
/// edition, in every column, every vector and the description.
/// </summary>
public abstract class OneMomentTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    private const int Reads = 3000;
    private const int MaxImages = 40;

    [Fact]
    public Task Columns_vectors_and_description_are_of_one_moment() => BesideAWriterAsync(async reader =>
    {
        IndexSnapshot read = await reader.ReadAsync(Everything, Token);
        int edition = (int)read.Sizes[0]!.Value;
        Assert.Equal((ImagesOf(edition), ImagesOf(edition)), (read.Count, read.VectorCount));
        Assert.Equal(($"{edition}", $"{edition}"), (read.Description.Source, Assert.Single(read.Description.Roots.All).Name));
        for (int row = 0; row < read.Count; row++)
        {
            Assert.Equal(
                (edition, edition, edition, edition, Hash(edition)),
                ((int)read.Sizes[row]!.Value, read.Widths[row]!.Value, read.Heights[row]!.Value, read.Labels[row]!.Value, read.ContentHashes[row]));
            Assert.Equal((Time(edition), $"{edition}"), (read.Modified[row], read.Sets[row]));
            Assert.Equal(read.Keys[row], $"pictures/{read.Paths[row]}");
            Assert.Equal([edition, 1, edition, 0], read.Vector(row).ToArray());
        }

        return edition;
    });

    [Fact]
    public Task Columns_without_vectors_are_of_one_moment_with_the_description() => BesideAWriterAsync(async reader =>
    {
        IndexSnapshot read = await reader.ReadAsync(IndexColumns.Size | IndexColumns.Modified, Token);
        int edition = (int)read.Sizes[0]!.Value;
        Assert.Equal((ImagesOf(edition), $"{edition}"), (read.Count, read.Description.Source));
        Assert.All(read.Sizes, size => Assert.Equal(edition, size));
        Assert.All(read.Modified, time => Assert.Equal(Time(edition), time));
        return edition;
    });

    [Fact]
    public Task A_description_is_of_one_moment() => BesideAWriterAsync(async reader =>
    {
        IndexDescription found = await reader.DescribeAsync(Token);
        ImageRoot root = Assert.Single(found.Roots.All);
        Assert.Equal((found.Source, $"/{found.Source}"), (root.Name, root.Path));
        return int.Parse(found.Source, CultureInfo.InvariantCulture);
    });

    [Fact]
    public Task Hits_are_of_one_moment() => BesideAWriterAsync(async reader =>
    {
        var query = new IndexQuery { Latent = new float[LatentSize], Top = 100, Exact = true, IncludeVectors = true };
        IReadOnlyList<IndexHit> hits = await reader.SearchAsync(query, Token);
        int edition = (int)hits[0].Record.Size!.Value;
        Assert.Equal(ImagesOf(edition), hits.Count);
        Assert.All(hits, hit => Assert.Equal((edition, edition), ((int)hit.Record.Size!.Value, (int)hit.Record.Vector.Span[0])));
        return edition;
    });

    /// <param name="read">Reads once, and tells which edition it was.</param>
    private async Task BesideAWriterAsync(Func<IIndexStore, Task<int>> read)
    {
        using IIndexStore writer = await CreateAsync();
        await WriteAsync(writer, edition: 1);
        using IIndexStore reader = await OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task writing = Task.Run(
            async () =>
            {
                for (int edition = 2; !stop.IsCancellationRequested; edition++) await WriteAsync(writer, edition);
            },
            Token);
        try
        {
            HashSet<int> editions = [];
            for (int i = 0; i < Reads || (editions.Count < 2 && !writing.IsCompleted); i++) editions.Add(await read(reader));
            Assert.True(editions.Count > 1, "Nothing was written between the reads.");
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    private static Task WriteAsync(IIndexStore writer, int edition)
    {
        int count = ImagesOf(edition);
        string name = edition.ToString(CultureInfo.InvariantCulture);
        return writer.WriteAsync(
            Enumerable.Range(0, count).Select(i => Image(i, edition)),
            Enumerable.Range(count, MaxImages - count).Select(i => Picture(i).Key),
            Description.With(source: name, roots: ImageRoots.None.With(new ImageRoot { Name = name, Path = "/" + name })),
            Token);
    }

    private static ImageRecord Image(int number, int edition)
    {
        ImageRecord record = Picture(number);
        (record.Set, record.Size, record.Modified, record.ContentHash) = ($"{edition}", edition, Time(edition), Hash(edition));
        (record.Width, record.Height, record.Label) = (edition, edition, edition);
        record.Vector = new float[] { edition, 1, edition, 0 };
        return record;
    }

    private static int ImagesOf(int edition) => 1 + (edition * 7 % MaxImages);

    private static DateTimeOffset Time(int edition) => DateTimeOffset.UnixEpoch.AddSeconds(edition);

    private static string Hash(int edition) => edition.ToString("x32", CultureInfo.InvariantCulture);
}
