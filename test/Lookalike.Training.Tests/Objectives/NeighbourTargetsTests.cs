using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;
using Lookalike.Training.Objectives;

namespace Lookalike.Training.Tests.Objectives;

public sealed class NeighbourTargetsTests
{
    private const int Size = 8;
    private const int Groups = 4;
    private const int Count = 400;

    [Fact]
    public void Targets_have_length_one_and_draw_groups_together()
    {
        float[] codes = Codes();
        NeighbourGraph graph = NeighbourGraph.Build(codes, Size, 8, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        var targets = new NeighbourTargets(codes, codes, Size, memberWeight: 0.4, threads: 2);
        float[] made = targets.Make(graph, 50, TestContext.Current.CancellationToken);
        Assert.All(made.Chunk(Size), t => Assert.Equal(1, t.Sum(v => (double)v * v), 1e-4));
        Assert.True(Contrast(made) > Contrast(codes) + 0.1, $"{Contrast(codes):0.000} to {Contrast(made):0.000}");
    }

    [Fact]
    public void A_heavier_member_keeps_images_of_one_group_further_apart()
    {
        float[] codes = Codes();
        NeighbourGraph graph = NeighbourGraph.Build(codes, Size, 8, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        double Contrast(double weight) => NeighbourTargetsTests.Contrast(new NeighbourTargets(codes, codes, Size, weight, threads: 1).Make(graph, 50, CancellationToken.None));
        Assert.True(Contrast(0) > Contrast(0.4));
        Assert.True(Contrast(0.4) > Contrast(2));
    }

    [Fact]
    public void A_walk_gives_at_each_length_what_a_run_of_that_length_gives()
    {
        float[] codes = Codes();
        NeighbourGraph graph = NeighbourGraph.Build(codes, Size, 5, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        var targets = new NeighbourTargets(codes, codes, Size, memberWeight: 0.4, threads: 1);
        foreach ((int steps, float[] made) in targets.Walk(graph, [3, 10, 40], TestContext.Current.CancellationToken))
            Assert.Equal(targets.Make(graph, steps, TestContext.Current.CancellationToken), made);
    }

    /// <summary>Four groups in the directions of four axes, with noise, in the order 0 1 2 3 0 1 2 3.</summary>
    private static float[] Codes()
    {
        var random = new Random(11);
        float[] codes = new float[Count * Size];
        for (int i = 0; i < codes.Length; i++) codes[i] = (float)((random.NextDouble() - 0.5) * 1.2) + (i % Size == i / Size % Groups ? 1 : 0);
        LatentCodes.CentreAndNormalise(codes, LatentCodes.Mean(codes, Size));
        return codes;
    }

    /// <summary>The mean cosine within groups less that between them.</summary>
    private static double Contrast(float[] codes)
    {
        double same = 0, other = 0;
        int sames = 0, others = 0;
        for (int i = 0; i < 60; i++)
        {
            for (int j = 100; j < 160; j++)
            {
                double cosine = Enumerable.Range(0, Size).Sum(c => (double)codes[(i * Size) + c] * codes[(j * Size) + c]);
                if (i % Groups == j % Groups) (same, sames) = (same + cosine, sames + 1);
                else (other, others) = (other + cosine, others + 1);
            }
        }

        return (same / sames) - (other / others);
    }
}
