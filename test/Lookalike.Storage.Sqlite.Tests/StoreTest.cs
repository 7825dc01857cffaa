using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>A test with a store in a folder of its own.</summary>
public abstract class StoreTest : IDisposable
{
    private readonly Scratch _folder = new();

    protected StoreTest() => Store = new SqliteVectorStore(_folder["store.db"]);

    protected string DatabasePath => _folder["store.db"];

    protected string Folder => _folder.Folder;

    protected SqliteVectorStore Store { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A new collection of pictures.</summary>
    protected async Task<SqliteCollection<string, Picture>> PicturesAsync(params Picture[] pictures)
    {
        SqliteCollection<string, Picture> collection = Store.GetCollection<string, Picture>("pictures");
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(pictures, Token);
        return collection;
    }

    protected static async Task<VectorStoreException> FailsAsync(Func<Task> action, params string[] messageParts)
    {
        VectorStoreException fault = await Assert.ThrowsAsync<VectorStoreException>(action);
        foreach (string part in messageParts) Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.Equal("sqlite", fault.VectorStoreSystemName);
        Assert.NotNull(fault.VectorStoreName);
        Assert.NotNull(fault.OperationName);
        return fault;
    }

    protected virtual void Dispose(bool disposing)
    {
        Store.Dispose();
        _folder.Dispose();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
