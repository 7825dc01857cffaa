using System.Buffers.Binary;
using System.IO.Hashing;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>A collection with a graph answers as an exact search does, whatever happens to the records and to the graph's file.</summary>
public sealed class GraphTests : StoreTest
{
    /// <summary>A share of the ten nearest that a sound graph of these vectors never falls below: it finds .99 and more.</summary>
    private const double LeastRecall = 0.97;

    private const int Records = 11_000;
    private const int Dimension = 16;

    [Fact]
    public async Task An_approximate_search_finds_nearly_all_that_an_exact_one_does_with_the_same_scores()
    {
        var points = await PointsAsync();
        await points.BuildGraphsAsync(cancellationToken: Token);

        Assert.Single(GraphFiles());
        await AssertRecallAsync(points);
    }

    [Fact]
    public async Task Searches_before_the_graph_is_there_are_exact()
    {
        var points = await PointsAsync();
        Assert.Equal(await ExactAsync(points, 3), await SearchAsync(points, 3));
    }

    [Fact]
    public async Task A_graph_is_opened_again_and_not_built_anew()
    {
        await (await PointsAsync()).BuildGraphsAsync(cancellationToken: Token);
        string graph = GraphFiles().Single();
        byte[] written = await File.ReadAllBytesAsync(graph, Token);
        File.SetLastWriteTimeUtc(graph, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        using (var again = new SqliteVectorStore(DatabasePath))
        {
            var points = again.GetCollection<int, Point>("points");
            await points.BuildGraphsAsync(cancellationToken: Token);
            await AssertRecallAsync(points);
        }

        Assert.Equal(2020, File.GetLastWriteTimeUtc(graph).Year);
        Assert.Equal(written, await File.ReadAllBytesAsync(graph, Token));
    }

    [Fact]
    public async Task Verifying_says_what_there_is_of_the_graph()
    {
        var points = await PointsAsync();
        Assert.Equal(GraphState.Missing, await StateAsync(points));
        await points.BuildGraphsAsync(cancellationToken: Token);
        Assert.Equal(GraphState.Sound, await StateAsync(points));

        string graph = GraphFiles().Single();
        byte[] bytes = await File.ReadAllBytesAsync(graph, Token);
        await File.WriteAllBytesAsync(graph, bytes[..(bytes.Length / 2)], Token);
        GraphReport cut = Assert.Single((await points.VerifyAsync(Token)).Graphs);
        Assert.Equal((GraphState.Unusable, graph), (cut.State, cut.Path));
        Assert.Contains($"it has {bytes.Length / 2} bytes", cut.Reason, StringComparison.Ordinal);

        await points.DeleteAsync(Enumerable.Range(0, Records - 9999), Token);
        Assert.Equal(GraphState.NotNeeded, await StateAsync(points));

        static async Task<GraphState> StateAsync(SqliteCollection<int, Point> points)
        {
            StorageReport report = await points.VerifyAsync(Token);
            Assert.Empty(report.Faults);
            return Assert.Single(report.Graphs).State;
        }
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut")]
    [InlineData("another collection's")]
    [InlineData("missing")]
    public async Task A_graph_file_that_is_not_right_is_replaced_and_never_trusted(string damage)
    {
        await (await PointsAsync()).BuildGraphsAsync(cancellationToken: Token);
        string graph = GraphFiles().Single();
        byte[] bytes = await File.ReadAllBytesAsync(graph, Token);
        if (damage == "flipped") bytes[^100_000] ^= 1;
        await File.WriteAllBytesAsync(graph, damage == "cut" ? bytes[..^1] : bytes, Token);
        if (damage == "missing") File.Delete(graph);
        if (damage == "another collection's")
        {
            // Sound in itself, and of the right dimension.
            using var scratch = new Scratch();
            using var store = new SqliteVectorStore(scratch["store.db"]);
            await (await PointsAsync(store, seed: 99)).BuildGraphsAsync(cancellationToken: Token);
            File.Copy(Directory.GetFiles(scratch.Folder, "*.hnsw").Single(), graph, overwrite: true);
        }

        using (var again = new SqliteVectorStore(DatabasePath))
        {
            var points = again.GetCollection<int, Point>("points");
            Assert.True(await points.BuildGraphsAsync(cancellationToken: Token));
            await AssertRecallAsync(points);
        }

        using var last = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        await AssertRecallAsync(last.GetCollection<int, Point>("points"));
        Assert.NotEqual(bytes.Length - 1, new FileInfo(graph).Length);
    }

    [Theory]
    [InlineData("a step of zero")]
    [InlineData("wild links")]
    [InlineData("another count")]
    [InlineData("room for more than there are")]
    public async Task A_graph_file_that_was_forged_with_a_right_checksum_is_unsound_and_built_anew(string forgery)
    {
        await (await PointsAsync()).BuildGraphsAsync(cancellationToken: Token);
        string graph = GraphFiles().Single();
        byte[] bytes = await File.ReadAllBytesAsync(graph, Token);
        Forge(bytes, forgery);
        await File.WriteAllBytesAsync(graph, bytes, Token);

        using (var readOnly = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true }))
        {
            var points = readOnly.GetCollection<int, Point>("points");
            Assert.Equal(GraphState.Unusable, Assert.Single((await points.VerifyAsync(Token)).Graphs).State);
            Assert.False(await points.BuildGraphsAsync(cancellationToken: Token));
            Assert.Equal(await ExactAsync(points, 3), await SearchAsync(points, 3));
        }

        using var again = new SqliteVectorStore(DatabasePath);
        var mended = again.GetCollection<int, Point>("points");
        Assert.True(await mended.BuildGraphsAsync(cancellationToken: Token));
        await AssertRecallAsync(mended);
        Assert.Equal(GraphState.Sound, Assert.Single((await mended.VerifyAsync(Token)).Graphs).State);
    }

