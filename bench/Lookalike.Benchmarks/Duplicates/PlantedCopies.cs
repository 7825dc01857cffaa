using System.Numerics.Tensors;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Benchmarks;

/// <summary>Clustered vectors, some of which have a copy that is moved a little, in any direction.</summary>
internal sealed class PlantedCopies
{
    private const int MedianSample = 500;

    private readonly int[] _sources;
    private readonly int _originals;

    /// <param name="count">Vectors, the copies included; the copies come last.</param>
    /// <param name="copies">Copies, each of another vector.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="moved">How far a copy is moved, in parts of the median distance to the nearest neighbour.</param>
    /// <param name="seed">Of the generator.</param>
    public PlantedCopies(int count, int copies, int dimension, float moved, int seed)
    {
        _originals = count - copies;
        float[] originals = new ClusteredVectors(_originals, 1, dimension, seed).Vectors;
        var random = new Random(seed + 1);
        int[] order = [.. Enumerable.Range(0, _originals)];
        random.Shuffle(order);
        _sources = order[..copies];
        Vectors = new float[count * dimension];
        originals.CopyTo(Vectors, 0);
        float length = moved * MedianNearest(originals, dimension);
        float[] step = new float[dimension];
        for (int i = 0; i < copies; i++)
        {
            for (int d = 0; d < dimension; d++) step[d] = random.NextSingle() - 0.5f;
            TensorPrimitives.Multiply(step, length / TensorPrimitives.Norm<float>(step), step);
            TensorPrimitives.Add(originals.AsSpan(_sources[i] * dimension, dimension), step, Vectors.AsSpan((_originals + i) * dimension, dimension));
        }
    }

    public int Count => _sources.Length;

    public float[] Vectors { get; }

    /// <summary>The copies that are in one group with what they were copied from.</summary>
    public int Found(int[][] groups)
    {
        int[] group = GroupOf(groups);
        return Enumerable.Range(0, Count).Count(i => group[_originals + i] != 0 && group[_originals + i] == group[_sources[i]]);
    }

    /// <summary>The groups that hold anything but one vector and its copy.</summary>
    public int Others(int[][] groups) => groups.Count(g => g.Length != 2 || g[1] < _originals || _sources[g[1] - _originals] != g[0]);

    /// <summary>The number of each vector's group, from 1; 0 where it has none.</summary>
    private int[] GroupOf(int[][] groups)
    {
        int[] numbers = new int[_originals + Count];
        for (int i = 0; i < groups.Length; i++)
        {
            foreach (int member in groups[i]) numbers[member] = i + 1;
        }

        return numbers;
    }

    private static float MedianNearest(float[] vectors, int dimension)
    {
        var found = new Neighbour[MedianSample * 2];
        ExactSearch.Search(vectors, dimension, vectors.AsMemory(0, MedianSample * dimension), 2, DistanceMetric.Euclidean, found);
        return (float)Median.Of(Enumerable.Range(0, MedianSample).Select(i => (double)found[(2 * i) + 1].Distance));
    }
}
