using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>The picture files of an index as its records were when a run began: by key, and by content.</summary>
internal sealed class KnownPictures
{
    private readonly Dictionary<string, int> _byKey;
    private readonly HashSet<string> _sets = [];
    private readonly string?[] _keys;
    private readonly long?[] _sizes;
    private readonly DateTimeOffset?[] _times;
    private Dictionary<string, int> _byHash = [];
    private string?[] _hashes = [];
    private int?[] _widths = [];
    private int?[] _heights = [];
    private ILookup<(long Size, DateTimeOffset Time), int>? _alike;

    private KnownPictures(string?[] keys, long?[] sizes, DateTimeOffset?[] times)
    {
        (_keys, _sizes, _times) = (keys, sizes, times);
        _byKey = new Dictionary<string, int>(keys.Length);
        for (int slot = 0; slot < keys.Length; slot++)
        {
            // A key that leads out of its folder is no picture's; the doctor names it.
            if (keys[slot] is not { } key || !ImageKey.IsValid(key)) continue;
            if (At(sizes, slot) is null) _sets.Add(FirstSegment(key));
            else _byKey.TryAdd(key, slot);
        }
    }

    public static KnownPictures None { get; } = new([], [], []);

    /// <summary>How many pictures there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>One more than the highest slot.</summary>
    public int Slots => _keys.Length;

    /// <summary>Reads the keys, sizes and times: all that a folder in step is compared with.</summary>
    public static async Task<KnownPictures> ReadAsync(ImageIndex index, CancellationToken cancellation)
    {
        SqliteCollection<string, ImageRecord> records = index.Records;
        return new KnownPictures(
            await records.ReadColumnAsync<string>(nameof(ImageRecord.Key), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<long?>(nameof(ImageRecord.Size), cancellation).ConfigureAwait(false),
            await records.ReadColumnAsync<DateTimeOffset?>(nameof(ImageRecord.Modified), cancellation).ConfigureAwait(false));
    }

    /// <summary>Reads the rest, which is wanted where a file is not as its record says. Until then no content is known.</summary>
    public async Task ReadContentAsync(ImageIndex index, CancellationToken cancellation)
    {
        SqliteCollection<string, ImageRecord> records = index.Records;
        _hashes = await records.ReadColumnAsync<string>(nameof(ImageRecord.ContentHash), cancellation).ConfigureAwait(false);
        _widths = await records.ReadColumnAsync<int?>(nameof(ImageRecord.Width), cancellation).ConfigureAwait(false);
        _heights = await records.ReadColumnAsync<int?>(nameof(ImageRecord.Height), cancellation).ConfigureAwait(false);
        FindContents(static _ => true);
    }

    /// <summary>Forgets the contents that have no vector to take over: whoever has one of them is encoded again.</summary>
    public void KeepContentsOf(VectorSnapshot vectors) => FindContents(vectors.IsOccupied);

    private void FindContents(Predicate<int> isWanted)
    {
        _byHash = new Dictionary<string, int>(_byKey.Count);
        foreach (int slot in _byKey.Values.Order())
        {
            if (isWanted(slot) && At(_hashes, slot) is { } hash) _byHash.TryAdd(hash, slot);
        }
    }

    /// <summary>The slot of a key, or -1.</summary>
    public int Find(string key) => _byKey.GetValueOrDefault(key, -1);

    /// <summary>The slot of a picture of this content, or -1. Safe from several threads.</summary>
    public int FindContent(string hash) => _byHash.GetValueOrDefault(hash, -1);

    /// <summary>Whether images of a data set have keys that begin with this segment.</summary>
    public bool HasSet(string firstSegment) => _sets.Contains(firstSegment);

    public string Key(int slot) => _keys[slot]!;

    public string Hash(int slot) => At(_hashes, slot) ?? "";

    public long Size(int slot) => _sizes[slot]!.Value;

    public DateTimeOffset? Time(int slot) => At(_times, slot);

    public int? Width(int slot) => At(_widths, slot);

    public int? Height(int slot) => At(_heights, slot);

    /// <summary>The slots of a folder's pictures and of those below it, in the order of their keys.</summary>
    /// <param name="folder">A key without its last segments: a root's name, or that and a folder below it.</param>
    public int[] Below(string folder) => Below(folder, static _ => true);

    /// <summary>The same, of those slots that are wanted.</summary>
    public int[] Below(string folder, Predicate<int> isWanted)
    {
        string prefix = folder + "/";
        int[] slots = [.. _byKey.Values.Where(slot => isWanted(slot) && Key(slot).StartsWith(prefix, StringComparison.Ordinal))];
        Array.Sort(slots, (a, b) => string.CompareOrdinal(Key(a), Key(b)));
        return slots;
    }

    /// <summary>Whether a folder has any picture, itself or below it.</summary>
    public bool HasBelow(string folder)
    {
        string prefix = folder + "/";
        return _byKey.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Slots of pictures of this size and time.</summary>
    public IEnumerable<int> Alike(long size, DateTimeOffset time) => (_alike ??= _byKey.Values.ToLookup(slot => (Size(slot), Time(slot) ?? default)))[(size, time)];

    // The columns are of two moments where an index is only looked at, and another may have written in between.
    private static T? At<T>(T?[] column, int slot) => slot < column.Length ? column[slot] : default;

    private static string FirstSegment(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and int end ? key[..end] : key;
}
