using Lookalike.VectorData.Conformance;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Conformance;

/// <summary>One file for the tests of one class.</summary>
public sealed class SqliteFixture : VectorStoreFixture
{
    // For what hangs: each of several writers waits for all the others, and SQLite keeps no order among them.
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromMinutes(30);

    private readonly Scratch _folder = new();

    public override string SystemName => "sqlite";

    public string DatabasePath => _folder["store.db"];

    public override VectorStore OpenStore(IEmbeddingGenerator? embeddingGenerator = null) =>
        new SqliteVectorStore(DatabasePath, new() { EmbeddingGenerator = embeddingGenerator, BusyTimeout = BusyTimeout });

    public override bool SupportsKeyType(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(Guid);

    public override bool SupportsDataType(Type type) =>
        type != typeof(byte) && type != typeof(short) && type != typeof(decimal) && type != typeof(DateOnly) && type != typeof(TimeOnly);

    public override bool SupportsIndexKind(string kind) => kind is IndexKind.Flat or IndexKind.Hnsw;

    public override int RecordsOfAnIndex => 11_000;

    public override Task CompleteIndexAsync<TKey, TRecord>(VectorStoreCollection<TKey, TRecord> collection) =>
        ((SqliteCollection<TKey, TRecord>)collection).BuildGraphsAsync(cancellationToken: TestContext.Current.CancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
