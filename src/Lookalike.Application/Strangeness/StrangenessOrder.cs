using Lookalike.Index.Reading;
using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;

namespace Lookalike.Application.Strangeness;

/// <summary>
/// The images of an index by how far each is from its nearest other one, the farthest first, and images at the same distance by their keys. What is like
/// nothing else is seen first: outliers, broken pictures, what was indexed by mistake. Immutable, so thread-safe.
/// </summary>
internal sealed class StrangenessOrder
{
    private readonly IReadOnlyList<string> _keys;
    private readonly float[] _distances; // by row
    private readonly int[] _rows; // by place

    private StrangenessOrder(IReadOnlyList<string> keys, float[] distances, int[] rows) => (_keys, _distances, _rows) = (keys, distances, rows);

    /// <summary>How many images there are.</summary>
    public int Count => _rows.Length;

    /// <summary>Measures all images.</summary>
    /// <param name="snapshot">The index with its vectors. The keys are retained.</param>
    /// <param name="maxThreads">The most threads to use, 1 and up.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <remarks>
    /// Every pair is compared up to <see cref="NeighbourGraph.MaxExact"/> images, and more are searched through a graph, which misses a nearest one now and
    /// then. An image without a vector, and one that is alone, is at no distance from anything: 0.
    /// </remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static StrangenessOrder Of(IndexSnapshot snapshot, int maxThreads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        int size = snapshot.LatentSize;
        int[] present = [.. Enumerable.Range(0, snapshot.Count).Where(snapshot.HasVector)];
        ReadOnlyMemory<float> vectors = snapshot.Vectors;
        if (present.Length < snapshot.Count)
        {
            float[] dense = new float[present.Length * size];
            for (int i = 0; i < present.Length; i++) snapshot.Vector(present[i]).CopyTo(dense.AsMemory(i * size));
            vectors = dense;
        }

        float[] distances = new float[snapshot.Count];
        if (present.Length > 1)
        {
            NeighbourGraph nearest = NeighbourGraph.Build(vectors, size, neighbours: 1, DistanceMetric.Euclidean, maxThreads, cancellationToken);
            for (int i = 0; i < present.Length; i++)
            {
                int other = nearest.Of(i)[0];
                double distance = VectorDistance.Compute(
                    DistanceMetric.Euclidean, vectors.Span.Slice(i * size, size), vectors.Span.Slice(other * size, size));
                distances[present[i]] = (float)Math.Min(distance, float.MaxValue);
            }
        }

        int[] rows = [.. Enumerable.Range(0, snapshot.Count)];
        IReadOnlyList<string> keys = snapshot.Keys;
        Array.Sort(rows, (left, right) => Compare(distances[left], keys[left], distances[right], keys[right]));
        return new StrangenessOrder(keys, distances, rows);
    }

    /// <summary>The key of an image.</summary>
    /// <param name="place">0, for the farthest, to <see cref="Count"/> - 1.</param>
    public string Key(int place) => _keys[_rows[place]];

    /// <summary>How far an image is from its nearest other one, Euclidean.</summary>
    /// <param name="place">0, for the farthest, to <see cref="Count"/> - 1.</param>
    public float Distance(int place) => _distances[_rows[place]];

    /// <summary>The first place behind an image, whether or not there is one of this distance and key.</summary>
    /// <param name="distance">Its distance.</param>
    /// <param name="key">Its key.</param>
    /// <returns>0 to <see cref="Count"/>.</returns>
    public int Behind(float distance, string key)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Compare(Distance(middle), Key(middle), distance, key) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static int Compare(float left, string leftKey, float right, string rightKey) =>
        left != right ? right.CompareTo(left) : string.CompareOrdinal(leftKey, rightKey);
}
