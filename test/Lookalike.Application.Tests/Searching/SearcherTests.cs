using Lookalike.Application.Searching;
using Lookalike.Core.Globs;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Searching;

public sealed class SearcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_indexed_image_is_found_by_its_key_with_the_vector_that_is_stored()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1, 2], [3, 4], [5, 6]);
        IReadOnlyList<SearchQuery> found = await new Searcher(stored.Index).FindAsync(["set/train/00002", "set/train/00000", "set/train/00002"], Token);
        Assert.Equal(["set/train/00002", "set/train/00000", "set/train/00002"], found.Select(q => q.Name));
        Assert.Equal([5f, 6f], found[0].Latent.ToArray());
        Assert.Equal(2, found[0].Label);
        Assert.Empty(await new Searcher(stored.Index).FindAsync([], Token));
    }

    [Fact]
    public async Task A_key_that_is_not_in_the_index_is_named()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1, 2]);
        var e = await Assert.ThrowsAsync<UnknownKeyException>(() => new Searcher(stored.Index).FindAsync(["set/train/00000", "set/train/00009"], Token));
        Assert.Equal(("set/train/00009", stored.Path), (e.Key, e.Path));
        Assert.Contains("set/train/00009", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_follow_on_each_other_and_ranks_go_on_counting(bool collapse)
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Range(0, 300).Select(i => new[] { i * 1f })]);
        Hit[] all = await SearchAsync(stored, [0], new SearchOptions { Top = 300, Collapse = collapse ? 1 : null });
        var paged = new List<Hit>();
        for (int skip = 0; skip < 300; skip += 70) paged.AddRange(await SearchAsync(stored, [0], new SearchOptions { Top = 70, Skip = skip, Collapse = collapse ? 1 : null }));
        Assert.Equal(all.Select(h => (h.Rank, h.Key, h.Distance, h.NearIdentical)), paged.Select(h => (h.Rank, h.Key, h.Distance, h.NearIdentical)));
        Assert.Equal(Enumerable.Range(1, collapse ? 150 : 300), paged.Select(h => h.Rank));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_query_that_is_left_out_is_no_hit_on_any_page_and_costs_none(bool collapse)
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Range(0, 200).Select(i => new[] { i * 1f })]);
        var searcher = new Searcher(stored.Index);
        SearchQuery[] query = [new SearchQuery { Name = "middle", Latent = new float[] { 3 }, LeaveOut = "set/train/00003" }];
        var hits = new List<Hit>();
        for (int skip = 0; skip < 200; skip += 3)
        {
            SearchReport page = await searcher.SearchAsync(query, new SearchOptions { Top = 3, Skip = skip, Collapse = collapse ? 0.5f : null }, Token);
            hits.AddRange(page.Queries[0].Hits);
        }

        Assert.Equal(Enumerable.Range(1, 199), hits.Select(h => h.Rank));
        Assert.Equal(199, hits.Select(h => h.Key).Distinct().Count());
        Assert.DoesNotContain("set/train/00003", hits.Select(h => h.Key));
        Assert.Equal([1f, 1f, 2f], hits.Take(3).Select(h => h.Distance));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hit_is_as_near_as_the_nearest_look_at_the_query_and_comes_once_on_any_page(bool collapse)
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Range(0, 40).Select(i => new[] { i * 1f })]);
        var searcher = new Searcher(stored.Index);
        SearchQuery[] query = [new SearchQuery { Name = "two looks", Latent = new float[] { 0 }, OtherLatents = [new float[] { 30.25f }] }];
        var hits = new List<Hit>();
        for (int skip = 0; skip < 40; skip += 7)
        {
            SearchReport page = await searcher.SearchAsync(query, new SearchOptions { Top = 7, Skip = skip, Collapse = collapse ? 0.5f : null }, Token);
            hits.AddRange(page.Queries[0].Hits);
        }

        Assert.Equal(Enumerable.Range(1, 40), hits.Select(h => h.Rank));
        Assert.Equal(40, hits.Select(h => h.Key).Distinct().Count());
        Assert.Equal(["set/train/00000", "set/train/00030", "set/train/00031", "set/train/00001"], hits.Take(4).Select(h => h.Key));
        Assert.Equal([0f, 0.25f, 0.75f, 1f], hits.Take(4).Select(h => h.Distance));
    }

    [Fact]
    public async Task Drawn_pictures_follow_from_the_seed_and_are_not_among_their_own_hits()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync([.. Enumerable.Range(0, 9).Select(i => ($"{i}.png", PhotoIndex.Noise(8, 8, i)))]);
        var searcher = new Searcher(made.Index);

        IReadOnlyList<SearchQuery> drawn = await searcher.DrawAsync(4, seed: 3, Token);
        SearchReport report = await searcher.SearchAsync(drawn, new SearchOptions { Top = 9 }, Token);

        Assert.Equal(4, drawn.Select(q => q.Name).Distinct().Count());
        Assert.Equal(drawn.Select(q => q.Name), (await searcher.DrawAsync(4, seed: 3, Token)).Select(q => q.Name));
        Assert.NotEqual(drawn.Select(q => q.Name), (await searcher.DrawAsync(4, seed: 4, Token)).Select(q => q.Name));
        Assert.Equal(9, (await searcher.DrawAsync(100, seed: 3, Token)).Count);
        Assert.All(report.Queries, q =>
        {
            Assert.Equal(8, q.Hits.Count);
            Assert.DoesNotContain(q.Query, q.Hits.Select(h => h.Key));
        });
    }

    [Fact]
    public async Task An_index_without_pictures_has_none_to_draw()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1, 2]);
        Assert.Contains("no pictures of a folder", (await Assert.ThrowsAsync<IndexException>(() => new Searcher(stored.Index).DrawAsync(1, 1, Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hit_that_has_a_file_comes_with_its_full_path(bool collapse)
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(("a/b.png", PhotoIndex.Noise(8, 8, 1)));
        await made.Index.UpsertAsync(new ImageRecord { Key = "set/train/00000", Set = "set/train", Position = 0, ContentHash = "-", Vector = new float[192] });

        SearchReport report = await new Searcher(made.Index).SearchAsync(
            [new SearchQuery { Name = "black", Latent = new float[192] }], new SearchOptions { Collapse = collapse ? 0.1f : null }, Token);

        Assert.Equal([null, Path.Combine(made.Folder, "a", "b.png")], report.Queries[0].Hits.Select(h => h.Path));
    }

    [Fact]
    public async Task Only_hits_within_the_distance_come_back_one_at_exactly_the_distance_too()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([0], [1], [2], [3]);
        Assert.Equal([0f, 1f, 2f], (await SearchAsync(stored, [0], new SearchOptions { Within = 2 })).Select(h => h.Distance));
        Assert.Empty(await SearchAsync(stored, [9], new SearchOptions { Within = 2 }));
    }

    [Fact]
    public async Task Only_keys_that_match_are_ranked_and_the_page_is_full_all_the_same()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Range(0, 60).Select(i => ($"set/{(i % 3 == 0 ? "test" : "train")}/{i:00000}", new[] { i * 1f }))]);
        Hit[] hits = await SearchAsync(stored, [0], new SearchOptions { Top = 5, Match = new Glob("set/test/*") });
        Assert.Equal([0f, 3f, 6f, 9f, 12f], hits.Select(h => h.Distance));
        Assert.All(hits, h => Assert.StartsWith("set/test/", h.Key, StringComparison.Ordinal));
        Assert.Empty(await SearchAsync(stored, [0], new SearchOptions { Match = new Glob("other/**") }));
    }

    [Fact]
    public async Task Near_copies_of_a_hit_are_counted_there_and_make_room_for_others()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([5, 0], [1, 0], [1.05f, 0], [1, 0.05f], [3, 0], [3, 0]);
        Hit[] hits = await SearchAsync(stored, [0, 0], new SearchOptions { Top = 2, Collapse = 0.1f });
        Assert.Equal(["set/train/00001", "set/train/00004"], hits.Select(h => h.Key));
        Assert.Equal([2, 1], hits.Select(h => h.NearIdentical));
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean, 0.4f)]
    [InlineData(DistanceMetric.Euclidean, 0f)]
    [InlineData(DistanceMetric.Cosine, 0.05f)]
    [InlineData(DistanceMetric.Cosine, 1.2f)]
    public async Task Collapsed_hits_are_those_of_a_walk_over_all_of_the_index(DistanceMetric metric, float within)
    {
        var random = new Random(5);
        float[][] vectors = [.. Enumerable.Range(0, 900).Select(_ => new[] { random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f })];
        float[] query = [0.3f, -0.1f, 0.2f];
        using StoredIndex stored = await StoredIndex.CreateAsync([.. vectors, .. vectors[..100]]);
        Hit[] all = await SearchAsync(stored, query, new SearchOptions { Top = 1000, Metric = metric });

        DistanceMetric distance = metric == DistanceMetric.Cosine ? DistanceMetric.Cosine : DistanceMetric.Euclidean;
        float[] Vector(Hit hit) => vectors[int.Parse(hit.Key[^5..]) % 900];
        var expected = new List<(Hit Hit, int Count)>();
        foreach (Hit hit in all)
        {
            int near = expected.FindIndex(e => VectorDistance.Compute(distance, Vector(e.Hit), Vector(hit)) <= within);
            if (near >= 0) expected[near] = (expected[near].Hit, expected[near].Count + 1);
            else if (expected.Count < 12) expected.Add((hit, 0));
        }

        Hit[] hits = await SearchAsync(stored, query, new SearchOptions { Top = 12, Metric = metric, Collapse = within });
        Assert.Equal(expected.Select(e => (e.Hit.Key, e.Hit.Distance, e.Count)), hits.Select(h => (h.Key, h.Distance, h.NearIdentical)));
    }

    [Fact]
    public async Task An_index_of_copies_alone_is_one_hit()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Repeat(new[] { 1f, 2f }, 2000)]);
        Hit hit = Assert.Single(await SearchAsync(stored, [1, 2], new SearchOptions { Collapse = 0 }));
        Assert.Equal((1, 1999), (hit.Rank, hit.NearIdentical));
        Assert.Empty(await SearchAsync(stored, [1, 2], new SearchOptions { Collapse = 0, Skip = 1 }));
    }

    [Fact]
    public async Task The_largest_numbers_overflow_nothing()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [2]);
        var farBack = new SearchOptions { Top = int.MaxValue, Skip = int.MaxValue, Collapse = 0 };
        Assert.Empty(await SearchAsync(stored, [1], farBack));
        Assert.Equal(2, (await SearchAsync(stored, [1], new SearchOptions { Top = int.MaxValue })).Length);
    }

    [Fact]
    public async Task Several_queries_are_answered_in_their_order()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [2], [3]);
        SearchQuery[] queries = [Query(3), Query(1)];
        SearchReport report = await new Searcher(stored.Index).SearchAsync(queries, new SearchOptions { Top = 1 }, Token);
        Assert.Equal(["set/train/00002", "set/train/00000"], report.Queries.Select(q => q.Hits[0].Key));
        Assert.Equal("euclidean", report.Metric);
    }

    private static SearchQuery Query(params float[] latent) => new() { Name = "query", Latent = latent };

    private static async Task<Hit[]> SearchAsync(StoredIndex stored, float[] latent, SearchOptions options) =>
        [.. (await new Searcher(stored.Index).SearchAsync([Query(latent)], options, Token)).Queries[0].Hits];
}
