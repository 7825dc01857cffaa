using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>The picture files of an index as its records were when a run began: by key, and by content. Immutable.</summary>
internal sealed class KnownPictures
{
    private readonly Dictionary<string, int> _byKey = [];
    private readonly Dictionary<string, int> _byHash = [];
    private readonly HashSet<string> _sets = [];
    private readonly string?[] _keys;
    private readonly string?[] _hashes;
    private readonly long?[] _sizes;
    private readonly DateTimeOffset?[] _times;
    private readonly int?[] _widths;
    private readonly int?[] _heights;

    private KnownPictures(string?[] keys, string?[] hashes, long?[] sizes, DateTimeOffset?[] times, int?[] widths, int?[] heights)
    {
        (_keys, _hashes, _sizes, _times, _widths, _heights) = (keys, hashes, sizes, times, widths, heights);
        for (int slot = 0; slot < keys.Length; slot++)
        {
            // A key that leads out of its folder is no picture's; the doctor names it.
            if (keys[slot] is not { } key || !ImageKey.IsValid(key)) continue;
            if (sizes[slot] is null)
            {
                _sets.Add(FirstSegment(key));
                continue;
            }

            _byKey.TryAdd(key, slot);
            if (hashes[slot] is { } hash) _byHash.TryAdd(hash, slot);
        }
    }

    /// <summary>The same, without the contents that have no vector to take over: whoever has one of them is encoded again.</summary>
    public KnownPictures WithVectorsOf(VectorSnapshot vectors) =>
        new(_keys, [.. _hashes.Select((hash, slot) => vectors.IsOccupied(slot) ? hash : null)], _sizes, _times, _widths, _heights);

    public static KnownPictures None { get; } = new([], [], [], [], [], []);

    /// <summary>How many pictures there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>One more than the highest slot.</summary>
    public int Slots => _keys.Length;

    public static async Task<KnownPictures> ReadAsync(ImageIndex index, CancellationToken cancellation)
    {
        SqliteCollection<string, ImageRecord> records = index.Records;
        return new KnownPictures(
            await records.ReadColumnAsync<string>(nameof(ImageRecord.Key), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<string>(nameof(ImageRecord.ContentHash), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<long?>(nameof(ImageRecord.Size), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<DateTimeOffset?>(nameof(ImageRecord.Modified), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<int?>(nameof(ImageRecord.Width), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<int?>(nameof(ImageRecord.Height), cancellation).ConfigureAwait(false));
    }

    /// <summary>The slot of a key, or -1.</summary>
    public int Find(string key) => _byKey.GetValueOrDefault(key, -1);

    /// <summary>The slot of a picture of this content, or -1. Safe from several threads.</summary>
    public int FindContent(string hash) => _byHash.GetValueOrDefault(hash, -1);

    /// <summary>Whether images of a data set have keys that begin with this segment.</summary>
    public bool HasSet(string firstSegment) => _sets.Contains(firstSegment);

    public string Key(int slot) => _keys[slot]!;

    public string Hash(int slot) => _hashes[slot] ?? "";

    public long Size(int slot) => _sizes[slot]!.Value;

    public DateTimeOffset? Time(int slot) => _times[slot];

    public int? Width(int slot) => _widths[slot];

    public int? Height(int slot) => _heights[slot];

    /// <summary>The slots of a folder's pictures and of those below it, in the order of their keys.</summary>
    /// <param name="folder">A key without its last segments: a root's name, or that and a folder below it.</param>
    public int[] Below(string folder)
    {
        string prefix = folder + "/";
        return [.. _byKey.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)];
    }

    private static string FirstSegment(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and int end ? key[..end] : key;
}
