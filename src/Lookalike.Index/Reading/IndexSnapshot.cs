using System.Numerics;
using Lookalike.Index.Records;

namespace Lookalike.Index.Reading;

/// <summary>
/// Columns of all records of an index as they were at one moment, row by row: place i of every column is of the same record. What the index
/// says of itself is of that moment too. Nothing changes them afterwards, so they may be read from any number of threads. A column that was not
/// asked for throws.
/// </summary>
public sealed class IndexSnapshot
{
    private readonly IReadOnlyList<string?>? _sets, _paths, _contentHashes;
    private readonly IReadOnlyList<int?>? _positions, _widths, _heights, _labels;
    private readonly IReadOnlyList<long?>? _sizes;
    private readonly IReadOnlyList<DateTimeOffset?>? _modified;

    /// <summary>What the index said of itself at that moment.</summary>
    public required IndexDescription Description { get; init; }

    /// <summary>The keys, each once.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Keys.Count;

    /// <summary>The names of the sets; null where a damaged record has none.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<string?> Sets
    {
        get => _sets ?? throw NotRead(IndexColumns.Set);
        init => _sets = value;
    }

    /// <summary>The positions in the sets; null for picture files.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<int?> Positions
    {
        get => _positions ?? throw NotRead(IndexColumns.Position);
        init => _positions = value;
    }

    /// <summary>The paths below the roots; null for images without a file of their own.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<string?> Paths
    {
        get => _paths ?? throw NotRead(IndexColumns.Path);
        init => _paths = value;
    }

    /// <summary>The sizes of the files in bytes; null for images without a file of their own.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<long?> Sizes
    {
        get => _sizes ?? throw NotRead(IndexColumns.Size);
        init => _sizes = value;
    }

    /// <summary>When the files were last written, in UTC; null for images without a file of their own.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<DateTimeOffset?> Modified
    {
        get => _modified ?? throw NotRead(IndexColumns.Modified);
        init => _modified = value;
    }

    /// <summary>The widths of the pictures in pixels; null where they are not known.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<int?> Widths
    {
        get => _widths ?? throw NotRead(IndexColumns.Width);
        init => _widths = value;
    }

    /// <summary>The heights of the pictures in pixels; null where they are not known.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<int?> Heights
    {
        get => _heights ?? throw NotRead(IndexColumns.Height);
        init => _heights = value;
    }

    /// <summary>The classes; null where there are none.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<int?> Labels
    {
        get => _labels ?? throw NotRead(IndexColumns.Label);
        init => _labels = value;
    }

    /// <summary>The hashes of the contents; null where a damaged record has none.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public IReadOnlyList<string?> ContentHashes
    {
        get => _contentHashes ?? throw NotRead(IndexColumns.ContentHash);
        init => _contentHashes = value;
    }

    /// <summary>All vectors: float32, row-major, [<see cref="Count"/>, <see cref="LatentSize"/>]. The row of a record without a vector is all zeros.</summary>
    /// <exception cref="InvalidOperationException">They were not read.</exception>
    public ReadOnlyMemory<float> Vectors
    {
        get => LatentSize > 0 ? field : throw NotRead(IndexColumns.Vector);
        init;
    }

    /// <summary>Floats in a vector; 0 where vectors were not read.</summary>
    public int LatentSize { get; init; }

    /// <summary>
    /// Which rows have a vector: bit row % 64 of word row / 64. As many words as the rows need at least; bits beyond are 0. Only damaged
    /// records have none.
    /// </summary>
    public ReadOnlyMemory<ulong> Present { internal get; init; }

    /// <summary>How many rows have a vector. Counted at each call.</summary>
    public int VectorCount
    {
        get
        {
            int count = 0;
            foreach (ulong word in Present.Span) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Whether a record has its vector, among those that were read.</summary>
    /// <param name="row">Its row.</param>
    public bool HasVector(int row) => row / 64 < Present.Length && ((Present.Span[row / 64] >> (row % 64)) & 1) != 0;

    /// <summary>A record's vector.</summary>
    /// <param name="row">Its row.</param>
    public ReadOnlyMemory<float> Vector(int row) => Vectors.Slice(row * LatentSize, LatentSize);

    /// <summary>Copies of the vectors of rows, in their order: [rows, <see cref="LatentSize"/>], row-major.</summary>
    /// <param name="rows">The rows, each with a vector.</param>
    internal float[] VectorsOf(IReadOnlyList<int> rows)
    {
        float[] vectors = new float[rows.Count * LatentSize];
        for (int i = 0; i < rows.Count; i++) Vector(rows[i]).CopyTo(vectors.AsMemory(i * LatentSize));
        return vectors;
    }

    /// <summary>A record with all that was read of it but its vector.</summary>
    /// <param name="row">Its row.</param>
    public ImageRecord Record(int row) => new()
    {
        Key = Keys[row],
        Set = _sets?[row] ?? "",
        Path = _paths?[row],
        Position = _positions?[row],
        Size = _sizes?[row],
        Modified = _modified?[row],
        Width = _widths?[row],
        Height = _heights?[row],
        Label = _labels?[row],
        ContentHash = _contentHashes?[row] ?? "",
    };

    private static InvalidOperationException NotRead(IndexColumns column) => new($"The column '{column}' was not read. Ask for it when reading.");
}
