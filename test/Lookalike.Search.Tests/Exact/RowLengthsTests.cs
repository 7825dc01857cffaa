using FsCheck.Xunit;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Tests.Exact;

public sealed class RowLengthsTests
{
    [Property(MaxTest = 100)]
    public void Known_lengths_change_no_bit_of_a_result(int seed, ushort rowWord, byte queryByte, byte dimensionByte, byte threads)
    {
        int rows = (rowWord % 6000) + 1, queryCount = (queryByte % 40) + 1, dimension = (dimensionByte % 70) + 1;
        float[] database = TestVectors.Uniform(seed, rows * dimension);
        database.AsSpan(rows / 2 * dimension, dimension).Clear();
        float[] queries = TestVectors.Uniform(unchecked(seed + 1), queryCount * dimension);
        int maxThreads = (threads % 4) + 1;
        Neighbour[] without = Search(database, dimension, queries, new() { MaxThreads = maxThreads });
        Neighbour[] with = Search(
            database, dimension, queries, new() { MaxThreads = maxThreads, RowLengths = RowLengths.Of(database, dimension) });
        Assert.Equal(without, with);
    }

    [Fact]
    public void Known_lengths_are_used()
    {
        // Lengths of another database: the distances that they give are wrong, which shows that nothing else was read.
        float[] database = [3, 4], other = [6, 8];
        var results = new Neighbour[1];
        ExactSearch.Search(
            database, 2, database, 1, DistanceMetric.Cosine, results, new() { RowLengths = RowLengths.Of(other, 2) });
        Assert.Equal(.5f, results[0].Distance);
    }

    [Fact]
    public void Other_metrics_do_not_use_them()
    {
        float[] database = [3, 4], other = [6, 8];
        var results = new Neighbour[1];
        ExactSearch.Search(
            database, 2, database, 1, DistanceMetric.DotProduct, results, new() { RowLengths = RowLengths.Of(other, 2) });
        Assert.Equal(-25, results[0].Distance);
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(4, 1)]
    public void Lengths_of_another_number_of_vectors_are_refused(int length, int dimension) =>
        Assert.Throws<ArgumentException>("options", () => ExactSearch.Search(
            new float[4], 2, new float[2], 1, DistanceMetric.Cosine, new Neighbour[1],
            new() { RowLengths = RowLengths.Of(new float[length], dimension) }));

    [Fact]
    public void A_database_of_another_dimension_is_refused()
    {
        Assert.Throws<ArgumentException>("database", () => RowLengths.Of(new float[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => RowLengths.Of(new float[5], 0));
    }

    private static Neighbour[] Search(float[] database, int dimension, float[] queries, ExactSearchOptions options)
    {
        var results = new Neighbour[queries.Length / dimension * 10];
        ExactSearch.Search(database, dimension, queries, 10, DistanceMetric.Cosine, results, options);
        return results;
    }
}
