using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Types;

/// <summary>A vector property may be of any type that holds floats.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class EmbeddingTypeTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public Task Memory_comes_back_equal() => RoundTripAsync(v => new ReadOnlyMemory<float>(v), v => v.ToArray());

    [Fact]
    public Task Arrays_come_back_equal() => RoundTripAsync(v => v, v => v);

    [Fact]
    public Task Embeddings_come_back_equal() => RoundTripAsync(v => new Embedding<float>(v), v => v.Vector.ToArray());

    [Fact]
    public async Task Every_type_may_be_searched_for_whatever_the_type_of_the_property()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Range(3));
        int[] found =
        [
            (await collection.SearchAsync(new ReadOnlyMemory<float>(Arc.At(2)), 1, cancellationToken: Token).SingleAsync(Token)).Record.Width,
            (await collection.SearchAsync(Arc.At(2), 1, cancellationToken: Token).SingleAsync(Token)).Record.Width,
            (await collection.SearchAsync(new Embedding<float>(Arc.At(2)), 1, cancellationToken: Token).SingleAsync(Token)).Record.Width,
        ];

        Assert.Equal([2, 2, 2], found);
    }

    [Fact]
    public async Task A_slice_of_memory_is_only_the_slice()
    {
        float[] longer = [9, .. Arc.At(2), 9];
        var collection = await CreateAsync<TKey, Point<TKey>>(Point<TKey>.Definition(Arc.Dimensions), new Point<TKey> { Key = Keys.Of<TKey>(1), Vector = longer.AsMemory(1, Arc.Dimensions) });

        var hit = await collection.SearchAsync(new ReadOnlyMemory<float>(longer, 1, Arc.Dimensions), 1, new() { IncludeVectors = true }, Token).SingleAsync(Token);

        Assert.Equal(Arc.At(2), hit.Record.Vector.ToArray());
    }

    [Fact]
    public Task A_vector_that_is_null_is_stored_and_not_found_by_search() => WhereSupportedAsync(Fixture.SupportsNullVectors, "Vector", async () =>
    {
        var collection = await CreateAsync<TKey, Vectored<float[]>>(
            Define(typeof(float[])), new() { Key = Keys.Of<TKey>(1), Vector = Arc.At(1) }, new() { Key = Keys.Of<TKey>(2), Vector = null }, new() { Key = Keys.Of<TKey>(3), Vector = Arc.At(3) });

        Assert.Null((await collection.GetAsync(Keys.Of<TKey>(2), new() { IncludeVectors = true }, Token))!.Vector);
        var hits = await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal([Keys.Of<TKey>(1), Keys.Of<TKey>(3)], hits.Select(h => h.Record.Key));

        await collection.UpsertAsync([new() { Key = Keys.Of<TKey>(1), Vector = null }, new() { Key = Keys.Of<TKey>(2), Vector = Arc.At(2) }], Token);
        hits = await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal([Keys.Of<TKey>(2), Keys.Of<TKey>(3)], hits.Select(h => h.Record.Key));
    });

    private Task RoundTripAsync<T>(Func<float[], T> make, Func<T, float[]> read)
        where T : notnull => WhereSupportedAsync(Fixture.SupportsVectorType(typeof(T)), typeof(T).Name, async () =>
    {
        float[] floats = [1, -2.5f, float.Epsilon];
        var typed = await CreateAsync<TKey, Vectored<T>>(Define(typeof(T)), new Vectored<T> { Key = Keys.Of<TKey>(1), Vector = make(floats) });
        var dynamic = await CreateDynamicAsync(Define(typeof(T)), new Dictionary<string, object?> { ["Key"] = Keys.Of<TKey>(1), ["Vector"] = make(floats) });

        Vectored<T> got = (await typed.GetAsync(Keys.Of<TKey>(1), new() { IncludeVectors = true }, Token))!;
        object? fromDictionary = (await dynamic.GetAsync(Keys.Of<TKey>(1), new() { IncludeVectors = true }, Token))!["Vector"];
        var hit = await typed.SearchAsync(make(floats), 1, new() { IncludeVectors = true }, Token).SingleAsync(Token);

        Assert.Equal(floats, read(got.Vector!));
        Assert.Equal(floats, read(Assert.IsType<T>(fromDictionary)));
        Assert.Equal(floats, read(hit.Record.Vector!));
    });

    private static VectorStoreCollectionDefinition Define(Type vector) => new()
    {
        Properties = [new VectorStoreKeyProperty("Key", typeof(TKey)), new VectorStoreVectorProperty("Vector", vector, Arc.Dimensions)],
    };

    private sealed class Vectored<T>
    {
        public TKey Key { get; set; } = default!;

        public T? Vector { get; set; }
    }
}
