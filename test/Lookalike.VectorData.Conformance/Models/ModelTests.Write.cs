using Lookalike.VectorData.Conformance.Records;

namespace Lookalike.VectorData.Conformance.Models;

/// <content>Records are upserted and deleted.</content>
public abstract partial class ModelTests<TKey, TRecord>
{
    [Fact]
    public async Task A_new_record_is_inserted()
    {
        var collection = await CreateAsync(2);

        await collection.UpsertAsync(Record(3), Token);

        AssertSame(Range(3), await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task A_record_of_a_known_key_is_replaced()
    {
        var collection = await CreateAsync(3);

        await collection.UpsertAsync(Record(2, like: 7), Token);

        AssertSame([Record(1), Record(2, like: 7), Record(3)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task New_records_are_inserted_in_one_batch()
    {
        var collection = await CreateAsync(0);

        await collection.UpsertAsync(Range(20), Token);

        AssertSame(Range(20), await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task A_batch_may_insert_and_replace()
    {
        var collection = await CreateAsync(3);

        await collection.UpsertAsync([Record(4), Record(2, like: 7), Record(5)], Token);

        AssertSame([Record(1), Record(2, like: 7), Record(3), Record(4), Record(5)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task The_last_record_of_a_key_in_a_batch_stays()
    {
        var collection = await CreateAsync(0);

        await collection.UpsertAsync([Record(1, like: 7), Record(2), Record(1, like: 8)], Token);

        AssertSame([Record(1, like: 8), Record(2)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task A_batch_may_be_any_sequence()
    {
        var collection = await CreateAsync(0);

        await collection.UpsertAsync(Range(5).Where(r => NumberOf(r) % 2 == 1), Token);

        AssertSame([Record(1), Record(3), Record(5)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task An_empty_batch_changes_nothing()
    {
        var collection = await CreateAsync(2);

        await collection.UpsertAsync([], Token);
        await collection.DeleteAsync(Array.Empty<TKey>(), Token);

        AssertSame(Range(2), await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task Null_for_a_record_is_refused_by_name()
    {
        var collection = await CreateAsync(1);

        await Assert.ThrowsAsync<ArgumentNullException>("record", () => collection.UpsertAsync((TRecord)null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("records", () => collection.UpsertAsync((IEnumerable<TRecord>)null!, Token));
    }

    [Fact]
    public async Task A_vector_that_is_changed_after_it_was_written_is_stored_as_it_was()
    {
        var collection = await CreateAsync(0);
        TRecord record = Record(1);
        await collection.UpsertAsync(record, Token);

        Array.Fill(ArrayOf(record), 9);

        AssertSame(Record(1), await collection.GetAsync(Key(1), new() { IncludeVectors = true }, Token), withVector: true);
    }

    [Fact]
    public async Task A_deleted_record_is_gone_from_everywhere()
    {
        var collection = await CreateAsync(3);

        await collection.DeleteAsync(Key(2), Token);

        Assert.Null(await collection.GetAsync(Key(2), cancellationToken: Token));
        Assert.Equal([1, 3], await collection.SearchAsync(Arc.At(0), 5, cancellationToken: Token).Select(h => NumberOf(h.Record)).ToListAsync(Token));
        AssertSame([Record(1), Record(3)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task Deleting_a_missing_key_changes_nothing()
    {
        var collection = await CreateAsync(2);

        await collection.DeleteAsync(Key(9), Token);

        AssertSame(Range(2), await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task Several_records_are_deleted_at_once()
    {
        var collection = await CreateAsync(4);

        await collection.DeleteAsync([Key(3), Key(1)], Token);

        AssertSame([Record(2), Record(4)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task Missing_keys_do_not_keep_others_from_being_deleted()
    {
        var collection = await CreateAsync(3);

        await collection.DeleteAsync([Key(9), Key(1), Key(8), Key(1)], Token);

        AssertSame([Record(2), Record(3)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task A_deleted_record_may_be_written_again()
    {
        var collection = await CreateAsync(3);
        await collection.DeleteAsync([Key(1), Key(2)], Token);

        await collection.UpsertAsync(Record(2, like: 7), Token);

        AssertSame([Record(2, like: 7), Record(3)], await AllAsync(collection), withVector: true);
    }

    [Fact]
    public async Task A_cancelled_token_stops_what_writes()
    {
        var collection = await CreateAsync(1);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.UpsertAsync(Record(2), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.UpsertAsync([Record(3)], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.DeleteAsync(Key(1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.DeleteAsync([Key(1)], cancelled));

        AssertSame(Range(1), await AllAsync(collection), withVector: true);
    }
}