    [Fact]
    public async Task A_vector_that_is_not_finite_is_in_no_graph_and_keeps_no_other_from_being_found()
    {
        var points = await PointsAsync();
        await using (var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE vectors_1_0 SET vectors = x'0000c07f' || substr(vectors, 5) WHERE block = 0"; // NaN in little-endian order
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }

        await points.MendAsync((await points.VerifyAsync(Token)).Faults, Token);
        using var store = new SqliteVectorStore(DatabasePath);
        var damaged = store.GetCollection<int, Point>("points");
        Assert.True(await damaged.BuildGraphsAsync(cancellationToken: Token));
        for (int seed = 0; seed < 5; seed++) Assert.DoesNotContain(await SearchAsync(damaged, seed), hit => hit.Item1 == 0);
        using var again = new SqliteVectorStore(DatabasePath);
        Assert.True(await again.GetCollection<int, Point>("points").BuildGraphsAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_graph_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return; // there are none in folders
        await (await PointsAsync()).BuildGraphsAsync(cancellationToken: Token);
        string graph = GraphFiles().Single();
        File.Delete(graph);
        using (var make = System.Diagnostics.Process.Start("mkfifo", graph)) await make.WaitForExitAsync(Token);

        using var readOnly = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        var points = readOnly.GetCollection<int, Point>("points");
        Assert.Equal(GraphState.Unusable, Assert.Single((await points.VerifyAsync(Token)).Graphs).State);
        Assert.False(await points.BuildGraphsAsync(cancellationToken: Token));
        Assert.Equal(await ExactAsync(points, 3), await SearchAsync(points, 3));
    }

    [Fact]
    public async Task Changes_are_seen_by_the_next_search_and_go_into_the_graph()
    {
        var points = await PointsAsync();
        await points.BuildGraphsAsync(cancellationToken: Token);
        using var otherStore = new SqliteVectorStore(DatabasePath);
        var there = otherStore.GetCollection<int, Point>("points");
        await there.BuildGraphsAsync(cancellationToken: Token);

        var random = new Random(5);
        for (int round = 0; round < 20; round++)
        {
            Point[] changed = [.. Enumerable.Range(0, 50).Select(i => Point.Draw(random.Next(2) == 0 ? random.Next(Records) : Records + (round * 50) + i, random))];
            int[] deleted = [.. Enumerable.Range(0, 20).Select(_ => random.Next(Records)).Except(changed.Select(c => c.Key))];
            await points.UpsertAsync(changed, Token);
            await points.DeleteAsync(deleted, Token);
            foreach (var reader in new[] { points, there })
            {
                var hits = await reader.SearchAsync(changed[^1].Vector, 10, cancellationToken: Token).ToListAsync(Token);
                Assert.Equal((changed[^1].Key, 0), (hits[0].Record.Key, hits[0].Score!.Value), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-6);
                Assert.DoesNotContain(hits, h => deleted.Contains(h.Record.Key));
            }
        }

        foreach (var reader in new[] { points, there })
        {
            await reader.BuildGraphsAsync(cancellationToken: Token);
            await AssertRecallAsync(reader);
        }
    }

    [Fact]
    public async Task A_filter_costs_no_recall()
    {
        var points = await PointsAsync();
        await points.BuildGraphsAsync(cancellationToken: Token);
        int right = 0, all = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            float[] query = Point.Draw(0, new Random(1000 + seed)).Vector.ToArray();
            var found = await points.SearchAsync(query, 10, new() { Filter = p => p.Group == 3 }, Token).Select(h => h.Record.Key).ToListAsync(Token);
            var truth = await points.SearchAsync(query, 10, new SqliteVectorSearchOptions<Point> { Filter = p => p.Group == 3, Exact = true }, Token).Select(h => h.Record.Key).ToListAsync(Token);
            right += found.Intersect(truth).Count();
            all += truth.Count;
        }

        Assert.True(right >= LeastRecall * all, $"{right} of {all}");
    }

