using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Storage.Sqlite.Tests.DependencyInjection;

public sealed class SqliteServiceCollectionExtensionsTests : IDisposable
{
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_registered_generator_does_not_come_into_the_given_options()
    {
        using var generator = new LengthGenerator();
        SqliteVectorStoreOptions ofStore = new();
        SqliteCollectionOptions ofCollection = new();
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IEmbeddingGenerator>(generator)
            .AddSqliteVectorStore(_folder["store.db"], ofStore)
            .AddSqliteCollection<string, Picture>("c", _folder["store.db"], ofCollection)
            .BuildServiceProvider();

        provider.GetRequiredService<SqliteVectorStore>();
        provider.GetRequiredService<SqliteCollection<string, Picture>>();

        Assert.Equal((null, null), (ofStore.EmbeddingGenerator, ofCollection.EmbeddingGenerator));
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
