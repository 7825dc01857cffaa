using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Writing;

/// <summary>A batch is stored as a whole or not at all.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class AtomicBatchTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public Task A_record_that_is_null_keeps_the_whole_batch_out() =>
        NothingIsStoredAsync(FailsAsync<ArgumentException>, (collection, good) => collection.UpsertAsync([.. good, null!], Token));

    [Fact]
    public Task A_vector_of_another_dimension_keeps_the_whole_batch_out() => NothingIsStoredAsync(
        RefusesVectorAsync, (collection, good) => collection.UpsertAsync([.. good, new() { Key = Keys.Of<TKey>(9), Vector = new float[Arc.Dimensions - 1] }], Token));

    [Fact]
    public Task A_vector_that_is_not_finite_keeps_the_whole_batch_out() => NothingIsStoredAsync(
        RefusesVectorAsync, (collection, good) => collection.UpsertAsync([.. good, new() { Key = Keys.Of<TKey>(9), Vector = new[] { 1, float.NaN, 0 } }], Token));

    [Fact]
    public Task A_sequence_that_fails_keeps_the_whole_batch_out() => NothingIsStoredAsync(FailsAsync<TimeoutException>, (collection, good) => collection.UpsertAsync(Failing(good), Token));

    [Fact]
    public async Task A_sequence_that_is_cancelled_keeps_the_whole_batch_out()
    {
        using var cancel = new CancellationTokenSource();
        await NothingIsStoredAsync(FailsAsync<OperationCanceledException>, (collection, good) => collection.UpsertAsync(good.Concat(Cancelling()), cancel.Token));

        IEnumerable<Photo<TKey>> Cancelling()
        {
            cancel.Cancel();
            yield return Photo<TKey>.Of(9);
        }
    }

    [Fact]
    public async Task A_sequence_of_keys_that_fails_deletes_nothing()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Range(3));

        await Assert.ThrowsAsync<TimeoutException>(() => collection.DeleteAsync(Failing([Keys.Of<TKey>(1), Keys.Of<TKey>(2)]), Token));

        Assert.Equal(3, await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_batch_that_was_refused_does_not_hinder_the_next()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition());
        await Assert.ThrowsAsync<TimeoutException>(() => collection.UpsertAsync(Failing(Photo<TKey>.Range(3)), Token));

        await collection.UpsertAsync(Photo<TKey>.Range(2), Token);

        Assert.Equal(2, await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).CountAsync(Token));
    }

    /// <summary>Upserts a batch that replaces record 1 and adds others, and must fail; then all must be as before.</summary>
    private async Task NothingIsStoredAsync(Func<Func<Task>, Task> fails, Func<VectorStoreCollection<TKey, Photo<TKey>>, Photo<TKey>[], Task> upsert)
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(1));

        await fails(() => upsert(collection, [Photo<TKey>.Of(1, like: 7), .. Enumerable.Range(2, 5).Select(i => Photo<TKey>.Of(i))]));

        var hit = await collection.SearchAsync(Arc.At(0), 20, new() { IncludeVectors = true }, Token).SingleAsync(Token);
        Assert.Equal((1, "photo 1"), (hit.Record.Width, hit.Record.Title));
        Assert.Equal(Arc.At(1), hit.Record.Vector.ToArray());
        Assert.Single(await collection.GetAsync(r => r.Width >= 0, 20, cancellationToken: Token).ToListAsync(Token));
    }

    private static Task<TFault> FailsAsync<TFault>(Func<Task> action)
        where TFault : Exception => Assert.ThrowsAnyAsync<TFault>(action);

    private static IEnumerable<T> Failing<T>(IEnumerable<T> items)
    {
        foreach (T item in items) yield return item;
        throw new TimeoutException("The source of the batch failed.");
    }
}
