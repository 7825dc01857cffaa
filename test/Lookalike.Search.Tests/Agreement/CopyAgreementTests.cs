using Lookalike.Search.Agreement;
using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Agreement;

public sealed class CopyAgreementTests
{
    private const int Dimension = 8;
    private const int Rows = 10_000;

    private static readonly int[] Positions = [.. Enumerable.Range(0, 50).Select(i => i * 200)];

    [Fact]
    public void Copies_that_are_not_changed_agree_in_everything()
    {
        float[] database = TestVectors.Uniform(1, Rows * Dimension);
        float[] copies = Copies(database);
        CopyAgreement agreement = CopyAgreement.Measure(database, Dimension, Positions, copies, copies, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        Assert.Equal(1, agreement.RecallAt1);
        Assert.Equal([1.0, 1.0, 1.0], agreement.Overlaps);
        Assert.Equal(1, agreement.AlikeSetOverlap);
        Assert.Equal(1, agreement.Score);
    }

    [Fact]
    public void Copies_that_have_nothing_to_do_with_each_other_share_what_chance_gives()
    {
        float[] database = TestVectors.Uniform(1, Rows * Dimension);
        CopyAgreement agreement = CopyAgreement.Measure(
            database, Dimension, Positions, TestVectors.Uniform(2, Positions.Length * Dimension), TestVectors.Uniform(3, Positions.Length * Dimension),
            DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        Assert.Equal(0, agreement.RecallAt1);
        Assert.InRange(agreement.Overlaps[0], 0, 0.1);
        Assert.InRange(agreement.Score, 0, 0.45);
    }

    [Fact]
    public void The_more_copies_are_changed_the_less_they_agree()
    {
        float[] database = TestVectors.Uniform(1, Rows * Dimension), copies = Copies(database);
        double last = 1;
        foreach (float change in (float[])[0.05f, 0.2f, 0.8f])
        {
            CopyAgreement agreement = CopyAgreement.Measure(
                database, Dimension, Positions, Changed(copies, change, 4), Changed(copies, change, 5), DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
            Assert.True(agreement.Score < last, $"changed by {change}: {agreement.Score:g3}, before {last:g3}");
            last = agreement.Score;
        }
    }

    [Fact]
    public void A_short_database_is_compared_at_fewer_depths()
    {
        float[] database = TestVectors.Uniform(1, 150 * Dimension);
        Assert.Single(CopyAgreement.Measure(database, Dimension, [3], database.AsMemory(0, Dimension), database.AsMemory(0, Dimension), DistanceMetric.Cosine, 1, TestContext.Current.CancellationToken).Overlaps);
        float[] tiny = TestVectors.Uniform(1, 2 * Dimension);
        CopyAgreement agreement = CopyAgreement.Measure(tiny, Dimension, [0], tiny.AsMemory(0, Dimension), tiny.AsMemory(0, Dimension), DistanceMetric.Cosine, 1, TestContext.Current.CancellationToken);
        Assert.Empty(agreement.Overlaps);
        Assert.Equal(1, agreement.Score);
    }

    [Fact]
    public void Lengths_that_do_not_match_are_refused() => Assert.Throws<ArgumentException>(
        () => CopyAgreement.Measure(new float[Dimension], Dimension, [0], new float[Dimension], new float[1], DistanceMetric.Euclidean, 1, TestContext.Current.CancellationToken));

    private static float[] Copies(float[] database) => [.. Positions.SelectMany(p => database[(p * Dimension)..((p + 1) * Dimension)])];

    private static float[] Changed(float[] copies, float change, int seed)
    {
        float[] noise = TestVectors.Uniform(seed, copies.Length);
        return [.. copies.Select((c, i) => c + (change * noise[i]))];
    }
}
