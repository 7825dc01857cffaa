using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class SqliteServiceCollectionExtensionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task A_store_is_registered_as_itself_and_as_the_abstraction(string? key)
    {
        await using ServiceProvider provider = new ServiceCollection().AddKeyedSqliteVectorStore(key, _folder.Database).BuildServiceProvider();

        var store = provider.GetRequiredKeyedService<SqliteVectorStore>(key);
        Assert.Same(store, provider.GetRequiredKeyedService<VectorStore>(key));
        await store.GetCollection<string, Picture>("c").EnsureCollectionExistsAsync(Token);
        Assert.True(File.Exists(_folder.Database));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task A_collection_is_registered_as_itself_and_as_both_abstractions(string? key)
    {
        await using ServiceProvider provider = new ServiceCollection().AddKeyedSqliteCollection<string, Picture>(key, "c", _folder.Database).BuildServiceProvider();

        var collection = provider.GetRequiredKeyedService<SqliteCollection<string, Picture>>(key);
        Assert.Same(collection, provider.GetRequiredKeyedService<VectorStoreCollection<string, Picture>>(key));
        Assert.Same(collection, provider.GetRequiredKeyedService<IVectorSearchable<Picture>>(key));
        Assert.Equal("c", collection.Name);
    }

    [Fact]
    public async Task The_registered_generator_is_used_and_the_given_options_stay_as_they_were()
    {
        SqliteVectorStoreOptions options = new();
        SqliteCollectionOptions collectionOptions = new();
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IEmbeddingGenerator>(new LengthGenerator())
            .AddSqliteVectorStore(_folder.Database, options)
            .AddSqliteCollection<string, Picture>("c", _folder.Database, collectionOptions)
            .BuildServiceProvider();
        var collection = provider.GetRequiredService<SqliteCollection<string, Picture>>();
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync([Picture.At("a", 1), Picture.At("b", 4)], Token);

        var other = provider.GetRequiredService<VectorStore>().GetCollection<string, Picture>("c");
        Assert.Equal("b", (await collection.SearchAsync("four", 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        Assert.Equal("b", (await other.SearchAsync("four", 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        Assert.Null(options.EmbeddingGenerator);
        Assert.Null(collectionOptions.EmbeddingGenerator);
    }

    [Fact]
    public async Task A_scoped_store_lives_as_long_as_its_scope()
    {
        await using ServiceProvider provider = new ServiceCollection().AddSqliteVectorStore(_folder.Database, lifetime: ServiceLifetime.Scoped).BuildServiceProvider();
        VectorStore store;
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            store = scope.ServiceProvider.GetRequiredService<VectorStore>();
            Assert.Empty(await store.ListCollectionNamesAsync(Token).ToListAsync(Token));
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CollectionExistsAsync("c", Token));
    }

    [Fact]
    public void Options_are_copied_whole()
    {
        using var generator = new LengthGenerator();
        SqliteVectorStoreOptions store = new(new SqliteVectorStoreOptions { EmbeddingGenerator = generator, ReadOnly = true, BusyTimeout = TimeSpan.FromSeconds(1) });
        SqliteCollectionOptions collection = new(new SqliteCollectionOptions { EmbeddingGenerator = generator, ReadOnly = true, BusyTimeout = TimeSpan.FromSeconds(1), Definition = new() });

        Assert.Equal((generator, true, TimeSpan.FromSeconds(1)), (store.EmbeddingGenerator, store.ReadOnly, store.BusyTimeout));
        Assert.Equal((generator, true, TimeSpan.FromSeconds(1)), (collection.EmbeddingGenerator, collection.ReadOnly, collection.BusyTimeout));
        Assert.NotNull(collection.Definition);
    }
}