    [Fact]
    public async Task Pages_are_cut_from_one_ranking()
    {
        var points = await PointsAsync();
        await points.BuildGraphsAsync(cancellationToken: Token);
        float[] query = Point.Draw(0, new Random(7)).Vector.ToArray();
        var whole = await points.SearchAsync(query, 60, cancellationToken: Token).Select(h => h.Record.Key).ToListAsync(Token);
        List<int> paged = [];
        for (int skip = 0; skip < 60; skip += 10)
            paged.AddRange(await points.SearchAsync(query, 10, new() { Skip = skip }, Token).Select(h => h.Record.Key).ToListAsync(Token));
        Assert.Equal(whole, paged);
        Assert.Equal(60, paged.Distinct().Count());
    }

    [Fact]
    public async Task A_read_only_store_searches_and_writes_nothing()
    {
        await PointsAsync();
        using var readOnly = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        var points = readOnly.GetCollection<int, Point>("points");
        Assert.False(await points.BuildGraphsAsync(cancellationToken: Token));
        await AssertRecallAsync(points);
        readOnly.Dispose();
        Assert.Empty(GraphFiles());

        Assert.True(await Store.GetCollection<int, Point>("points").BuildGraphsAsync(cancellationToken: Token));
        using var withGraph = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        points = withGraph.GetCollection<int, Point>("points");
        Assert.True(await points.BuildGraphsAsync(cancellationToken: Token));
        await AssertRecallAsync(points);
    }

    [Fact]
    public async Task A_deleted_collection_takes_its_graph_along()
    {
        var points = await PointsAsync();
        await points.BuildGraphsAsync(cancellationToken: Token);
        await points.EnsureCollectionDeletedAsync(Token);
        Assert.Empty(GraphFiles());

        // Another one of the same name is not answered from the old graph.
        points = await PointsAsync(Store, seed: 50);
        await points.BuildGraphsAsync(cancellationToken: Token);
        await AssertRecallAsync(points);
    }

    [Theory]
    [InlineData("a?.db")]
    [InlineData("a*.db")]
    [InlineData("A1.db")]
    [InlineData("[a1].db")]
    public async Task A_deleted_collection_takes_no_other_graph_along_whatever_its_database_is_called(string name)
    {
        if (OperatingSystem.IsWindows()) return; // no such names, and letters are alike
        string[] others = ["a1.db.1-0.hnsw", "a2.db.1-0.hnsw", "a.db.1-0.hnsw", $"{name}.11-0.hnsw", $"{name}.1-0.hnsw.1-0.hnsw", $"{name}.1-00.hnsw", $"{name}.1-x.hnsw"];
        foreach (string other in others) await File.WriteAllTextAsync(Path.Combine(Folder, other), "of another", Token);
        string own = Path.Combine(Folder, $"{name}.1-0.hnsw");
        await File.WriteAllTextAsync(own, "of this", Token);

        using var store = new SqliteVectorStore(Path.Combine(Folder, name));
        var points = store.GetCollection<int, Point>("points");
        await points.EnsureCollectionExistsAsync(Token);
        await points.EnsureCollectionDeletedAsync(Token);

        Assert.False(File.Exists(own));
        Assert.All(others, other => Assert.True(File.Exists(Path.Combine(Folder, other)), other));
    }

