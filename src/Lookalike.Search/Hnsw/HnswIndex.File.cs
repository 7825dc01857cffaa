using System.IO.Hashing;
using System.Runtime.InteropServices;
using Lookalike.Core.Files;
using Lookalike.Search.Distances;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Hnsw;

public sealed partial class HnswIndex
{
    /// <summary>Where the checksum lies, for which it takes zeros.</summary>
    private const int ChecksumAt = sizeof(ulong);

    /// <summary>Writes the index. Changes wait meanwhile; searches do not.</summary>
    /// <param name="stream">Where to. The index is written from the stream's position on, and can be opened only from the start of a file.</param>
    /// <param name="generation">A number that says which state of the vectors the index is of.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public unsafe void Save(Stream stream, long generation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        lock (_changes)
        {
            Graph graph = _graph;
            byte[] first = new byte[GraphLayout.HeaderBytes];
            GraphLayout layout = graph.Layout;
            var header = new GraphHeader
            {
                Magic = GraphHeader.CurrentMagic,
                Generation = generation,
                Length = layout.Length,
                Entry = graph.Entry,
                Dimension = Dimension,
                Metric = (int)Metric,
                CodeDimension = layout.CodeDimension,
                Links = layout.Links,
                BuildCandidates = _buildCandidates,
                Seed = _seed,
                Capacity = layout.Capacity,
                UpperCapacity = layout.UpperCapacity,
                UpperRows = _upperRows,
                Count = _count,
                Removed = _removed,
                CutOff = _cutOff,
                Step = _encoder.Quantizer.Step,
                LongestVector = _encoder.Length,
            };
            graph.SetOffsets(_encoder.Quantizer.Offsets);
            MemoryMarshal.Write(first, header);
            header.Checksum = Checksum(first, graph.Memory);
            MemoryMarshal.Write(first, header);
            stream.Write(first);
            foreach ((nint start, int length) in Pieces(graph.Memory)) stream.Write(new ReadOnlySpan<byte>((void*)start, length));
            GC.KeepAlive(graph);
        }
    }

    /// <summary>
    /// Opens an index that was saved as a file of its own. The file is read into memory, so whatever becomes of it makes no difference to the
    /// index.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="generation">The number that the index was saved with.</param>
    /// <returns>The index, whole: every byte and every link has been checked.</returns>
    /// <exception cref="InvalidDataException">The file is no index, or of another version, or damaged. Build the index anew from the vectors.</exception>
    /// <exception cref="IOException">The file cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static HnswIndex Open(string path, out long generation) => Open(path, int.MaxValue, out generation);

    /// <summary>Opens an index that was saved as a file of its own, unless it has room for more than can be right.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPositions">The most positions that it may have room for, 1 and up: what bounds the memory, whatever the file says.</param>
    /// <param name="generation">The number that the index was saved with.</param>
    /// <returns>The index, whole: every byte and every link has been checked.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPositions"/> is below 1.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no index, or of another version, or damaged, or too large. Build the index anew from the vectors.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    internal static HnswIndex Open(string path, int maxPositions, out long generation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPositions, 1);
        using FileStream stream = RegularFile.Open(path) ?? throw Damaged(path, $"it has 0 bytes; a header has {GraphLayout.HeaderBytes}");
        byte[] first = new byte[GraphLayout.HeaderBytes];
        if (stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) < first.Length)
            throw Damaged(path, $"it has {stream.Length} bytes; a header has {GraphLayout.HeaderBytes}");
        GraphHeader header = MemoryMarshal.Read<GraphHeader>(first);
        GraphLayout layout = header.FaultOf(stream.Length, maxPositions, out GraphLayout valid) is { } wrong ? throw Damaged(path, wrong) : valid;
        first.AsSpan(ChecksumAt, sizeof(ulong)).Clear();
        var graph = new Graph(layout, Read(stream, path, first, layout.Length, out ulong checksum));
        if (checksum != header.Checksum) throw Damaged(path, $"its checksum is {checksum:X16}, and it says {header.Checksum:X16}");
        if (GraphCheck.FaultOf(graph, header) is { } fault) throw Damaged(path, fault);

        graph.Entry = header.Entry;
        var metric = (DistanceMetric)header.Metric;
        var options = new HnswOptions
        {
            Links = header.Links,
            BuildCandidates = header.BuildCandidates,
            Seed = header.Seed,
        };
        var encoder = new VectorEncoder(metric, header.LongestVector, new ScalarQuantizer(graph.Offsets, header.Step));
        generation = header.Generation;
        return new HnswIndex(header.Dimension, metric, options, encoder, graph)
        {
            _upperRows = header.UpperRows,
            _count = header.Count,
            _removed = header.Removed,
            _cutOff = header.CutOff,
        };
    }

    // Read, not mapped: of a mapped file, another program could change the links that are walked, or cut it short under the walk.
    private static unsafe MemoryBlock Read(FileStream stream, string path, ReadOnlySpan<byte> header, long length, out ulong checksum)
    {
        MemoryBlock memory;
        try
        {
            memory = MemoryBlock.Allocate(length, cleared: false);
        }
        catch (OutOfMemoryException)
        {
            throw Damaged(path, $"it needs {length} bytes of memory, more than there are");
        }

        var hash = new XxHash3();
        hash.Append(header);
        foreach ((nint start, int size) in Pieces(memory))
        {
            var piece = new Span<byte>((void*)start, size);
            if (stream.ReadAtLeast(piece, size, throwOnEndOfStream: false) < size) throw Damaged(path, "it was cut short while it was read");
            hash.Append(piece);
        }

        GC.KeepAlive(memory);
        checksum = hash.GetCurrentHashAsUInt64();
        return memory;
    }

    private static InvalidDataException Damaged(string path, string found) =>
        new($"'{path}' is not an index that can be used: {found}. Build the index anew from its vectors.");

    private static unsafe ulong Checksum(ReadOnlySpan<byte> header, MemoryBlock memory)
    {
        var hash = new XxHash3();
        hash.Append(header);
        foreach ((nint start, int length) in Pieces(memory)) hash.Append(new ReadOnlySpan<byte>((void*)start, length));
        GC.KeepAlive(memory);
        return hash.GetCurrentHashAsUInt64();
    }

    private static IEnumerable<(nint Start, int Length)> Pieces(MemoryBlock memory)
    {
        const int Piece = 1 << 20;
        nint start = Address(memory);
        for (long at = GraphLayout.HeaderBytes; at < memory.Length; at += Piece) yield return ((nint)(start + at), (int)Math.Min(Piece, memory.Length - at));
    }

    private static unsafe nint Address(MemoryBlock memory) => (nint)memory.Start;
}
