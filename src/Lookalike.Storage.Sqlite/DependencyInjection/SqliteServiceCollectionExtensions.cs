using System.Diagnostics.CodeAnalysis;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.VectorData;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers SQLite vector stores and their collections as services.</summary>
/// <remarks>
/// Where no options name an embedding generator, the registered <see cref="IEmbeddingGenerator"/> is used, if there is one; so is the
/// registered <see cref="ILoggerFactory"/>.
/// </remarks>
public static class SqliteServiceCollectionExtensions
{
    private const string DynamicCode = "The properties of the record type are found by reflection.";

    /// <summary>Registers a store as <see cref="SqliteVectorStore"/> and <see cref="VectorStore"/>.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="path">The path of the database file.</param>
    /// <param name="options">The options, which are copied; null for the default values.</param>
    /// <param name="lifetime">How long a store lives; a singleton shares the vectors in memory.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank.</exception>
    public static IServiceCollection AddSqliteVectorStore(
        this IServiceCollection services, string path, SqliteVectorStoreOptions? options = null, ServiceLifetime lifetime = ServiceLifetime.Singleton) =>
        AddKeyedSqliteVectorStore(services, serviceKey: null, path, options, lifetime);

    /// <summary>Registers a store as <see cref="SqliteVectorStore"/> and <see cref="VectorStore"/> under a key.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key; null registers without one.</param>
    /// <param name="path">The path of the database file.</param>
    /// <param name="options">The options, which are copied; null for the default values.</param>
    /// <param name="lifetime">How long a store lives; a singleton shares the vectors in memory.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank.</exception>
    public static IServiceCollection AddKeyedSqliteVectorStore(
        this IServiceCollection services, object? serviceKey, string path, SqliteVectorStoreOptions? options = null,
            ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SqliteVectorStoreOptions copy = new(options);
        services.Add(new ServiceDescriptor(typeof(SqliteVectorStore), serviceKey, (provider, _) =>
        {
            SqliteVectorStoreOptions own = new(copy);
            own.EmbeddingGenerator ??= provider.GetService<IEmbeddingGenerator>();
            own.LoggerFactory ??= provider.GetService<ILoggerFactory>();
            return new SqliteVectorStore(path, own);
        }, lifetime));
        services.Add(new ServiceDescriptor(typeof(VectorStore), serviceKey, static (provider, key) =>
            provider.GetRequiredKeyedService<SqliteVectorStore>(key), lifetime));
        return services;
    }

    /// <summary>
    /// Registers a collection that opens the file for itself, as <see cref="SqliteCollection{TKey, TRecord}"/>,
    /// <see cref="VectorStoreCollection{TKey, TRecord}"/> and <see cref="IVectorSearchable{TRecord}"/>.
    /// </summary>
    /// <typeparam name="TKey">The type of the key property.</typeparam>
    /// <typeparam name="TRecord">The type of the records.</typeparam>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="path">The path of the database file.</param>
    /// <param name="options">The options, which are copied; null for the default values.</param>
    /// <param name="lifetime">How long a collection object lives; a singleton shares the vectors in memory.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">A name is null, empty or blank.</exception>
    [RequiresDynamicCode(DynamicCode)]
    [RequiresUnreferencedCode(DynamicCode)]
    public static IServiceCollection AddSqliteCollection<TKey, TRecord>(
        this IServiceCollection services, string name, string path, SqliteCollectionOptions? options = null,
            ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TKey : notnull
        where TRecord : class =>
        AddKeyedSqliteCollection<TKey, TRecord>(services, serviceKey: null, name, path, options, lifetime);

    /// <summary>
    /// Registers a collection that opens the file for itself under a key, as <see cref="SqliteCollection{TKey, TRecord}"/>,
    /// <see cref="VectorStoreCollection{TKey, TRecord}"/> and <see cref="IVectorSearchable{TRecord}"/>.
    /// </summary>
    /// <typeparam name="TKey">The type of the key property.</typeparam>
    /// <typeparam name="TRecord">The type of the records.</typeparam>
    /// <param name="services">The services to add to.</param>
    /// <param name="serviceKey">The key; null registers without one.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="path">The path of the database file.</param>
    /// <param name="options">The options, which are copied; null for the default values.</param>
    /// <param name="lifetime">How long a collection object lives; a singleton shares the vectors in memory.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">A name is null, empty or blank.</exception>
    [RequiresDynamicCode(DynamicCode)]
    [RequiresUnreferencedCode(DynamicCode)]
    public static IServiceCollection AddKeyedSqliteCollection<TKey, TRecord>(
        this IServiceCollection services, object? serviceKey, string name, string path, SqliteCollectionOptions? options = null,
            ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TKey : notnull
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        SqliteCollectionOptions copy = new(options);
        services.Add(new ServiceDescriptor(typeof(SqliteCollection<TKey, TRecord>), serviceKey, (provider, _) =>
        {
            SqliteCollectionOptions own = new(copy);
            own.EmbeddingGenerator ??= provider.GetService<IEmbeddingGenerator>();
            own.LoggerFactory ??= provider.GetService<ILoggerFactory>();
            return new SqliteCollection<TKey, TRecord>(path, name, own);
        }, lifetime));
        services.Add(new ServiceDescriptor(
            typeof(VectorStoreCollection<TKey, TRecord>), serviceKey, static (provider, key) =>
                provider.GetRequiredKeyedService<SqliteCollection<TKey, TRecord>>(key), lifetime));
        services.Add(new ServiceDescriptor(
            typeof(IVectorSearchable<TRecord>), serviceKey, static (provider, key) =>
                provider.GetRequiredKeyedService<SqliteCollection<TKey, TRecord>>(key), lifetime));
        return services;
    }
}
