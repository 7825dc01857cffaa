namespace Lookalike.VectorData.Conformance.Embeddings;

/// <summary>A value that only a generator of its own turns into a vector.</summary>
/// <param name="number">The number of the vector on the arc.</param>
public sealed class Scene(int number)
{
    public int Number => number;
}

/// <summary>A record whose vector is generated from a <see cref="Embeddings.Scene"/>.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
public sealed class Staged<TKey>
    where TKey : notnull
{
    public TKey Key { get; set; } = default!;

    public Scene? Scene { get; set; }
}
