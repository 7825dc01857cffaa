using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>Records have a key and data, and no vector.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class NoVectorModelTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public Task A_record_comes_back_as_it_was_written() => WithNotesAsync(async collection =>
    {
        foreach (bool includeVectors in (bool[])[false, true])
        {
            Note found = (await collection.GetAsync(Keys.Of<TKey>(2), new() { IncludeVectors = includeVectors }, Token))!;
            Assert.Equal((Keys.Of<TKey>(2), "note 2"), (found.Key, found.Text));
        }
    });

    [Fact]
    public Task A_record_is_found_by_a_filter() => WithNotesAsync(async collection =>
        Assert.Equal(Keys.Of<TKey>(3), (await collection.GetAsync(r => r.Text == "note 3", 5, cancellationToken: Token).SingleAsync(Token)).Key));

    [Fact]
    public Task A_record_is_replaced_and_deleted() => WithNotesAsync(async collection =>
    {
        await collection.UpsertAsync(new Note { Key = Keys.Of<TKey>(1), Text = "changed" }, Token);
        await collection.DeleteAsync(Keys.Of<TKey>(2), Token);

        Note?[] found = [.. await Task.WhenAll(Enumerable.Range(1, 3).Select(i => collection.GetAsync(Keys.Of<TKey>(i), cancellationToken: Token)))];
        Assert.Equal(["changed", null, "note 3"], found.Select(n => n?.Text));
    });

    [Fact]
    public Task A_search_is_invalid() => WithNotesAsync(async collection =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await collection.SearchAsync(Arc.At(0), 1, cancellationToken: Token).ToListAsync(Token)));

    private Task WithNotesAsync(Func<VectorStoreCollection<TKey, Note>, Task> test) =>
        WhereSupportedAsync(Fixture.SupportsCollectionsWithoutVectors, "vector", async () => await test(await CreateAsync<TKey, Note>(
            new() { Properties = [new VectorStoreKeyProperty(nameof(Note.Key), typeof(TKey)), new VectorStoreDataProperty(nameof(Note.Text), typeof(string)) { IsIndexed = true }] },
            [.. Enumerable.Range(1, 3).Select(i => new Note { Key = Keys.Of<TKey>(i), Text = $"note {i}" })])));

    private sealed class Note
    {
        public TKey Key { get; set; } = default!;

        public string? Text { get; set; }
    }
}
