using System.Numerics.Tensors;

namespace Lookalike.Benchmarks;

/// <summary>What somebody would write with the framework's own parts, and what in-memory vector stores do: all distances, a sort, the first few.</summary>
internal sealed class PlainLoop
{
    private readonly ReadOnlyMemory<float>[] _vectors;

    /// <param name="vectors">[rows, dimension]. The rows lie one after another, which is kinder than an object for each.</param>
    /// <param name="dimension">Floats in a row.</param>
    public PlainLoop(ReadOnlyMemory<float> vectors, int dimension) =>
        _vectors = [.. Enumerable.Range(0, vectors.Length / dimension).Select(i => vectors.Slice(i * dimension, dimension))];

    /// <summary>The positions of the nearest, nearest first.</summary>
    public int[] Search(ReadOnlyMemory<float> query, int top) =>
        [.. _vectors
            .Select((vector, position) => (Distance: TensorPrimitives.Distance(vector.Span, query.Span), Position: position))
            .OrderBy(hit => hit.Distance)
            .Take(top)
            .Select(hit => hit.Position)];
}
