using Lookalike.VectorData.Conformance.DependencyInjection;
using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Conformance;

public sealed class SqliteDependencyInjectionTests(SqliteFixture fixture)
    : DependencyInjectionTests<SqliteVectorStore, SqliteCollection<string, Photo<string>>, string>(fixture), IClassFixture<SqliteFixture>
{
    protected override void AddStore(IServiceCollection services, object? key, IEmbeddingGenerator? generator = null, ServiceLifetime? lifetime = null)
    {
        SqliteVectorStoreOptions options = new() { EmbeddingGenerator = generator };
        if (lifetime is { } given) services.AddKeyedSqliteVectorStore(key, fixture.DatabasePath, options, given);
        else if (key is null) services.AddSqliteVectorStore(fixture.DatabasePath, options);
        else services.AddKeyedSqliteVectorStore(key, fixture.DatabasePath, options);
    }

    protected override void AddCollection(
        IServiceCollection services, object? key, string name, VectorStoreCollectionDefinition definition, IEmbeddingGenerator? generator = null, ServiceLifetime? lifetime = null)
    {
        SqliteCollectionOptions options = new() { Definition = definition, EmbeddingGenerator = generator };
        if (lifetime is { } given) services.AddKeyedSqliteCollection<string, Photo<string>>(key, name, fixture.DatabasePath, options, given);
        else if (key is null) services.AddSqliteCollection<string, Photo<string>>(name, fixture.DatabasePath, options);
        else services.AddKeyedSqliteCollection<string, Photo<string>>(key, name, fixture.DatabasePath, options);
    }
}
