namespace Lookalike.Application;

/// <summary>What the records of an index say of their images, without vectors, by slot. A slot without a record has a null key.</summary>
internal sealed class IndexedRecords
{
    private readonly string?[] _keys, _sets, _paths, _hashes;
    private readonly int?[] _positions;
    private readonly long?[] _sizes;
    private readonly DateTimeOffset?[] _modified;

    private IndexedRecords(string?[] keys, string?[] sets, string?[] paths, string?[] hashes, int?[] positions, long?[] sizes, DateTimeOffset?[] modified)
    {
        (_keys, _sets, _paths, _hashes, _positions, _sizes, _modified) = (keys, sets, paths, hashes, positions, sizes, modified);

        // Each column is read by itself, and a writer may have come between two of them.
        Slots = new[] { keys.Length, sets.Length, paths.Length, hashes.Length, positions.Length, sizes.Length, modified.Length }.Min();
        Count = keys.Count(key => key is not null);
    }

    /// <summary>Slots, with a record or without.</summary>
    public int Slots { get; }

    /// <summary>Records.</summary>
    public int Count { get; }

    public static async Task<IndexedRecords> ReadAsync(ImageIndex index, CancellationToken cancellation) => new(
        await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Key), cancellation).ConfigureAwait(false),
        await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Set), cancellation).ConfigureAwait(false),
        await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Path), cancellation).ConfigureAwait(false),
        await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.ContentHash), cancellation).ConfigureAwait(false),
        await index.Records.ReadColumnAsync<int?>(nameof(ImageRecord.Position), cancellation).ConfigureAwait(false),
        await index.Records.ReadColumnAsync<long?>(nameof(ImageRecord.Size), cancellation).ConfigureAwait(false),
        await index.Records.ReadColumnAsync<DateTimeOffset?>(nameof(ImageRecord.Modified), cancellation).ConfigureAwait(false));

    /// <summary>The key in a slot; null where there is no record.</summary>
    public string? Key(int slot) => slot < Slots ? _keys[slot] : null;

    /// <summary>The record in a slot that has one, without vector, label and measures.</summary>
    public ImageRecord Record(int slot) => new()
    {
        Key = _keys[slot]!,
        Set = _sets[slot] ?? "",
        Path = _paths[slot],
        Position = _positions[slot],
        Size = _sizes[slot],
        Modified = _modified[slot],
        ContentHash = _hashes[slot] ?? "",
    };
}
