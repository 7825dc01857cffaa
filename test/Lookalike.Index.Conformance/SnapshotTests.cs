using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>Columns are read row by row, dense, with what was asked for and nothing else.</summary>
public abstract class SnapshotTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    [Fact]
    public async Task Every_row_is_its_record()
    {
        ImageRecord[] records = [Picture(1), Digit(2), Picture(3)];
        using IIndexStore store = await CreateAsync(records);

        IndexSnapshot read = await store.ReadAsync(Everything, Token);

        Assert.Equal((3, 3, LatentSize), (read.Count, read.VectorCount, read.LatentSize));
        for (int row = 0; row < read.Count; row++)
        {
            ImageRecord found = read.Record(row);
            Assert.True(read.HasVector(row));
            found.Vector = read.Vector(row);
            Same(records.Single(record => record.Key == found.Key), found, withVector: true);
        }
    }

    [Fact]
    public async Task An_index_of_nothing_has_no_rows()
    {
        using IIndexStore store = await CreateAsync();

        IndexSnapshot read = await store.ReadAsync(Everything, Token);

        Assert.Equal((0, 0, 0), (read.Count, read.VectorCount, read.Vectors.Length));
    }

    [Fact]
    public async Task The_state_stays_while_nothing_is_written_and_is_another_after_whatever_is()
    {
        using IIndexStore store = await CreateAsync([Picture(1), Picture(2)]);
        string first = await store.StateAsync(Token);
        await store.ReadAsync(Everything, Token);
        Assert.Equal(first, await store.StateAsync(Token));

        await store.WriteAsync([Picture(3)], [], description: null, Token);
        string second = await store.StateAsync(Token);
        await store.WriteAsync([], [Picture(3).Key], description: null, Token);
        string third = await store.StateAsync(Token);
        Assert.Equal(3, new[] { first, second, third }.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task What_was_deleted_leaves_no_gap()
    {
        using IIndexStore store = await CreateAsync(Enumerable.Range(0, 150).Select(Picture));
        int[] left = [.. Enumerable.Range(0, 150).Where(i => i % 3 != 1 && i < 140)];
        await store.WriteAsync([], Enumerable.Range(0, 150).Except(left).Select(i => Picture(i).Key), description: null, Token);

        IndexSnapshot read = await store.ReadAsync(IndexColumns.Size | IndexColumns.Vector, Token);

        Assert.Equal(left.Select(i => Picture(i).Key), read.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((left.Length, left.Length * LatentSize), (read.VectorCount, read.Vectors.Length));
        for (int row = 0; row < read.Count; row++) Assert.Equal(read.Sizes[row]!.Value - 1000, (long)read.Vectors.Span[row * LatentSize]);
        Assert.False(read.HasVector(read.Count));
    }

    [Fact]
    public async Task What_was_deleted_at_the_end_leaves_no_row()
    {
        using IIndexStore store = await CreateAsync(Enumerable.Range(0, 70).Select(Picture));
        await store.WriteAsync([], [Picture(69).Key, Picture(68).Key], description: null, Token);

        IndexSnapshot read = await store.ReadAsync(IndexColumns.Vector, Token);

        Assert.Equal((68, 68, 68 * LatentSize), (read.Count, read.VectorCount, read.Vectors.Length));
    }

    [Fact]
    public async Task A_place_that_is_taken_again_is_the_new_record()
    {
        using IIndexStore store = await CreateAsync(Enumerable.Range(0, 5).Select(Picture));
        await store.WriteAsync([], [Picture(2).Key], description: null, Token);
        await store.WriteAsync([Digit(9)], [], description: null, Token);

        IndexSnapshot read = await store.ReadAsync(IndexColumns.Set | IndexColumns.Vector, Token);
        int row = read.Keys.ToList().IndexOf(Digit(9).Key);

        Assert.Equal("mnist/train", read.Sets[row]);
        Assert.Equal(Digit(9).Vector.ToArray(), read.Vector(row).ToArray());
    }

    [Fact]
    public async Task The_order_stays_while_nothing_is_written()
    {
        using IIndexStore store = await CreateAsync(Enumerable.Range(0, 40).Reverse().Select(Picture));
        using IIndexStore other = await OpenAsync();

        Assert.Equal((await store.ReadAsync(IndexColumns.None, Token)).Keys, (await other.ReadAsync(Everything, Token)).Keys);
    }

    [Fact]
    public async Task A_column_that_was_not_asked_for_says_so()
    {
        using IIndexStore store = await CreateAsync(Picture(1));

        IndexSnapshot read = await store.ReadAsync(IndexColumns.Size, Token);

        Assert.Equal([1001L], read.Sizes);
        Assert.Contains("Modified", Assert.Throws<InvalidOperationException>(() => read.Modified).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => read.Vectors);
        Assert.Equal((0, false), (read.LatentSize, read.HasVector(0)));
        Assert.Equal(("pictures/001.jpg", 1001, null), (read.Record(0).Key, read.Record(0).Size, read.Record(0).Width));
    }

    [Fact]
    public async Task A_snapshot_stays_as_it_was()
    {
        using IIndexStore store = await CreateAsync(Enumerable.Range(0, 10).Select(Picture));
        IndexSnapshot before = await store.ReadAsync(Everything, Token);
        float[] vectors = before.Vectors.ToArray();
        string[] keys = [.. before.Keys];

        await store.WriteAsync(Enumerable.Range(0, 10).Select(Changed), [Picture(3).Key], description: null, Token);
        await store.LoadAsync(Token);

        Assert.Equal(vectors, before.Vectors.ToArray());
        Assert.Equal(keys, before.Keys);
        Assert.Equal(Picture(5).Size, before.Sizes[before.Keys.ToList().IndexOf(Picture(5).Key)]);

        static ImageRecord Changed(int number)
        {
            ImageRecord record = Picture(number);
            (record.Size, record.Vector) = (7, new float[] { 7, 7, 7, 7 });
            return record;
        }
    }
}
