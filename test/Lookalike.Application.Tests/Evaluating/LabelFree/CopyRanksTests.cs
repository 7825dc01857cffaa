using FsCheck.Xunit;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class CopyRanksTests
{
    [Fact]
    public void A_rank_is_the_place_of_the_original_among_all_by_distance()
    {
        Assert.Equal([1, 2, 4, 3], Find([0, 1, 2, 3], [0.4f, 0.6f, 2.9f, 1.6f], [0, 0, 0, 3]));
    }

    [Fact]
    public void Of_equal_distances_the_lower_position_is_first()
    {
        Assert.Equal([1, 2, 3], Find([5, 5, 5], [5, 5, 5], [0, 1, 2]));
        Assert.Equal([2], Find([1, 3], [2], [1]));
    }

    [Fact]
    public void An_original_far_down_the_ranking_is_found_there()
    {
        float[] database = [.. Enumerable.Range(0, 700).Select(i => (float)i)];
        Assert.Equal([16, 17, 1, 512, 513, 700], Find(database, [0, 0, 70, 0, 0, 0], [15, 16, 70, 511, 512, 699]));
    }

    [Fact]
    public void An_encoder_that_keeps_every_pixel_finds_every_unchanged_copy_first()
    {
        var pixels = new PixelVectors(new PixelShape(1, 6, 6));
        byte[] images = new byte[40 * 36];
        new Random(1).NextBytes(images);
        float[] vectors = new float[images.Length];
        pixels.Make(images, 40, vectors);

        int[] ranks = CopyRanks.Find(vectors, 36, vectors, [.. Enumerable.Range(0, 40)], pixels.Metric, TestContext.Current.CancellationToken);

        Assert.All(ranks, rank => Assert.Equal(1, rank));
        Assert.Equal((1, 1), (CopyScore.Of(ranks).RecallAt1, CopyScore.Of(ranks).MeanReciprocalRank));
    }

    [Fact]
    public void A_score_is_the_share_of_first_places_and_the_mean_of_the_reciprocal_ranks()
    {
        CopyScore score = CopyScore.Of([1, 2, 4, 1]);
        Assert.Equal(0.5, score.RecallAt1);
        Assert.Equal(0.6875, score.MeanReciprocalRank);
    }

    [Property(MaxTest = 100)]
    public void Ranks_are_those_of_a_sort_of_all_distances(int seed, byte size)
    {
        var random = new Random(seed);
        int rows = 1 + (size % 60);

        // Small whole numbers, so that many distances are equal.
        float[] database = [.. Enumerable.Range(0, rows * 2).Select(_ => (float)random.Next(4))];
        float[] copies = [.. Enumerable.Range(0, 20).Select(_ => (float)random.Next(4))];
        int[] originals = [.. Enumerable.Range(0, 10).Select(_ => random.Next(rows))];

        int[] ranks = CopyRanks.Find(database, 2, copies, originals, DistanceMetric.Euclidean, CancellationToken.None);

        for (int i = 0; i < originals.Length; i++)
        {
            float Distance(int row) => VectorDistance.Compute(DistanceMetric.SquaredEuclidean, copies.AsSpan(i * 2, 2), database.AsSpan(row * 2, 2));
            int[] sorted = [.. Enumerable.Range(0, rows).OrderBy(Distance)];
            Assert.Equal(Array.IndexOf(sorted, originals[i]) + 1, ranks[i]);
        }
    }

    private static int[] Find(float[] database, float[] copies, int[] originals) =>
        CopyRanks.Find(database, 1, copies, originals, DistanceMetric.Euclidean, TestContext.Current.CancellationToken);
}
