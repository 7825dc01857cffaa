using Lookalike.Search.Distances;
using Lookalike.Search.Duplicates;
using Lookalike.Search.Tests.Exact;
using Lookalike.Search.Tests.Hnsw;

namespace Lookalike.Search.Tests.Duplicates;

public sealed class DuplicateDistanceTests
{
    private const int Dimension = 16;

    [Fact]
    public void It_is_a_quarter_of_the_median_distance_to_the_nearest_neighbour()
    {
        float[] vectors = TestVectors.Uniform(1, 501 * Dimension);
        float[] nearest = [.. Enumerable.Range(0, 501).Select(i =>
            BruteForce.Search(vectors, Dimension, vectors.AsSpan(i * Dimension, Dimension), 2, DistanceMetric.Euclidean)[1].Distance).Order()];
        Assert.Equal(nearest[250] / 4, DuplicateDistance.Suggest(vectors, Dimension));
    }

    [Fact]
    public void Near_copies_that_were_planted_are_found_by_it_and_nothing_else()
    {
        // 3,000 vectors, and 300 copies of the first ones moved by a hundredth of the clusters' spread.
        float[] originals = Clusters.Draw(1, 3000, Dimension), noise = TestVectors.Uniform(2, 300 * Dimension);
        float[] vectors = [.. originals, .. noise.Select((n, i) => originals[i] + (0.0035f * n))];
        int[][] groups = DuplicateGroups.Find(vectors, Dimension, DuplicateDistance.Suggest(vectors, Dimension));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => new[] { i, 3000 + i }), groups);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Exact_copies_change_nothing_however_many_there_are(int copies)
    {
        float[] vectors = TestVectors.Uniform(3, 300 * Dimension), half = vectors[..(150 * Dimension)];
        float[] copied = [.. vectors, .. Enumerable.Repeat(half, copies).SelectMany(v => v)];
        Assert.Equal(DuplicateDistance.Suggest(vectors, Dimension), DuplicateDistance.Suggest(copied, Dimension));
    }

    [Fact]
    public void Copies_that_rounding_alone_keeps_apart_are_passed_over()
    {
        float[] vectors = TestVectors.Uniform(3, 300 * Dimension);
        float[] rounded = [.. vectors, .. vectors.Select(v => MathF.BitIncrement(v)), .. vectors.Select(v => MathF.BitDecrement(v))];
        Assert.Equal(DuplicateDistance.Suggest(vectors, Dimension), DuplicateDistance.Suggest(rounded, Dimension), 1e-6f);
    }

    [Fact]
    public void Altered_copies_of_a_tenth_are_found_whether_or_not_half_have_exact_copies()
    {
        float[] originals = TestVectors.Uniform(8, 300 * Dimension), altered = [.. originals[..(30 * Dimension)].Select(v => v + 0.01f)];
        float[] vectors = [.. originals, .. altered], copied = [.. vectors, .. originals[(100 * Dimension)..(250 * Dimension)]];
        AssertFound(vectors);
        AssertFound(copied);

        static void AssertFound(float[] all)
        {
            int[][] groups = DuplicateGroups.Find(all, Dimension, DuplicateDistance.Suggest(all, Dimension));
            Assert.Equal(Enumerable.Range(0, 30).Select(i => new[] { i, 300 + i }), groups.Where(g => g[0] < 30));
        }
    }

    [Fact]
    public void Vectors_that_are_all_the_same_have_the_least_distance() =>
        Assert.Equal(DuplicateDistance.Minimum, DuplicateDistance.Suggest(new float[50 * Dimension], Dimension));

    [Fact]
    public void Fewer_than_two_vectors_that_take_part_have_the_least_distance()
    {
        Assert.Equal(DuplicateDistance.Minimum, DuplicateDistance.Suggest(ReadOnlyMemory<float>.Empty, Dimension));
        float[] vectors = TestVectors.Uniform(4, 3 * Dimension);
        Assert.Equal(DuplicateDistance.Minimum, DuplicateDistance.Suggest(vectors, Dimension, new() { Allowed = new[] { 0b010UL } }));
        Assert.True(DuplicateDistance.Suggest(vectors, Dimension, new() { Allowed = new[] { 0b110UL } }) > 0.1f);
    }

    [Fact]
    public void Positions_that_do_not_take_part_do_not_count()
    {
        // Every other row is empty, all zeros, as in a store whose records were deleted.
        float[] dense = TestVectors.Uniform(5, 200 * Dimension);
        float[] sparse = [.. Enumerable.Range(0, 200).SelectMany(i => (float[])[.. dense[(i * Dimension)..((i + 1) * Dimension)], .. new float[Dimension]])];
        ulong[] allowed = [.. Enumerable.Repeat(0x5555_5555_5555_5555UL, 7)];
        Assert.Equal(DuplicateDistance.Suggest(dense, Dimension), DuplicateDistance.Suggest(sparse, Dimension, new() { Allowed = allowed }));
    }

    [Fact]
    public void A_large_set_is_sampled_from_end_to_end()
    {
        // The first half lies ten times as dense as the second, and a little less than half: the median belongs to the second.
        float[] vectors = [.. TestVectors.Uniform(6, 4400 * 4).Select(v => v * 0.1f), .. TestVectors.Uniform(7, 5600 * 4).Select(v => v + 9)];
        float dense = DuplicateDistance.Suggest(vectors.AsMemory(0, 4400 * 4), 4), sparse = DuplicateDistance.Suggest(vectors.AsMemory(4400 * 4), 4);
        Assert.InRange(DuplicateDistance.Suggest(vectors, 4), 2 * dense, sparse);
    }

    [Fact]
    public void Vectors_without_a_finite_neighbour_are_left_out() =>
        Assert.Equal(DuplicateDistance.Minimum, DuplicateDistance.Suggest(new[] { float.NaN, 1, float.PositiveInfinity }, 1));

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Assert.Throws<ArgumentException>("vectors", () => DuplicateDistance.Suggest(new float[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>("metric", () => DuplicateDistance.Suggest(new float[4], 2, metric: (DistanceMetric)99));
        Assert.Throws<ArgumentException>("options", () => DuplicateDistance.Suggest(new float[65], 1, new() { Allowed = new ulong[1] }));
    }
}
