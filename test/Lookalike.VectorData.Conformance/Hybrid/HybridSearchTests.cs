using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Hybrid;

/// <summary>A provider without full-text search does not pretend to have one: who asks for hybrid search finds that it is not there.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class HybridSearchTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public void A_collection_is_not_searched_by_keywords()
    {
        var collection = Store.GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition());

        Assert.False(collection is IKeywordHybridSearchable<Photo<TKey>>);
        Assert.Null(collection.GetService(typeof(IKeywordHybridSearchable<Photo<TKey>>)));
    }

    [Fact]
    public void A_dynamic_collection_is_not_searched_by_keywords()
    {
        var collection = Store.GetDynamicCollection(NewName(), Photo<TKey>.Definition());

        Assert.False(collection is IKeywordHybridSearchable<Dictionary<string, object?>>);
        Assert.Null(collection.GetService(typeof(IKeywordHybridSearchable<Dictionary<string, object?>>)));
    }
}
