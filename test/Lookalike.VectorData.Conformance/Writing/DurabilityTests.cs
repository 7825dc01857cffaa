using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Writing;

/// <summary>What was stored is there for whoever opens the data next, whether or not the store that wrote it was closed.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class DurabilityTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Records_are_there_after_reopening(bool closed) => ReopenAsync(
        closed,
        collection => collection.UpsertAsync(Photo<TKey>.Range(10), Token),
        async collection =>
        {
            var found = await collection.GetAsync(r => r.Width >= 0, 20, new() { IncludeVectors = true }, Token).ToListAsync(Token);
            Assert.Equal(Photo<TKey>.Range(10).Select(Text), found.OrderBy(r => r.Width).Select(Text));
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Changes_are_there_after_reopening(bool closed) => ReopenAsync(
        closed,
        async collection =>
        {
            await collection.UpsertAsync(Photo<TKey>.Range(4), Token);
            await collection.UpsertAsync(Photo<TKey>.Of(1, like: 30), Token);
            await collection.DeleteAsync(Keys.Of<TKey>(2), Token);
        },
        async collection =>
        {
            var hits = await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).ToListAsync(Token);
            Assert.Equal([3, 4, 1], hits.Select(h => h.Record.Width));
            Assert.Equal("photo 30", hits[2].Record.Title);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_batch_whose_sequence_failed_is_not_there_after_reopening(bool closed) => ReopenAsync(
        closed,
        async collection =>
        {
            await collection.UpsertAsync(Photo<TKey>.Range(2), Token);
            await Assert.ThrowsAsync<TimeoutException>(() => collection.UpsertAsync(Enumerable.Range(1, 9).Select(i => i < 9 ? Photo<TKey>.Of(i, like: 30) : throw new TimeoutException()), Token));
        },
        async collection =>
        {
            var hits = await collection.SearchAsync(Arc.At(0), 20, cancellationToken: Token).ToListAsync(Token);
            Assert.Equal(["photo 1", "photo 2"], hits.Select(h => h.Record.Title));
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_search_finds_the_same_with_the_same_scores_after_reopening(bool closed)
    {
        List<(int, double?)> before = [];
        return ReopenAsync(
            closed,
            async collection =>
            {
                await collection.UpsertAsync(Photo<TKey>.Range(20), Token);
                before = await SearchAsync(collection);
            },
            async collection =>
            {
                Assert.Equal(10, before.Count);
                Assert.Equal(before, await SearchAsync(collection));
            });

        static async Task<List<(int, double?)>> SearchAsync(VectorStoreCollection<TKey, Photo<TKey>> collection) =>
            await collection.SearchAsync(Arc.At(7), 10, cancellationToken: Token).Select(h => (h.Record.Width, h.Score)).ToListAsync(Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_empty_collection_is_there_after_reopening(bool closed) => ReopenAsync(
        closed, _ => Task.CompletedTask, async collection => Assert.True(await collection.CollectionExistsAsync(Token)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_deleted_collection_is_not_there_after_reopening(bool closed) => ReopenAsync(
        closed, collection => collection.EnsureCollectionDeletedAsync(Token), async collection => Assert.False(await collection.CollectionExistsAsync(Token)));

    /// <summary>Writes with one store and reads with the next. A store that is not closed before stands for a process that died.</summary>
    private async Task ReopenAsync(bool closed, Func<VectorStoreCollection<TKey, Photo<TKey>>, Task> write, Func<VectorStoreCollection<TKey, Photo<TKey>>, Task> read)
    {
        string name = NewName();
        using VectorStore before = Fixture.OpenStore();
        var written = before.GetCollection<TKey, Photo<TKey>>(name, Photo<TKey>.Definition());
        await written.EnsureCollectionExistsAsync(Token);
        await write(written);
        if (closed) before.Dispose();

        using VectorStore after = Fixture.OpenStore();
        await read(after.GetCollection<TKey, Photo<TKey>>(name, Photo<TKey>.Definition()));
    }

    private static string Text(Photo<TKey> photo) =>
        string.Join("; ", photo.Values().Select(v => $"{v.Key} = {(v.Value is ReadOnlyMemory<float> vector ? string.Join(' ', vector.ToArray()) : v.Value is IEnumerable<string> texts ? string.Join(' ', texts) : v.Value)}"));
}
