namespace Lookalike.Imaging.Formats;

/// <summary>One directory of a TIFF: the numbers of its tags. Format: TIFF 6.0, section 2; BigTIFF.</summary>
internal sealed class TiffDirectory
{
    /// <summary>More values of a tag than are of interest here.</summary>
    private const int MaxValues = 16;

    private const int MaxEntries = 4096;

    private readonly Dictionary<int, long[]> _values = [];

    /// <summary>Where the next directory is, or 0.</summary>
    public long Next { get; private init; }

    public static TiffDirectory Read(HeaderBytes file, long at, bool bigEndian, bool large)
    {
        long count = large ? (long)file.UInt64(at, bigEndian) : file.UInt16(at, bigEndian);
        if (count is < 1 or > MaxEntries)
            throw new InvalidDataException($"expected a directory of 1 to {MaxEntries:N0} entries at byte {at:N0}, found {count:N0}");
        int entryLength = large ? 20 : 12;
        long entries = at + (large ? 8 : 2), next = entries + (count * entryLength);
        bool isLast = next + (large ? 8 : 4) > file.Length;
        var directory = new TiffDirectory { Next = isLast ? 0 : large ? (long)file.UInt64(next, bigEndian) : file.UInt32(next, bigEndian) };
        for (long entry = entries; entry < next; entry += entryLength)
        {
            int tag = file.UInt16(entry, bigEndian), size = Size(file.UInt16(entry + 2, bigEndian));
            long values = large ? (long)Math.Min(file.UInt64(entry + 4, bigEndian), long.MaxValue) : file.UInt32(entry + 4, bigEndian);
            if (size == 0 || values < 1) continue;
            int taken = (int)Math.Min(values, MaxValues);
            long where = entry + (large ? 12 : 8);
            if (values > (large ? 8 : 4) / size) where = large ? (long)file.UInt64(where, bigEndian) : file.UInt32(where, bigEndian);

            // A tag that points out of the file may be one that nobody needs.
            if (where < 0 || where > file.Length - (taken * size)) continue;
            directory._values[tag] = [.. Enumerable.Range(0, taken).Select(i => Number(file, where + (i * size), size, bigEndian))];
        }

        return directory;
    }

    public bool Has(int tag) => _values.ContainsKey(tag);

    /// <summary>A tag's first values, at most 16.</summary>
    public IReadOnlyList<long> All(int tag) => _values.GetValueOrDefault(tag, []);

    /// <summary>A tag's first value.</summary>
    public long First(int tag, long otherwise) => _values.TryGetValue(tag, out long[]? values) ? values[0] : otherwise;

    /// <summary>The bytes of a value that is a whole number without a sign; 0 for other types.</summary>
    private static int Size(int type) => type switch
    {
        1 or 7 => 1,
        3 => 2,
        4 or 13 => 4,
        16 or 18 => 8,
        _ => 0,
    };

    private static long Number(HeaderBytes file, long at, int size, bool bigEndian) => size switch
    {
        1 => file.Byte(at),
        2 => file.UInt16(at, bigEndian),
        4 => file.UInt32(at, bigEndian),
        _ => (long)file.UInt64(at, bigEndian),
    };
}