    [Fact]
    public async Task A_small_collection_has_no_graph()
    {
        var points = Store.GetCollection<int, Point>("points");
        await points.EnsureCollectionExistsAsync(Token);
        await points.UpsertAsync(Enumerable.Range(0, 500).Select(i => Point.Draw(i, new Random(i))), Token);
        Assert.False(await points.BuildGraphsAsync(cancellationToken: Token));
        Assert.Equal(await ExactAsync(points, 3), await SearchAsync(points, 3));
        Assert.Empty(GraphFiles());
    }

    [Fact]
    public async Task A_store_closed_while_a_graph_is_built_closes_at_once_and_the_next_one_builds_it()
    {
        await PointsAsync();
        using (var closing = new SqliteVectorStore(DatabasePath))
        {
            _ = await SearchAsync(closing.GetCollection<int, Point>("points"), 1);
        }

        using var next = new SqliteVectorStore(DatabasePath);
        var points = next.GetCollection<int, Point>("points");
        await points.BuildGraphsAsync(cancellationToken: Token);
        await AssertRecallAsync(points);
    }

    /// <summary>Changes a graph's file, and gives it the checksum of what it is then: XXH3 of all, with zeros at 8 to 16.</summary>
    private static void Forge(byte[] file, string forgery)
    {
        switch (forgery)
        {
            case "a step of zero":
                Put(88, 0);
                break;
            case "another count":
                Put(76, int.MaxValue);
                break;
            case "room for more than there are":
                Put(64, int.MaxValue);
                break;
            default:
                for (int at = file.Length / 2; at < file.Length; at += 4 * 97) Put(at / 4 * 4, 0x7ffffff0);
                break;
        }

        file.AsSpan(8, 8).Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(8), XxHash3.HashToUInt64(file));

        void Put(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
    }

    private string[] GraphFiles() => Directory.GetFiles(Folder, "*.hnsw");

    private Task<SqliteCollection<int, Point>> PointsAsync() => PointsAsync(Store, seed: 1);

    private static async Task<SqliteCollection<int, Point>> PointsAsync(SqliteVectorStore store, int seed)
    {
        var points = store.GetCollection<int, Point>("points");
        await points.EnsureCollectionExistsAsync(Token);
        var random = new Random(seed);
        await points.UpsertAsync([.. Enumerable.Range(0, Records).Select(i => Point.Draw(i, random))], Token);
        return points;
    }

    private static async Task<List<(int, double)>> SearchAsync(SqliteCollection<int, Point> points, int seed, bool exact = false) =>
        await points.SearchAsync(Point.Draw(0, new Random(2000 + seed)).Vector, 10, new SqliteVectorSearchOptions<Point> { Exact = exact }, Token)
            .Select(h => (h.Record.Key, h.Score!.Value)).ToListAsync(Token);

    private static Task<List<(int, double)>> ExactAsync(SqliteCollection<int, Point> points, int seed) => SearchAsync(points, seed, exact: true);

    private static async Task AssertRecallAsync(SqliteCollection<int, Point> points)
    {
        int right = 0;
        for (int seed = 0; seed < 30; seed++) right += (await SearchAsync(points, seed)).Intersect(await ExactAsync(points, seed)).Count();
        Assert.True(right >= LeastRecall * 300, $"recall@10 is {right / 300.0:0.000}; expected at least {LeastRecall}");
    }

    private sealed class Point
    {
        [VectorStoreKey]
        public int Key { get; set; }

        [VectorStoreData]
        public int Group { get; set; }

        [VectorStoreVector(Dimension, DistanceFunction = DistanceFunction.CosineDistance, IndexKind = IndexKind.Hnsw)]
        public ReadOnlyMemory<float> Vector { get; set; }

        public static Point Draw(int key, Random random)
        {
            // Around one of eight corners, so that there are near and far ones.
            int corner = random.Next(8);
            float[] vector = [.. Enumerable.Range(0, Dimension).Select(i => ((corner >> (i % 3)) & 1) + random.NextSingle())];
            return new Point { Key = key, Group = key % 7, Vector = vector };
        }
    }
}
