namespace Lookalike.Search.Tests;

/// <summary>Vectors in Gaussian clusters, as those of an encoder lie.</summary>
internal static class ClusteredVectors
{
    private const int Clusters = 50;
    private const double Spread = .3;

    /// <summary>Vectors whose clusters are the same for every <paramref name="seed"/>, [rows, dimension].</summary>
    public static float[] Draw(int seed, int rows, int dimension)
    {
        var shared = new Random(1234);
        double[] centres = [.. Enumerable.Range(0, Clusters * dimension).Select(_ => Gaussian(shared))];
        var random = new Random(seed);
        var vectors = new float[rows * dimension];
        for (int row = 0; row < rows; row++)
        {
            int centre = random.Next(Clusters) * dimension;
            for (int i = 0; i < dimension; i++)
                vectors[(row * dimension) + i] = (float)(centres[centre + i] + (Spread * Gaussian(random)));
        }

        return vectors;
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
