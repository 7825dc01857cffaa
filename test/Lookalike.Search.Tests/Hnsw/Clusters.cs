namespace Lookalike.Search.Tests.Hnsw;

/// <summary>Vectors in clusters, as the latents of pictures lie: centres drawn from a normal distribution, members around them.</summary>
internal static class Clusters
{
    public static float[] Draw(int seed, int count, int dimension, int clusters = 50, float spread = 0.35f)
    {
        // The centres are the same for every seed, so that queries of another seed lie among the vectors.
        var centreRandom = new Random(17);
        float[] centres = [.. Enumerable.Range(0, clusters * dimension).Select(_ => Normal(centreRandom))];
        var random = new Random(seed);
        var vectors = new float[count * dimension];
        for (int i = 0; i < count; i++)
        {
            int centre = random.Next(clusters) * dimension;
            for (int d = 0; d < dimension; d++) vectors[(i * dimension) + d] = centres[centre + d] + (spread * Normal(random));
        }

        return vectors;
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
