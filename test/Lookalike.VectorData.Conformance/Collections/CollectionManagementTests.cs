using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Collections;

/// <summary>Collections come into being, are listed and found, and go.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class CollectionManagementTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public async Task A_collection_exists_from_ensuring_it_to_deleting_it()
    {
        var collection = Open();
        Assert.False(await collection.CollectionExistsAsync(Token));

        await collection.EnsureCollectionExistsAsync(Token);
        Assert.True(await collection.CollectionExistsAsync(Token));

        await collection.EnsureCollectionDeletedAsync(Token);
        Assert.False(await collection.CollectionExistsAsync(Token));
    }

    [Fact]
    public async Task The_store_and_the_collection_agree_on_whether_it_exists()
    {
        var collection = Open();
        Assert.False(await Store.CollectionExistsAsync(collection.Name, Token));

        await collection.EnsureCollectionExistsAsync(Token);
        Assert.True(await Store.CollectionExistsAsync(collection.Name, Token));

        await Store.EnsureCollectionDeletedAsync(collection.Name, Token);
        Assert.False(await collection.CollectionExistsAsync(Token));
        Assert.False(await Store.CollectionExistsAsync(collection.Name, Token));
    }

    [Fact]
    public async Task Ensuring_a_collection_again_keeps_its_records()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(1));

        await collection.EnsureCollectionExistsAsync(Token);

        Assert.NotNull(await collection.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
    }

    [Fact]
    public async Task Deleting_a_collection_that_does_not_exist_changes_nothing()
    {
        var other = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(1));

        await Open().EnsureCollectionDeletedAsync(Token);
        await Store.EnsureCollectionDeletedAsync(NewName(), Token);

        Assert.NotNull(await other.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
    }

    [Fact]
    public async Task A_collection_that_is_made_again_is_empty()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Range(3));
        Assert.Equal(3, await collection.SearchAsync(Arc.At(0), 5, cancellationToken: Token).CountAsync(Token));

        await collection.EnsureCollectionDeletedAsync(Token);
        await collection.EnsureCollectionExistsAsync(Token);

        Assert.Null(await collection.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
        Assert.Empty(await collection.SearchAsync(Arc.At(0), 5, cancellationToken: Token).ToListAsync(Token));
        Assert.Empty(await collection.GetAsync(p => p.Width >= 0, 5, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Names_are_listed_while_their_collections_exist()
    {
        VectorStoreCollection<TKey, Photo<TKey>> first = Open(), second = Open();
        await first.EnsureCollectionExistsAsync(Token);
        await second.EnsureCollectionExistsAsync(Token);
        List<string> both = await Store.ListCollectionNamesAsync(Token).ToListAsync(Token);
        Assert.Single(both, first.Name);
        Assert.Single(both, second.Name);

        await first.EnsureCollectionDeletedAsync(Token);

        List<string> one = await Store.ListCollectionNamesAsync(Token).ToListAsync(Token);
        Assert.DoesNotContain(first.Name, one);
        Assert.Single(one, second.Name);
    }

    [Fact]
    public async Task Two_collections_share_no_records()
    {
        var first = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(1));
        var second = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(2));

        await second.DeleteAsync(Keys.Of<TKey>(1), Token);

        Assert.NotNull(await first.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
        Assert.Null(await first.GetAsync(Keys.Of<TKey>(2), cancellationToken: Token));
        Assert.Equal(2, (await second.SearchAsync(Arc.At(0), 5, cancellationToken: Token).SingleAsync(Token)).Record.Width);
    }

    [Fact]
    public async Task A_collection_has_the_name_it_was_asked_for_by()
    {
        string name = NewName();

        Assert.Equal(name, Store.GetCollection<TKey, Photo<TKey>>(name, Photo<TKey>.Definition()).Name);
        Assert.Equal(name, Store.GetDynamicCollection(name, Photo<TKey>.Definition()).Name);
        Assert.False(await Store.CollectionExistsAsync(name, Token));
    }

    [Fact]
    public void A_name_that_is_null_or_blank_is_refused()
    {
        foreach (string? name in (string?[])[null, "", " "])
        {
            Assert.ThrowsAny<ArgumentException>(() => Store.GetCollection<TKey, Photo<TKey>>(name!, Photo<TKey>.Definition()));
            Assert.ThrowsAny<ArgumentException>(() => Store.GetDynamicCollection(name!, Photo<TKey>.Definition()));
        }
    }

    [Fact]
    public void A_dictionary_is_no_typed_record() =>
        Assert.Throws<ArgumentException>(() => Store.GetCollection<object, Dictionary<string, object?>>(NewName(), Photo<TKey>.Definition()));

    [Fact]
    public void A_dynamic_collection_needs_a_definition() =>
        Assert.ThrowsAny<ArgumentException>(() => Store.GetDynamicCollection(NewName(), null!));

    [Fact]
    public void Metadata_names_the_system_and_the_collection()
    {
        var collection = Open();

        var ofStore = Assert.IsType<VectorStoreMetadata>(Store.GetService(typeof(VectorStoreMetadata)), exactMatch: false);
        var ofCollection = Assert.IsType<VectorStoreCollectionMetadata>(collection.GetService(typeof(VectorStoreCollectionMetadata)), exactMatch: false);
        Assert.Equal(Fixture.SystemName, ofStore.VectorStoreSystemName);
        Assert.Equal((Fixture.SystemName, collection.Name), (ofCollection.VectorStoreSystemName, ofCollection.CollectionName));
        Assert.Equal(ofStore.VectorStoreName, ofCollection.VectorStoreName);
    }

    [Fact]
    public void An_object_is_its_own_service_and_knows_no_others()
    {
        var collection = Open();

        Assert.Same(Store, Store.GetService(typeof(VectorStore)));
        Assert.Same(collection, collection.GetService(typeof(VectorStoreCollection<TKey, Photo<TKey>>)));
        Assert.Same(collection, collection.GetService(typeof(IVectorSearchable<Photo<TKey>>)));
        Assert.Null(Store.GetService(typeof(VectorStore), "key"));
        Assert.Null(collection.GetService(typeof(IVectorSearchable<Photo<TKey>>), "key"));
        Assert.Null(Store.GetService(typeof(Uri)));
        Assert.Null(collection.GetService(typeof(Uri)));
        Assert.Throws<ArgumentNullException>("serviceType", () => Store.GetService(null!));
        Assert.Throws<ArgumentNullException>("serviceType", () => collection.GetService(null!));
    }

    [Fact]
    public async Task A_disposed_collection_leaves_its_store_open()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(1));

        collection.Dispose();

        Assert.True(await Store.CollectionExistsAsync(collection.Name, Token));
    }

    private VectorStoreCollection<TKey, Photo<TKey>> Open() => Store.GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition());
}
