namespace Lookalike.Benchmarks;

/// <summary>Vectors from a mixture of Gaussians: what latents look like, at any size, the same for the same seed.</summary>
internal sealed class ClusteredVectors
{
    private const int VectorsPerCluster = 200;
    private const float Spread = 0.35f;

    private readonly Random _random;
    private readonly float[] _centres;

    /// <param name="count">Vectors to make; a cluster for each 200 of them. The centres are N(0, 1).</param>
    /// <param name="queries">Queries to make, from the same mixture.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="seed">Of the generator.</param>
    public ClusteredVectors(int count, int queries, int dimension, int seed)
    {
        Dimension = dimension;
        _random = new Random(seed);
        _centres = new float[Math.Max(1, count / VectorsPerCluster) * dimension];
        for (int i = 0; i < _centres.Length; i++) _centres[i] = Gaussian();
        Vectors = Draw(count);
        Queries = Draw(queries);
    }

    public int Dimension { get; }

    public float[] Vectors { get; }

    public float[] Queries { get; }

    private float[] Draw(int count)
    {
        float[] vectors = new float[count * Dimension];
        for (int i = 0; i < count; i++)
        {
            int centre = _random.Next(_centres.Length / Dimension) * Dimension;
            for (int d = 0; d < Dimension; d++) vectors[(i * Dimension) + d] = _centres[centre + d] + (Spread * Gaussian());
        }

        return vectors;
    }

    // Box and Muller, "A note on the generation of random normal deviates", 1958.
    private float Gaussian() =>
        MathF.Sqrt(-2 * MathF.Log(1 - _random.NextSingle())) * MathF.Cos(MathF.Tau * _random.NextSingle());
}
