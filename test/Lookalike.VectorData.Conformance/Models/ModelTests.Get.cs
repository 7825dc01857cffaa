using Lookalike.VectorData.Conformance.Records;

namespace Lookalike.VectorData.Conformance.Models;

/// <content>Records are got by their keys.</content>
public abstract partial class ModelTests<TKey, TRecord>
{
    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var collection = await CreateAsync(3);

        AssertSame(Record(2), await collection.GetAsync(Key(2), new() { IncludeVectors = true }, Token), withVector: true);
    }

    [Fact]
    public async Task A_record_comes_without_its_vector_unless_it_is_asked_for()
    {
        var collection = await CreateAsync(3);

        AssertSame(Record(2), await collection.GetAsync(Key(2), cancellationToken: Token), withVector: false);
        AssertSame(Record(2), await collection.GetAsync(Key(2), new() { IncludeVectors = false }, Token), withVector: false);
    }

    [Fact]
    public async Task A_missing_key_gives_null()
    {
        var collection = await CreateAsync(3);

        Assert.Null(await collection.GetAsync(Key(4), cancellationToken: Token));
    }

    [Fact]
    public async Task Several_records_come_back_as_they_were_written()
    {
        var collection = await CreateAsync(4);

        var found = await collection.GetAsync([Key(3), Key(1)], new() { IncludeVectors = true }, Token).ToListAsync(Token);

        AssertSame([Record(1), Record(3)], found, withVector: true);
    }

    [Fact]
    public async Task Several_records_come_without_their_vectors_unless_they_are_asked_for()
    {
        var collection = await CreateAsync(4);

        AssertSame([Record(1), Record(3)], await collection.GetAsync([Key(3), Key(1)], cancellationToken: Token).ToListAsync(Token), withVector: false);
    }

    [Fact]
    public async Task Missing_keys_are_left_out()
    {
        var collection = await CreateAsync(3);

        var found = await collection.GetAsync([Key(9), Key(2), Key(8)], cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(2, NumberOf(Assert.Single(found)));
    }

    [Fact]
    public async Task Keys_that_are_all_missing_give_nothing()
    {
        var collection = await CreateAsync(3);

        Assert.Empty(await collection.GetAsync([Key(9), Key(8)], cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task No_keys_give_nothing()
    {
        var collection = await CreateAsync(3);

        Assert.Empty(await collection.GetAsync(Array.Empty<TKey>(), cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_null_key_is_refused_by_name()
    {
        var collection = await CreateAsync(3);
        if (default(TKey) is { } zero)
        {
            // A key that cannot be null: its default is a key like any other.
            Assert.Null(await collection.GetAsync(zero, cancellationToken: Token));
            return;
        }

        await Assert.ThrowsAsync<ArgumentNullException>("key", () => collection.GetAsync(default(TKey)!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>("key", () => collection.DeleteAsync(default(TKey)!, Token));
    }

    [Fact]
    public async Task Null_for_several_keys_is_refused_by_name()
    {
        var collection = await CreateAsync(3);

        await Assert.ThrowsAsync<ArgumentNullException>("keys", async () => await collection.GetAsync((IEnumerable<TKey>)null!, cancellationToken: Token).ToListAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>("keys", () => collection.DeleteAsync((IEnumerable<TKey>)null!, Token));
    }

    [Fact]
    public async Task What_is_got_is_a_copy()
    {
        TRecord written = Record(1);
        var collection = await CreateAsync(0);
        await collection.UpsertAsync(written, Token);

        TRecord first = (await collection.GetAsync(Key(1), new() { IncludeVectors = true }, Token))!, second = (await collection.GetAsync(Key(1), new() { IncludeVectors = true }, Token))!;

        Assert.NotSame(written, first);
        Assert.NotSame(first, second);
        Array.Fill(ArrayOf(first), 9);
        AssertSame(Record(1), await collection.GetAsync(Key(1), new() { IncludeVectors = true }, Token), withVector: true);
    }

    [Fact]
    public async Task A_cancelled_token_stops_what_reads()
    {
        var collection = await CreateAsync(3);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.GetAsync(Key(1), cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await collection.GetAsync([Key(1)], cancellationToken: cancelled).ToListAsync(CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await collection.GetAsync(AtLeast(0), 1, cancellationToken: cancelled).ToListAsync(CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await collection.SearchAsync(Arc.At(0), 1, cancellationToken: cancelled).ToListAsync(CancellationToken.None));
    }
}
