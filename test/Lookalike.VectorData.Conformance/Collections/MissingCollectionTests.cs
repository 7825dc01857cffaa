using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Collections;

/// <summary>What is done to a collection that does not exist fails, and says to which.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class MissingCollectionTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public Task Getting_a_record_fails() => FailsAsync(c => c.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));

    [Fact]
    public Task Getting_several_records_fails() => FailsAsync(async c => await c.GetAsync([Keys.Of<TKey>(1), Keys.Of<TKey>(2)], cancellationToken: Token).ToListAsync(Token));

    [Fact]
    public Task Getting_records_by_a_filter_fails() => FailsAsync(async c => await c.GetAsync(p => p.Width == 1, 1, cancellationToken: Token).ToListAsync(Token));

    [Fact]
    public Task Searching_fails() => FailsAsync(async c => await c.SearchAsync(Arc.At(0), 1, cancellationToken: Token).ToListAsync(Token));

    [Fact]
    public Task Upserting_a_record_fails() => FailsAsync(c => c.UpsertAsync(Photo<TKey>.Of(1), Token));

    [Fact]
    public Task Upserting_a_batch_fails() => FailsAsync(c => c.UpsertAsync(Photo<TKey>.Range(2), Token));

    [Fact]
    public Task Deleting_a_record_fails() => FailsAsync(c => c.DeleteAsync(Keys.Of<TKey>(1), Token));

    [Fact]
    public Task Deleting_a_batch_fails() => FailsAsync(c => c.DeleteAsync([Keys.Of<TKey>(1), Keys.Of<TKey>(2)], Token));

    private async Task FailsAsync(Func<VectorStoreCollection<TKey, Photo<TKey>>, Task> operation)
    {
        var collection = Store.GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition());

        VectorStoreException fault = await Assert.ThrowsAsync<VectorStoreException>(() => operation(collection));

        Assert.Equal((Fixture.SystemName, collection.Name), (fault.VectorStoreSystemName, fault.CollectionName));
        Assert.False(string.IsNullOrEmpty(fault.OperationName));
        Assert.Contains(collection.Name, fault.Message, StringComparison.Ordinal);
        Assert.False(await collection.CollectionExistsAsync(Token));
    }
}
