using Lookalike.VectorData.Conformance.Embeddings;
using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.DependencyInjection;

/// <summary>Stores and collections are services: as themselves and as their abstractions, with a key and without.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TStore">The provider's type of store.</typeparam>
/// <typeparam name="TCollection">The provider's type of a collection of photos.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class DependencyInjectionTests<TStore, TCollection, TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TStore : VectorStore
    where TCollection : VectorStoreCollection<TKey, Photo<TKey>>
    where TKey : notnull
{
    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task A_store_is_found_as_itself_and_as_the_abstraction(string? key)
    {
        await using ServiceProvider services = Build(s => AddStore(s, key));

        TStore store = services.GetRequiredKeyedService<TStore>(key);

        Assert.Same(store, services.GetRequiredKeyedService<VectorStore>(key));
        await store.GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition()).EnsureCollectionExistsAsync(Token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task A_collection_is_found_as_itself_and_as_both_abstractions(string? key)
    {
        string name = NewName();
        await using ServiceProvider services = Build(s => AddCollection(s, key, name, Photo<TKey>.Definition()));

        TCollection collection = services.GetRequiredKeyedService<TCollection>(key);

        Assert.Equal(name, collection.Name);
        Assert.Same(collection, services.GetRequiredKeyedService<VectorStoreCollection<TKey, Photo<TKey>>>(key));
        Assert.Same(collection, services.GetRequiredKeyedService<IVectorSearchable<Photo<TKey>>>(key));
        await collection.EnsureCollectionExistsAsync(Token);
    }

    [Fact]
    public async Task What_has_a_key_is_not_found_without_it()
    {
        await using ServiceProvider services = Build(s =>
        {
            AddStore(s, "key");
            AddCollection(s, "key", NewName(), Photo<TKey>.Definition());
        });

        Assert.Null(services.GetService<TStore>());
        Assert.Null(services.GetService<VectorStore>());
        Assert.Null(services.GetService<TCollection>());
        Assert.Null(services.GetService<IVectorSearchable<Photo<TKey>>>());
        Assert.Null(services.GetKeyedService<VectorStore>("other"));
    }

    [Fact]
    public async Task Two_keys_are_two_objects()
    {
        await using ServiceProvider services = Build(s =>
        {
            AddStore(s, "a");
            AddStore(s, "b");
        });

        Assert.NotSame(services.GetRequiredKeyedService<VectorStore>("a"), services.GetRequiredKeyedService<VectorStore>("b"));
    }

    [Theory]
    [InlineData(ServiceLifetime.Singleton)]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task Objects_live_as_long_as_was_asked_for(ServiceLifetime lifetime)
    {
        await using ServiceProvider services = Build(s =>
        {
            AddStore(s, null, lifetime: lifetime);
            AddCollection(s, null, NewName(), Photo<TKey>.Definition(), lifetime: lifetime);
        });
        await using AsyncServiceScope one = services.CreateAsyncScope(), other = services.CreateAsyncScope();

        AssertLifetime<TStore>();
        AssertLifetime<TCollection>();

        void AssertLifetime<T>()
            where T : class
        {
            T here = one.ServiceProvider.GetRequiredService<T>();
            Assert.Equal(lifetime != ServiceLifetime.Transient, ReferenceEquals(here, one.ServiceProvider.GetRequiredService<T>()));
            Assert.Equal(lifetime == ServiceLifetime.Singleton, ReferenceEquals(here, other.ServiceProvider.GetRequiredService<T>()));
        }
    }

    [Fact]
    public async Task Objects_are_singletons_unless_asked_otherwise()
    {
        await using ServiceProvider services = Build(s =>
        {
            AddStore(s, null);
            AddCollection(s, null, NewName(), Photo<TKey>.Definition());
        });

        Assert.Same(services.GetRequiredService<TStore>(), services.GetRequiredService<TStore>());
        Assert.Same(services.GetRequiredService<TCollection>(), services.GetRequiredService<TCollection>());
    }

    [Fact]
    public async Task A_store_uses_the_generator_that_is_a_service()
    {
        using var generator = TextGenerator.Create();
        await using ServiceProvider services = Build(s => AddStore(s.AddSingleton<IEmbeddingGenerator>(generator), null));

        await SearchesByTextAsync(services.GetRequiredService<VectorStore>().GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition()));

        Assert.Equal(1, generator.Calls);
    }

    [Fact]
    public async Task A_collection_uses_the_generator_that_is_a_service()
    {
        using var generator = TextGenerator.Create();
        await using ServiceProvider services = Build(s => AddCollection(s.AddSingleton<IEmbeddingGenerator>(generator), null, NewName(), Photo<TKey>.Definition()));

        await SearchesByTextAsync(services.GetRequiredService<TCollection>());

        Assert.Equal(1, generator.Calls);
    }

    [Fact]
    public async Task The_generator_of_the_options_goes_before_the_one_that_is_a_service()
    {
        using CountingGenerator<string> ofServices = TextGenerator.Create(), ofOptions = TextGenerator.Create();
        await using ServiceProvider services = Build(s =>
        {
            s.AddSingleton<IEmbeddingGenerator>(ofServices);
            AddStore(s, null, ofOptions);
            AddCollection(s, null, NewName(), Photo<TKey>.Definition(), ofOptions);
        });

        await SearchesByTextAsync(services.GetRequiredService<VectorStore>().GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition()));
        await SearchesByTextAsync(services.GetRequiredService<TCollection>());

        Assert.Equal((2, 0), (ofOptions.Calls, ofServices.Calls));
    }

    [Fact]
    public async Task A_store_is_closed_with_its_scope()
    {
        await using ServiceProvider services = Build(s => AddStore(s, null, lifetime: ServiceLifetime.Scoped));
        VectorStore store;
        await using (AsyncServiceScope scope = services.CreateAsyncScope()) store = scope.ServiceProvider.GetRequiredService<VectorStore>();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CollectionExistsAsync(NewName(), Token));
    }

    /// <summary>Registers a store on the fixture's data.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="key">The key; null to register without one.</param>
    /// <param name="generator">The generator that the options name; null for none.</param>
    /// <param name="lifetime">How long a store lives; null for what the provider does by default.</param>
    protected abstract void AddStore(IServiceCollection services, object? key, IEmbeddingGenerator? generator = null, ServiceLifetime? lifetime = null);

    /// <summary>Registers a collection on the fixture's data.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="key">The key; null to register without one.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="definition">The collection's definition.</param>
    /// <param name="generator">The generator that the options name; null for none.</param>
    /// <param name="lifetime">How long a collection lives; null for what the provider does by default.</param>
    protected abstract void AddCollection(
        IServiceCollection services, object? key, string name, VectorStoreCollectionDefinition definition, IEmbeddingGenerator? generator = null, ServiceLifetime? lifetime = null);

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        ServiceCollection services = new();
        add(services);
        return services.BuildServiceProvider();
    }

    private static async Task SearchesByTextAsync(VectorStoreCollection<TKey, Photo<TKey>> collection)
    {
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Photo<TKey>.Range(5), Token);

        Assert.Equal(3, (await collection.SearchAsync("photo 3", 1, cancellationToken: Token).SingleAsync(Token)).Record.Width);
    }
}
