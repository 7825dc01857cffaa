using Lookalike.Search.Distances;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Vectors;

namespace Lookalike.Storage.Sqlite.Tests.Approximate;

public sealed class GraphKeeperTests : IDisposable
{
    private const int Slots = 128;

    private readonly Scratch _folder = new();
    private readonly GraphKeeper _keeper;

    public GraphKeeperTests() => _keeper = new GraphKeeper(new GraphFile(_folder["store.db"], 1, 0), dimension: 2, DistanceMetric.Euclidean, mayWrite: true, logger: null);

    public void Dispose()
    {
        _keeper.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_graph_is_not_walked_for_later_vectors_until_what_was_written_since_is_marked()
    {
        VectorMatrix first = Matrix(version: 1), second = Matrix(version: 2, changed: 70);
        Assert.Null(_keeper.See(first));
        Assert.True(await _keeper.CompleteAsync(progress: null, TestContext.Current.CancellationToken));
        Assert.NotNull(_keeper.View(first));

        Assert.Null(_keeper.View(second));
        Assert.Equal(1, _keeper.See(second));
        Assert.Null(_keeper.View(second));
        _keeper.Mark(second, since: 1, [(64, 128)]);

        Assert.Equal(70, Nearest(second, -5));
        Assert.True(await _keeper.CompleteAsync(progress: null, TestContext.Current.CancellationToken));
        Assert.Equal(70, Nearest(second, -5));
        Assert.Null(_keeper.See(second));
    }

    [Fact]
    public async Task Marks_since_a_version_that_the_graph_is_not_at_yet_are_not_taken_for_all_that_it_lacks()
    {
        Assert.Null(_keeper.See(Matrix(version: 1)));
        Assert.True(await _keeper.CompleteAsync(progress: null, TestContext.Current.CancellationToken));

        // Told of what was written after version 2, while the graph lacks what version 2 wrote as well.
        VectorMatrix third = Matrix(version: 3, changed: 70);
        _keeper.Mark(third, since: 2, []);

        Assert.Null(_keeper.View(third));
        Assert.Equal(1, _keeper.See(third));
    }

    [Fact]
    public async Task A_graph_that_could_not_be_written_is_written_in_the_end()
    {
        string file = _folder["other.db.1-0.hnsw"];
        Directory.CreateDirectory(file);
        using (var keeper = new GraphKeeper(new GraphFile(_folder["other.db"], 1, 0), dimension: 2, DistanceMetric.Euclidean, mayWrite: true, logger: null))
        {
            Assert.Null(keeper.See(Matrix(version: 1)));
            Assert.True(await keeper.CompleteAsync(progress: null, TestContext.Current.CancellationToken));
            Directory.Delete(file);
        }

        Assert.True(File.Exists(file));
    }

    private static VectorMatrix Matrix(long version, int changed = -1)
    {
        float[] rows = [.. Enumerable.Range(0, Slots).SelectMany(slot => new float[] { slot == changed ? -5 : slot, 1 })];
        return new VectorMatrix(2) { Buffer = new VectorBuffer(rows), Occupied = [ulong.MaxValue, ulong.MaxValue], Slots = Slots, Version = version };
    }

    private int Nearest(VectorMatrix matrix, float x) =>
        _keeper.View(matrix)!.Search(matrix.Vectors, new float[] { x, 1 }, wanted: 1, candidates: 50, matrix.Occupied, TestContext.Current.CancellationToken)[0].Position;
}
