using Lookalike.Search.Agreement;
using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Agreement;

public sealed class AlikeSetsTests
{
    [Fact]
    public void The_threshold_lies_between_two_groups_of_distances()
    {
        float[] distances = [.. Enumerable.Range(0, 30).Select(i => 0.1f + (i * 0.001f)), .. Enumerable.Range(0, 300).Select(i => 0.8f + (i * 0.0005f))];
        Assert.InRange(AlikeSets.Threshold(distances), 0.129f, 0.8f);
    }

    [Fact]
    public void Distances_that_are_no_numbers_are_left_out_of_the_threshold() =>
        Assert.InRange(AlikeSets.Threshold([0, 0.1f, float.NaN, 1, float.PositiveInfinity, 1.1f]), 0.1f, 1f);

    [Fact]
    public void Equal_distances_are_all_alike() => Assert.Equal(2f, AlikeSets.Threshold([2f, 2f, 2f]));

    [Fact]
    public void An_alike_set_is_the_group_around_the_query()
    {
        // 20 vectors about the origin, 60 far away.
        float[] database = [.. TestVectors.Uniform(1, 20 * 2), .. TestVectors.Uniform(2, 60 * 2).Select(v => v + 50)];
        ulong[][] sets = AlikeSets.Find(database, 2, new float[] { 0, 0, 50, 50 }, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        Assert.Equal([(1UL << 20) - 1, 0], sets[0]);
        Assert.Equal([ulong.MaxValue << 20, 0xFFFF], sets[1]);
    }
}
