using System.Linq.Expressions;
using System.Runtime.InteropServices;
using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>What records do in a collection, whether they are objects or dictionaries.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys as the collection takes them.</typeparam>
/// <typeparam name="TRecord">The type of the records.</typeparam>
public abstract partial class ModelTests<TKey, TRecord>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
    where TRecord : class
{
    /// <summary>Opens a collection of photos.</summary>
    protected abstract VectorStoreCollection<TKey, TRecord> Open(VectorStore store, string name);

    /// <summary>The key of a number.</summary>
    protected abstract TKey Key(int number);

    /// <summary>The photo of a number as a record, with the title and the vector of another number where one is given.</summary>
    protected abstract TRecord Record(int number, int? like = null);

    /// <summary>The values of a record by the names of its properties; the vector only if there is one.</summary>
    protected abstract Dictionary<string, object?> Values(TRecord record);

    /// <summary>The filter of photos that are at least so wide.</summary>
    protected abstract Expression<Func<TRecord, bool>> AtLeast(int width);

    /// <summary>Selects a property to sort by or to search.</summary>
    protected abstract Expression<Func<TRecord, object?>> Select(string property);

    private int NumberOf(TRecord record) => (int)Values(record)[nameof(Photo<>.Width)]!;

    private float[] ArrayOf(TRecord record)
    {
        Assert.True(MemoryMarshal.TryGetArray((ReadOnlyMemory<float>)Values(record)[nameof(Photo<>.Vector)]!, out ArraySegment<float> array));
        return array.Array!;
    }

    private TRecord[] Range(int count) => [.. Enumerable.Range(1, count).Select(i => Record(i))];

    private async Task<VectorStoreCollection<TKey, TRecord>> CreateAsync(int count)
    {
        VectorStoreCollection<TKey, TRecord> collection = Open(Store, NewName());
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Range(count), Token);
        return collection;
    }

    private ValueTask<List<TRecord>> AllAsync(VectorStoreCollection<TKey, TRecord> collection) =>
        collection.GetAsync(AtLeast(0), 100, new() { IncludeVectors = true }, Token).ToListAsync(Token);

    private void AssertSame(TRecord expected, TRecord? actual, bool withVector)
    {
        Assert.NotNull(actual);
        Dictionary<string, object?> left = Values(expected), right = Values(actual);
        if (!withVector) left.Remove(nameof(Photo<>.Vector));
        Assert.Equal(left.Keys.Order(StringComparer.Ordinal), right.Keys.Order(StringComparer.Ordinal));
        foreach (string name in left.Keys) Assert.Equal((name, Comparable(left[name])), (name, Comparable(right[name])));

        static object? Comparable(object? value) => value switch
        {
            ReadOnlyMemory<float> vector => string.Join(", ", vector.ToArray()),
            IEnumerable<string> texts => string.Join(", ", texts),
            _ => value,
        };
    }

    private void AssertSame(IEnumerable<TRecord> expected, IEnumerable<TRecord> actual, bool withVector)
    {
        TRecord[] left = [.. expected.OrderBy(NumberOf)], right = [.. actual.OrderBy(NumberOf)];
        Assert.Equal(left.Select(NumberOf), right.Select(NumberOf));
        for (int i = 0; i < left.Length; i++) AssertSame(left[i], right[i], withVector);
    }
}
