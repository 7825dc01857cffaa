using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>The picture files of an index as its records were when a run began: by key, and by content.</summary>
internal sealed class KnownPictures
{
    private static readonly IndexSnapshot Nothing = new() { Description = new IndexDescription { LatentSize = 1 }, Keys = [], Sizes = [], Modified = [] };

    private const IndexColumns Stamp = IndexColumns.Size | IndexColumns.Modified;
    private const IndexColumns Content = IndexColumns.Width | IndexColumns.Height | IndexColumns.ContentHash;

    private readonly IndexSnapshot _records;
    private readonly Dictionary<string, int> _byKey;
    private readonly HashSet<string> _sets = [];
    private Dictionary<string, int> _byHash = [];
    private IndexSnapshot? _contents;
    private int[] _contentRows = [];
    private ILookup<(long Size, DateTimeOffset Time), int>? _alike;

    private KnownPictures(IndexSnapshot records)
    {
        _records = records;
        _byKey = new Dictionary<string, int>(records.Count);
        for (int row = 0; row < records.Count; row++)
        {
            // A key that leads out of its folder is no picture's; the doctor names it.
            string key = records.Keys[row];
            if (!ImageKey.IsValid(key)) continue;
            if (records.Sizes[row] is null) _sets.Add(FirstSegment(key));
            else _byKey.TryAdd(key, row);
        }
    }

    public static KnownPictures None { get; } = new(Nothing);

    /// <summary>The folders of the index at the moment of the records.</summary>
    public ImageRoots Roots => _records.Description.Roots;

    /// <summary>How many pictures there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>How many records there are, pictures and others.</summary>
    public int Rows => _records.Count;

    /// <summary>
    /// Reads the keys, sizes and times: all that a folder in step is compared with. Most runs need no more, and the rest takes nearly as much memory again.
    /// </summary>
    /// <param name="index">The index, open for writing: nobody else writes before <see cref="ReadContentAsync"/> reads the rest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<KnownPictures> ReadAsync(ImageIndex index, CancellationToken cancellationToken) =>
        new(await index.Store.ReadAsync(Stamp, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads all of it but the vectors at once: of an index that is only looked at, which another may be writing to.</summary>
    /// <param name="index">The index.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<KnownPictures> ReadWithContentAsync(ImageIndex index, CancellationToken cancellationToken)
    {
        IndexSnapshot records = await index.Store.ReadAsync(Stamp | Content, cancellationToken).ConfigureAwait(false);
        var known = new KnownPictures(records);
        known.Take(records, isWanted: static _ => true);
        return known;
    }

    /// <summary>Reads the rest, with the vectors, which is wanted where a file is not as its record says. Until then no content is known.</summary>
    /// <param name="index">The index, held since <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ReadContentAsync(ImageIndex index, CancellationToken cancellationToken)
    {
        IndexSnapshot now = await index.Store.ReadAsync(Stamp | Content | IndexColumns.Vector, cancellationToken).ConfigureAwait(false);

        // A picture without its vector is encoded again.
        Take(now, now.HasVector);
    }

    /// <summary>The row of a key, or -1.</summary>
    public int Find(string key) => _byKey.GetValueOrDefault(key, -1);

    /// <summary>The row of a picture of this content, or -1. Safe from several threads.</summary>
    public int FindContent(string hash) => _byHash.GetValueOrDefault(hash, -1);

    /// <summary>Whether images of a data set have keys that begin with this segment.</summary>
    public bool HasSet(string firstSegment) => _sets.Contains(firstSegment);

    public string Key(int row) => _records.Keys[row];

    public long Size(int row) => _records.Sizes[row]!.Value;

    public DateTimeOffset? Time(int row) => _records.Modified[row];

    public string Hash(int row) => ContentRow(row) is { } found ? _contents!.ContentHashes[found] ?? "" : "";

    public int? Width(int row) => ContentRow(row) is { } found ? _contents!.Widths[found] : null;

    public int? Height(int row) => ContentRow(row) is { } found ? _contents!.Heights[found] : null;

    /// <summary>The vector of a picture whose content was found.</summary>
    public ReadOnlyMemory<float> Vector(int row) => _contents!.Vector(_contentRows[row]);

    /// <summary>The rows of a folder's pictures and of those below it, in the order of their keys.</summary>
    /// <param name="folder">A key without its last segments: a root's name, or that and a folder below it.</param>
    public int[] Below(string folder) => Below(folder, static _ => true);

    /// <summary>The same, of those rows that are wanted.</summary>
    public int[] Below(string folder, Predicate<int> isWanted)
    {
        string prefix = folder + "/";
        int[] rows = [.. _byKey.Values.Where(row => isWanted(row) && Key(row).StartsWith(prefix, StringComparison.Ordinal))];
        Array.Sort(rows, (a, b) => string.CompareOrdinal(Key(a), Key(b)));
        return rows;
    }

    /// <summary>Whether a folder has any picture, itself or below it.</summary>
    public bool HasBelow(string folder)
    {
        string prefix = folder + "/";
        return _byKey.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Rows of pictures of this size and time.</summary>
    public IEnumerable<int> Alike(long size, DateTimeOffset time) =>
        (_alike ??= _byKey.Values.ToLookup(row => (Size(row), Time(row) ?? default)))[(size, time)];

    private void Take(IndexSnapshot contents, Predicate<int> isWanted)
    {
        int[] rows = new int[Rows];
        Array.Fill(rows, -1);
        for (int found = 0; found < contents.Count; found++)
        {
            // By key, and by what it is compared with: a program that does not heed the lock of the one who writes mixes nothing up either.
            if (!_byKey.TryGetValue(contents.Keys[found], out int row)) continue;
            if (contents.Sizes[found] == _records.Sizes[row] && contents.Modified[found] == _records.Modified[row]) rows[row] = found;
        }

        (_contents, _contentRows) = (contents, rows);
        _byHash = new Dictionary<string, int>(_byKey.Count);
        foreach (int row in _byKey.Values.Order())
        {
            if (rows[row] >= 0 && isWanted(rows[row]) && contents.ContentHashes[rows[row]] is { } hash) _byHash.TryAdd(hash, row);
        }
    }

    private int? ContentRow(int row) => _contents is not null && _contentRows[row] is >= 0 and int found ? found : null;

    private static string FirstSegment(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and int end ? key[..end] : key;
}
