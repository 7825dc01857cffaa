using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Writing;

/// <summary>Several tasks, and several stores on the same data, write at once and lose nothing.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class ConcurrencyTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    private const int Tasks = 4, Writes = 10;

    [Fact]
    public async Task Tasks_that_write_different_records_lose_none()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition());

        await AtOnceAsync(async t =>
        {
            for (int i = 0; i < Writes; i++) await collection.UpsertAsync(Photo<TKey>.Of((t * Writes) + i), Token);
        });

        await AssertHoldsAsync(collection, Tasks * Writes);
    }

    [Fact]
    public async Task Tasks_that_write_batches_lose_none()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition());

        await AtOnceAsync(t => collection.UpsertAsync(Enumerable.Range(t * Writes, Writes).Select(i => Photo<TKey>.Of(i)), Token));

        await AssertHoldsAsync(collection, Tasks * Writes);
    }

    [Fact]
    public async Task Stores_that_write_to_one_collection_lose_none()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition());

        await AtOnceAsync(async t =>
        {
            using VectorStore store = Fixture.OpenStore();
            var own = store.GetCollection<TKey, Photo<TKey>>(collection.Name, Photo<TKey>.Definition());
            for (int i = 0; i < Writes; i++) await own.UpsertAsync(Photo<TKey>.Of((t * Writes) + i), Token);
        });

        await AssertHoldsAsync(collection, Tasks * Writes);
    }

    [Fact]
    public async Task A_record_that_several_tasks_write_is_of_one_of_them()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition());

        await AtOnceAsync(async t =>
        {
            for (int i = 0; i < Writes; i++) await collection.UpsertAsync(Photo<TKey>.Of(1, like: (t * Writes) + i), Token);
        });

        Photo<TKey> found = (await collection.SearchAsync(Arc.At(0), 9, new() { IncludeVectors = true }, Token).SingleAsync(Token)).Record;
        int written = Assert.Single(Enumerable.Range(0, Tasks * Writes), i => found.Title == $"photo {i}");
        Assert.Equal(Arc.At(written), found.Vector.ToArray());
    }

    [Fact]
    public async Task A_search_beside_writers_finds_whole_records_only()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Range(9));
        using var written = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task reader = Task.Run(
            async () =>
            {
                do
                {
                    var hits = await collection.SearchAsync(Arc.At(0), 20, new() { IncludeVectors = true }, Token).ToListAsync(Token);
                    Assert.Equal(9, hits.Count);
                    Assert.All(hits, h => Assert.Equal(Arc.At(int.Parse(h.Record.Title!.AsSpan("photo ".Length))), h.Record.Vector.ToArray()));
                }
                while (!written.IsCancellationRequested);
            },
            Token);

        for (int round = 0; round < 3 * Writes; round++) await collection.UpsertAsync(Enumerable.Range(1, 9).Select(i => Photo<TKey>.Of(i, like: i + round)), Token);
        await written.CancelAsync();

        await reader;
    }

    [Fact]
    public async Task Tasks_that_delete_and_write_leave_what_was_written()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Range(40));

        await Task.WhenAll(
            Task.Run(async () => { foreach (int i in Enumerable.Range(1, 20)) await collection.DeleteAsync(Keys.Of<TKey>(i), Token); }, Token),
            Task.Run(async () => { foreach (int i in Enumerable.Range(21, 20)) await collection.UpsertAsync(Photo<TKey>.Of(i, like: 40 - i), Token); }, Token));

        var hits = await collection.SearchAsync(Arc.At(0), 50, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(21, 20).Reverse(), hits.Select(h => h.Record.Width));
    }

    [Fact]
    public async Task Stores_that_ensure_one_collection_make_one()
    {
        string name = NewName();

        await AtOnceAsync(async _ =>
        {
            using VectorStore store = Fixture.OpenStore();
            await store.GetCollection<TKey, Photo<TKey>>(name, Photo<TKey>.Definition()).EnsureCollectionExistsAsync(Token);
        });

        Assert.Single(await Store.ListCollectionNamesAsync(Token).ToListAsync(Token), name);
    }

    private static Task AtOnceAsync(Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, Tasks).Select(t => Task.Run(() => work(t), Token)));

    private static async Task AssertHoldsAsync(VectorStoreCollection<TKey, Photo<TKey>> collection, int count)
    {
        var hits = await collection.SearchAsync(Arc.At(0), count + 1, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, count), hits.Select(h => h.Record.Width));
        Assert.Equal(count, await collection.GetAsync(r => r.Width >= 0, count + 1, cancellationToken: Token).CountAsync(Token));
    }
}
