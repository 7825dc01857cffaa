namespace Lookalike.Storage.Sqlite.Tests;

public sealed class SnapshotTests : StoreTest
{
    private static readonly string[] Columns = [nameof(Picture.Key), nameof(Picture.Title), nameof(Picture.Size), nameof(Picture.Label)];

    [Fact]
    public async Task Columns_and_vectors_are_by_slot_with_the_default_where_there_is_no_record_or_no_value()
    {
        var collection = await PicturesAsync(
            new Picture { Key = "a", Title = "one", Size = 1, Label = 10, Vector = new float[] { 1, 2, 3 } },
            new Picture { Key = "b", Title = "two", Size = 2 },
            new Picture { Key = "c", Size = 3, Label = 30 });
        await collection.DeleteAsync("b", Token);

        CollectionSnapshot snapshot = await collection.ReadAsync(Columns, includeVectors: true, metadata: [], Token);

        Assert.Equal(3, snapshot.Slots);
        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(snapshot.IsOccupied));
        Assert.Equal(["a", null, "c"], snapshot.Column<string>(nameof(Picture.Key)));
        Assert.Equal(["one", null, null], snapshot.Column<string>(nameof(Picture.Title)));
        Assert.Equal([1, 0, 3], snapshot.Column<int>(nameof(Picture.Size)));
        Assert.Equal([1, null, 3], snapshot.Column<int?>(nameof(Picture.Size)));
        Assert.Equal([10, null, 30], snapshot.Column<int?>(nameof(Picture.Label)));
        Assert.Equal([10, 0, 30], snapshot.Column<int>(nameof(Picture.Label)));
        Assert.Equal([1f, 2f, 3f], snapshot.Vectors!.Vectors[..3].ToArray());
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(snapshot.Vectors.IsOccupied));
        Assert.Equal((await collection.GetVectorsAsync(Token)).Version, snapshot.Version);
    }

    [Fact]
    public async Task Without_properties_and_vectors_a_snapshot_says_which_slots_hold_a_record()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2));
        await collection.DeleteAsync("a", Token);

        CollectionSnapshot snapshot = await collection.ReadAsync([], includeVectors: false, metadata: [], Token);

        Assert.Null(snapshot.Vectors);
        Assert.Equal([false, true], Enumerable.Range(0, snapshot.Slots).Select(snapshot.IsOccupied));
    }

    [Fact]
    public async Task A_snapshot_of_an_empty_collection_is_empty()
    {
        var collection = await PicturesAsync();

        CollectionSnapshot snapshot = await collection.ReadAsync(Columns, includeVectors: true, metadata: [], Token);

        Assert.Equal((0, 0), (snapshot.Slots, snapshot.Vectors!.Slots));
        Assert.Empty(snapshot.Column<string>(nameof(Picture.Key)));
    }

    [Fact]
    public async Task A_property_that_is_not_there_or_was_not_read_or_is_of_another_type_is_refused_by_its_name()
    {
        var collection = await PicturesAsync(Picture.At("a", 1));

        foreach (string property in (string[])["Nothing", nameof(Picture.Vector)])
        {
            ArgumentException missing = await Assert.ThrowsAsync<ArgumentException>(() => collection.ReadAsync([property], includeVectors: false, metadata: [], Token));
            Assert.Contains($"'{property}'", missing.Message, StringComparison.Ordinal);
        }

        CollectionSnapshot snapshot = await collection.ReadAsync([nameof(Picture.Size), nameof(Picture.Size)], includeVectors: false, metadata: [], Token);
        Assert.Contains("Size", Assert.Throws<ArgumentException>(() => snapshot.Column<string>(nameof(Picture.Title))).Message, StringComparison.Ordinal);
        Assert.Contains("'Int32', not 'Int64'", Assert.Throws<ArgumentException>(() => snapshot.Column<long>(nameof(Picture.Size))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_writer_of_upserts_deletions_and_replacements_all_columns_and_the_vectors_are_of_one_moment()
    {
        // Every transaction leaves all records with one number in all their columns, in their vectors and in the metadata, and takes records
        // away or adds some: columns of two moments differ in a number, in a length or in the slots that are in use.
        const int Reads = 3000;
        var collection = await PicturesAsync(Numbered(0));
        using var stop = new CancellationTokenSource();
        using var otherStore = new SqliteVectorStore(DatabasePath);
        Task writer = Task.Run(() => WriteAsync(otherStore.GetCollection<string, Picture>("pictures"), stop.Token), Token);
        HashSet<int> seen = [];

        // However slowly the writer gets on, reads go on until it was met a few times.
        for (int read = 0; (read < Reads || seen.Count <= 10) && !writer.IsFaulted; read++)
        {
            CollectionSnapshot snapshot = await collection.ReadAsync(Columns, includeVectors: true, metadata: [], Token);
            seen.Add(NumberOf(snapshot));
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task Records_deletions_and_metadata_of_one_transaction_are_seen_together()
    {
        var collection = await PicturesAsync(Picture.At("old", 1));

        await collection.ReplaceAsync([Picture.At("new", 2)], ["old"], new Dictionary<string, string> { ["number"] = "7", ["method"] = "graph" }, Token);

        Assert.Equal(["new", null], [(await collection.GetAsync("new", cancellationToken: Token))?.Key, (await collection.GetAsync("old", cancellationToken: Token))?.Key]);
        IReadOnlyDictionary<string, string> metadata = await collection.GetMetadataAsync(["number", "method", "none"], Token);
        Assert.Equal([("method", "graph"), ("number", "7")], metadata.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task Several_texts_are_kept_in_one_transaction_and_a_text_that_is_null_keeps_none()
    {
        var collection = await PicturesAsync();
        long before = (await collection.GetVectorsAsync(Token)).Version;

        await collection.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, Token);
        await Assert.ThrowsAsync<ArgumentException>(() => collection.SetMetadataAsync(new Dictionary<string, string> { ["a"] = "3", ["b"] = null! }, Token));

        Assert.Equal(before + 1, (await collection.GetVectorsAsync(Token)).Version);
        Assert.Equal("1", await collection.GetMetadataAsync("a", Token));
        Assert.Equal("2", await collection.GetMetadataAsync("b", Token));
    }

    private static Picture[] Numbered(int number)
    {
        // Never the same records twice, and never fewer than four.
        return [.. Enumerable.Range(0, 12).Where(i => i < 4 || (i + number) % 3 != 0).Select(i => new Picture
        {
            Key = $"{i}/{number}",
            Title = $"{number}",
            Size = number,
            Label = number,
            Vector = new float[] { number, i, 1 },
        })];
    }

    private static async Task WriteAsync(SqliteCollection<string, Picture> collection, CancellationToken stop)
    {
        Picture[] present = Numbered(0);
        for (int number = 1; !stop.IsCancellationRequested; number++)
        {
            Picture[] next = Numbered(number);
            await collection.ReplaceAsync(next, present.Select(p => p.Key), new Dictionary<string, string> { ["number"] = $"{number}" }, Token);
            await collection.DeleteAsync(next[0].Key, Token);
            await collection.UpsertAsync(next[0], Token);
            present = next;
        }
    }

    private static int NumberOf(CollectionSnapshot snapshot)
    {
        string?[] keys = snapshot.Column<string>(nameof(Picture.Key)), titles = snapshot.Column<string>(nameof(Picture.Title));
        int?[] sizes = snapshot.Column<int?>(nameof(Picture.Size)), labels = snapshot.Column<int?>(nameof(Picture.Label));
        Assert.Equal([snapshot.Slots, snapshot.Slots, snapshot.Slots, snapshot.Slots], [keys.Length, titles.Length, sizes.Length, labels.Length]);
        int number = sizes.First(size => size is not null)!.Value;
        for (int slot = 0; slot < snapshot.Slots; slot++)
        {
            bool present = snapshot.IsOccupied(slot);
            Assert.Equal(present, snapshot.Vectors!.IsOccupied(slot));
            Assert.Equal(present ? number : null, sizes[slot]);
            Assert.Equal(present ? number : null, labels[slot]);
            Assert.Equal(present ? $"{number}" : null, titles[slot]);
            Assert.Equal(present, keys[slot] is not null);
            if (!present) continue;
            Assert.EndsWith($"/{number}", keys[slot], StringComparison.Ordinal);
            Assert.Equal(number, snapshot.Vectors.Vectors.Span[slot * snapshot.Vectors.Dimension]);
        }

        return number;
    }
}
