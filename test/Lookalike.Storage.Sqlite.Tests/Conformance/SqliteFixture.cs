using Lookalike.VectorData.Conformance;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>One file for the tests of one class.</summary>
public sealed class SqliteFixture : VectorStoreFixture
{
    private readonly TempFolder _folder = new();

    public override string SystemName => "sqlite";

    public string DatabasePath => _folder.Database;

    public override VectorStore OpenStore(IEmbeddingGenerator? embeddingGenerator = null) => new SqliteVectorStore(DatabasePath, new() { EmbeddingGenerator = embeddingGenerator });

    public override bool SupportsKeyType(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(Guid);

    public override bool SupportsDataType(Type type) =>
        type != typeof(byte) && type != typeof(short) && type != typeof(decimal) && type != typeof(DateOnly) && type != typeof(TimeOnly);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
