using Lookalike.Core.Globs;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>Records come back as they were written, and a write is all or nothing.</summary>
public abstract class RecordTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    [Fact]
    public async Task Records_come_back_with_all_that_they_have_in_the_order_of_the_keys()
    {
        using IIndexStore store = await CreateAsync(Picture(1), Picture(2), Digit(3));

        IReadOnlyList<ImageRecord> with = await store.GetAsync([Digit(3).Key, "nothing", Picture(1).Key], includeVectors: true, Token);
        IReadOnlyList<ImageRecord> without = await store.GetAsync([Picture(2).Key], includeVectors: false, Token);

        Assert.Equal(2, with.Count);
        Same(Digit(3), with[0], withVector: true);
        Same(Picture(1), with[1], withVector: true);
        Same(Picture(2), Assert.Single(without), withVector: false);
        Assert.Empty(await store.GetAsync([], includeVectors: true, Token));
    }

    [Fact]
    public async Task Records_are_listed_page_by_page_in_the_order_of_their_keys_while_others_come_and_go()
    {
        using IIndexStore store = await CreateAsync(Picture(3), Digit(3), Picture(1), Picture(2));
        string[] keys = [.. new[] { Picture(1), Picture(2), Picture(3), Digit(3) }.Select(record => record.Key).Order(StringComparer.Ordinal)];

        IReadOnlyList<ImageRecord> first = await store.ListAsync(after: null, 2, match: null, Token);
        Assert.Equal(keys[..2], first.Select(record => record.Key));
        await store.WriteAsync([], [keys[1]], description: null, Token);

        Assert.Equal(keys[2..], (await store.ListAsync(keys[1], 9, match: null, Token)).Select(record => record.Key));
        Assert.Empty(await store.ListAsync(keys[3], 9, match: null, Token));
        ImageRecord only = Assert.Single(await store.ListAsync(after: null, 9, new Glob(Picture(3).Key), Token));
        Same(Picture(3), only, withVector: false);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListAsync(after: null, 0, match: null, Token));
    }

    [Fact]
    public async Task A_record_takes_the_place_of_the_one_with_its_key()
    {
        using IIndexStore store = await CreateAsync(Picture(1));
        ImageRecord other = Digit(7);
        other.Key = Picture(1).Key;

        await store.WriteAsync([other], [], description: null, Token);

        Same(other, Assert.Single(await store.GetAsync([other.Key], includeVectors: true, Token)), withVector: true);
        Assert.Equal(1, await store.CountAsync(Token));
    }

    [Fact]
    public async Task One_write_writes_and_deletes_and_describes()
    {
        using IIndexStore store = await CreateAsync(Picture(1), Picture(2));

        await store.WriteAsync([Picture(3)], [Picture(1).Key, "nothing"], Description.With(source: "other"), Token);

        Assert.Equal([Picture(2).Key, Picture(3).Key], (await store.ReadAsync(IndexColumns.None, Token)).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("other", (await store.DescribeAsync(Token)).Source);
    }

    [Fact]
    public async Task A_key_that_is_written_and_deleted_at_once_is_gone()
    {
        using IIndexStore store = await CreateAsync();

        await store.WriteAsync([Picture(1)], [Picture(1).Key], description: null, Token);

        Assert.Equal(0, await store.CountAsync(Token));
    }

    [Theory]
    [InlineData(LatentSize - 1, 0f)]
    [InlineData(LatentSize + 1, 0f)]
    [InlineData(LatentSize, float.NaN)]
    [InlineData(LatentSize, float.PositiveInfinity)]
    public async Task Of_a_write_with_a_faulty_vector_nothing_is_stored(int size, float value)
    {
        using IIndexStore store = await CreateAsync(Picture(1));
        ImageRecord faulty = Picture(3);
        float[] vector = new float[size];
        vector[^1] = value;
        faulty.Vector = vector;

        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync([Picture(2), faulty], [Picture(1).Key], Description.With(source: "other"), Token));

        Assert.Equal([Picture(1).Key], (await store.ReadAsync(IndexColumns.None, Token)).Keys);
        Assert.Equal("mnist", (await store.DescribeAsync(Token)).Source);
    }

    [Fact]
    public async Task What_is_changed_in_memory_after_a_write_changes_nothing_that_is_stored()
    {
        using IIndexStore store = await CreateAsync();
        ImageRecord record = Picture(1);
        float[] vector = record.Vector.ToArray();
        record.Vector = vector;
        await store.WriteAsync([record], [], description: null, Token);

        vector[0] = 99;
        record.Label = 99;

        Same(Picture(1), Assert.Single(await store.GetAsync([record.Key], includeVectors: true, Token)), withVector: true);
    }

    [Fact]
    public async Task Readers_see_what_a_writer_writes()
    {
        using IIndexStore writer = await CreateAsync(Picture(1));
        using IIndexStore reader = await OpenAsync();
        Assert.Equal(1, await reader.LoadAsync(Token));

        await writer.WriteAsync([Picture(2)], [], description: null, Token);

        Assert.Equal((2L, 2L), (await reader.CountAsync(Token), await reader.LoadAsync(Token)));
    }
}
