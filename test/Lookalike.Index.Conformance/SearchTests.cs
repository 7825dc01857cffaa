using Lookalike.Core.Globs;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;

namespace Lookalike.Index.Conformance;

/// <summary>A search gives back the nearest records that meet every condition.</summary>
public abstract class SearchTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    private static readonly float[] Origin = [0, 1, 0, 0];

    [Fact]
    public async Task The_nearest_come_first_with_their_distances()
    {
        using IIndexStore store = await FilledAsync();

        IReadOnlyList<IndexHit> hits = await store.SearchAsync(new IndexQuery { Latent = Origin, Top = 3, Exact = true }, Token);

        Assert.Equal([Picture(1).Key, Picture(2).Key, Picture(3).Key], hits.Select(hit => hit.Record.Key));
        Assert.Equal([1.0, 2.0, 3.0], hits.Select(hit => Math.Round(hit.Distance, 5)));
        Same(Picture(1), hits[0].Record, withVector: false);
    }

    [Fact]
    public async Task Hits_come_with_their_vectors_where_that_is_asked_for()
    {
        using IIndexStore store = await FilledAsync();

        IndexHit hit = Assert.Single(await store.SearchAsync(new IndexQuery { Latent = Origin, Top = 1, Exact = true, IncludeVectors = true }, Token));

        Same(Picture(1), hit.Record, withVector: true);
    }

    [Fact]
    public async Task By_the_cosine_the_length_of_a_vector_makes_no_difference()
    {
        using IIndexStore store = await CreateAsync(Of("a/1", 10, 10, 0, 0), Of("a/2", 0, 0.1f, 0, 0), Of("a/3", 0, -5, 0, 0), Of("a/4", 0, 0, 0, 0));

        IReadOnlyList<IndexHit> hits = await store.SearchAsync(new IndexQuery { Latent = Origin, Top = 9, Metric = DistanceMetric.Cosine, Exact = true }, Token);

        Assert.Equal(["a/2", "a/1", "a/4", "a/3"], hits.Select(hit => hit.Record.Key));
        Assert.Equal([0, 0.29289, 1, 2], hits.Select(hit => Math.Round(hit.Distance, 5)));
    }

    [Fact]
    public async Task Pages_neither_overlap_nor_leave_gaps()
    {
        using IIndexStore store = await FilledAsync();
        string[] all = await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 100, Exact = true });

        string[] first = await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 7, Exact = true });
        string[] second = await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 100, Skip = 7, Exact = true });

        Assert.Equal(30, all.Length);
        Assert.Equal(all, first.Concat(second));
        Assert.Empty(await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 5, Skip = 30, Exact = true }));
    }

    [Fact]
    public async Task What_is_too_far_is_no_hit()
    {
        using IIndexStore store = await FilledAsync();

        Assert.Equal([Picture(1).Key, Picture(2).Key], await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 10, Within = 2.5f, Exact = true }));
        Assert.Empty(await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 10, Within = 0.5f, Exact = true }));
    }

    [Theory]
    [InlineData("pictures/*", 20)]
    [InlineData("PICTURES", 20)]
    [InlineData("**/00?.jpg", 9)]
    [InlineData("mnist/**", 10)]
    [InlineData("nothing/**", 0)]
    public async Task Only_keys_that_match_are_hits(string glob, int count)
    {
        using IIndexStore store = await FilledAsync();
        var pattern = new Glob(glob);

        string[] found = await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 100, Key = pattern, Exact = true });

        Assert.Equal(count, found.Length);
        Assert.All(found, key => Assert.True(pattern.IsMatch(key)));
    }

    [Fact]
    public async Task Only_images_of_the_class_are_hits_and_every_condition_counts()
    {
        using IIndexStore store = await FilledAsync();

        Assert.Equal([Picture(3).Key, Picture(13).Key], await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 100, Label = 3, Exact = true }));
        Assert.Equal([Picture(13).Key], await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 100, Label = 3, Key = new Glob("**/01*"), Exact = true }));
        Assert.Empty(await KeysAsync(store, new IndexQuery { Latent = Origin, Top = 100, Label = 3, Key = new Glob("**/01*"), Within = 5, Exact = true }));
    }

    [Fact]
    public async Task A_latent_of_another_size_is_refused()
    {
        using IIndexStore store = await FilledAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.SearchAsync(new IndexQuery { Latent = new float[LatentSize + 1], Top = 1 }, Token));
    }

    [Fact]
    public async Task An_index_of_nothing_has_no_hits()
    {
        using IIndexStore store = await CreateAsync();

        Assert.Empty(await store.SearchAsync(new IndexQuery { Latent = Origin, Top = 5 }, Token));
    }

    [Fact]
    public void A_query_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new IndexQuery { Latent = Origin, Top = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new IndexQuery { Latent = Origin, Top = 1, Skip = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new IndexQuery { Latent = Origin, Top = 1, Metric = DistanceMetric.Manhattan });
    }

    private static ImageRecord Of(string key, params float[] vector) => new() { Key = key, Set = "a", Vector = vector };

    private static async Task<string[]> KeysAsync(IIndexStore store, IndexQuery query) => [.. (await store.SearchAsync(query, Token)).Select(hit => hit.Record.Key)];

    private Task<IIndexStore> FilledAsync() => CreateAsync([.. Enumerable.Range(1, 20).Select(Picture), .. Enumerable.Range(100, 10).Select(Digit)]);
}
