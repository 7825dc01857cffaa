using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance;

/// <summary>What every base of the suite begins with: a provider, and collections that are gone after the test.</summary>
/// <param name="fixture">The provider.</param>
public abstract class ConformanceTest(VectorStoreFixture fixture) : IAsyncDisposable
{
    private readonly List<string> _names = [];

    /// <summary>The provider.</summary>
    protected VectorStoreFixture Fixture => fixture;

    /// <summary>The fixture's store.</summary>
    protected VectorStore Store => fixture.Store;

    /// <summary>Ends the test early.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Deletes the collections of the test.</summary>
    /// <returns>A task that ends when they are gone.</returns>
    public async ValueTask DisposeAsync()
    {
        foreach (string name in _names) await Store.EnsureCollectionDeletedAsync(name, Token);
        GC.SuppressFinalize(this);
    }

    /// <summary>A new name for a collection of this test.</summary>
    protected string NewName()
    {
        string name = fixture.NewCollectionName();
        _names.Add(name);
        return name;
    }

    /// <summary>A new collection with records.</summary>
    protected async Task<VectorStoreCollection<TKey, TRecord>> CreateAsync<TKey, TRecord>(VectorStoreCollectionDefinition definition, params TRecord[] records)
        where TKey : notnull
        where TRecord : class
    {
        VectorStoreCollection<TKey, TRecord> collection = Store.GetCollection<TKey, TRecord>(NewName(), definition);
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(records, Token);
        return collection;
    }

    /// <summary>A new collection of dictionaries with records.</summary>
    protected async Task<VectorStoreCollection<object, Dictionary<string, object?>>> CreateDynamicAsync(
        VectorStoreCollectionDefinition definition, params Dictionary<string, object?>[] records)
    {
        VectorStoreCollection<object, Dictionary<string, object?>> collection = Store.GetDynamicCollection(NewName(), definition);
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(records, Token);
        return collection;
    }

    /// <summary>Runs a test where the provider supports what it needs; elsewhere the test must end in a refusal that names it.</summary>
    /// <param name="supported">Whether the provider supports it.</param>
    /// <param name="capability">What the message of the refusal must contain.</param>
    /// <param name="test">The test.</param>
    protected static async Task WhereSupportedAsync(bool supported, string capability, Func<Task> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (supported)
        {
            await test();
            return;
        }
        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(test);
        Assert.Contains(capability, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Asserts that a vector that cannot be stored or searched for is refused.</summary>
    protected static async Task RefusesVectorAsync(Func<Task> action)
    {
        Exception? fault = await Record.ExceptionAsync(action);
        Assert.True(fault is ArgumentException or VectorStoreException, $"Expected an ArgumentException or a VectorStoreException, found {fault?.ToString() ?? "none"}.");
    }
}
