using Lookalike.VectorData.Conformance.Filters;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance;

/// <summary>
/// A provider as the suite sees it: where its stores come from, and what it can do. One fixture lives as long as one test class, and
/// its stores all hold the same data.
/// </summary>
/// <remarks>
/// What a fixture says to be unsupported is not skipped: the same test then asserts that the provider refuses with a
/// <see cref="NotSupportedException"/> that names what was asked for.
/// </remarks>
public abstract class VectorStoreFixture : IAsyncLifetime
{
    private VectorStore? _store;

    /// <summary>The store that most tests use, without an embedding generator. It is opened by the first use and closed with the fixture.</summary>
    public VectorStore Store => _store ??= OpenStore();

    /// <summary>The name that the provider gives itself in metadata and exceptions.</summary>
    public abstract string SystemName { get; }

    /// <summary>The function of <see cref="DistanceFunction"/> that applies where a vector property names none.</summary>
    public virtual string DefaultDistanceFunction => DistanceFunction.CosineDistance;

    /// <summary>Whether a record may have several vectors.</summary>
    public virtual bool SupportsMultipleVectors => true;

    /// <summary>Whether a collection may do without vectors.</summary>
    public virtual bool SupportsCollectionsWithoutVectors => true;

    /// <summary>Whether the provider can store a record whose vector is null.</summary>
    public virtual bool SupportsNullVectors => true;

    /// <summary>Whether a search can leave out what scores worse than a threshold.</summary>
    public virtual bool SupportsScoreThreshold => true;

    /// <summary>Whether records that are read by a filter can be sorted by a property.</summary>
    public virtual bool SupportsOrdering => true;

    /// <summary>Opens another store object on the same data. It sees what the others wrote.</summary>
    /// <param name="embeddingGenerator">The generator that the store uses by default; null for none.</param>
    /// <returns>A store that the caller disposes.</returns>
    public abstract VectorStore OpenStore(IEmbeddingGenerator? embeddingGenerator = null);

    /// <summary>A name that no collection has had. The tests delete the collections that they make.</summary>
    public virtual string NewCollectionName() => $"c{Guid.NewGuid():N}";

    /// <summary>Whether a vector property may have the distance function.</summary>
    /// <param name="function">One of <see cref="DistanceFunction"/>.</param>
    public virtual bool SupportsDistanceFunction(string function) => true;

    /// <summary>Whether a vector property may have the index kind.</summary>
    /// <param name="kind">One of <see cref="IndexKind"/>.</param>
    public virtual bool SupportsIndexKind(string kind) => kind == IndexKind.Flat;

    /// <summary>The records that the tests of agreement write: enough for the provider to use an index and not to compare every vector all the same.</summary>
    public virtual int RecordsOfAnIndex => 2000;

    /// <summary>Waits until searches of a collection use its index, and the index holds what was written so far.</summary>
    /// <param name="collection">The collection.</param>
    /// <typeparam name="TKey">The type of its keys.</typeparam>
    /// <typeparam name="TRecord">The type of its records.</typeparam>
    /// <returns>A task that ends when it is so; at once where an index is never behind.</returns>
    public virtual Task CompleteIndexAsync<TKey, TRecord>(VectorStoreCollection<TKey, TRecord> collection)
        where TKey : notnull
        where TRecord : class => Task.CompletedTask;

    /// <summary>Whether a key may be of the type.</summary>
    /// <param name="type">The type of the key property.</param>
    public virtual bool SupportsKeyType(Type type) => type == typeof(string) || type == typeof(Guid);

    /// <summary>Whether a data property may be of the type.</summary>
    /// <param name="type">The type of the property, not nullable; its nullable form is taken to go with it.</param>
    public abstract bool SupportsDataType(Type type);

    /// <summary>Whether a vector property may be of the type without an embedding generator.</summary>
    /// <param name="type">The type of the property.</param>
    public virtual bool SupportsVectorType(Type type) => type == typeof(ReadOnlyMemory<float>) || type == typeof(float[]) || type == typeof(Embedding<float>);

    /// <summary>Whether the provider understands filters of a group.</summary>
    /// <param name="group">The group.</param>
    public virtual bool SupportsFilters(FilterGroup group) => true;

    /// <inheritdoc />
    public virtual ValueTask InitializeAsync() => default;

    /// <summary>Closes the store. What it stored goes with the fixture.</summary>
    /// <returns>A task that ends when all is gone.</returns>
    public virtual ValueTask DisposeAsync()
    {
        _store?.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }
}
