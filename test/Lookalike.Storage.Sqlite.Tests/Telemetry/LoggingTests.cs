using Lookalike.Storage.Sqlite.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Telemetry;

public sealed class LoggingTests : StoreTest
{
    [Fact]
    public async Task A_store_logs_the_graph_that_it_builds_and_the_next_one_the_graph_that_it_opens()
    {
        using var loggers = new RecordingLoggers();
        using (var store = new SqliteVectorStore(DatabasePath, new() { LoggerFactory = loggers }))
        {
            SqliteDynamicCollection collection = Graphed(store);
            await collection.EnsureCollectionExistsAsync(Token);
            await collection.UpsertAsync(
                Enumerable.Range(0, 10_000).Select(i => new Dictionary<string, object?> { ["Key"] = $"{i}", ["Vector"] = new ReadOnlyMemory<float>([i % 100, i / 100]) }), Token);
            Assert.True(await collection.BuildGraphsAsync(cancellationToken: Token));
        }

        Assert.All(loggers.Entries, e => Assert.Equal(SqliteTelemetry.LogCategory, e.Category));
        Assert.Contains(loggers.Entries, e => e.Level == LogLevel.Information && e.Message.StartsWith("Built a graph of 10000 vectors", StringComparison.Ordinal));
        Assert.Contains(loggers.Entries, e => e.Level == LogLevel.Debug && e.Message.StartsWith("Read 10000 slots", StringComparison.Ordinal));

        using var second = new SqliteVectorStore(DatabasePath, new() { LoggerFactory = loggers });
        Assert.True(await Graphed(second).BuildGraphsAsync(cancellationToken: Token));
        Assert.Contains(loggers.Entries, e => e.Message.StartsWith("Opened the graph", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_logs_that_its_file_was_replaced()
    {
        await PicturesAsync(Picture.At("a", 1));
        Store.Dispose();
        string other = Path.Combine(Folder, "other.db");
        File.Copy(DatabasePath, other);
        using var loggers = new RecordingLoggers();
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true, LoggerFactory = loggers });
        var collection = store.GetCollection<string, Picture>("pictures");
        Assert.Equal(1, await collection.CountAsync(Token));

        File.Move(other, DatabasePath, overwrite: true);

        Assert.Equal(1, await collection.CountAsync(Token));
        Assert.Contains(loggers.Entries, e => e.Level == LogLevel.Warning && e.Message.Contains("was replaced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_log_to_the_loggers_of_their_provider()
    {
        using var loggers = new RecordingLoggers();
        await PicturesAsync(Picture.At("a", 1));
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(loggers).AddSqliteVectorStore(DatabasePath).AddSqliteCollection<string, Picture>("pictures", DatabasePath).BuildServiceProvider();

        await provider.GetRequiredService<SqliteVectorStore>().GetCollection<string, Picture>("pictures").GetVectorsAsync(Token);
        int ofStore = loggers.Entries.Count;
        await provider.GetRequiredService<SqliteCollection<string, Picture>>().GetVectorsAsync(Token);

        Assert.Equal((1, 2), (ofStore, loggers.Entries.Count));
    }

    private static SqliteDynamicCollection Graphed(SqliteVectorStore store) => store.GetDynamicCollection("graphed", new VectorStoreCollectionDefinition
    {
        Properties =
        [
            new VectorStoreKeyProperty("Key", typeof(string)),
            new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>), 2) { DistanceFunction = DistanceFunction.EuclideanDistance, IndexKind = IndexKind.Hnsw },
        ],
    });
}
