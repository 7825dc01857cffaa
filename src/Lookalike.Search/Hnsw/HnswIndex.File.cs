using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Lookalike.Search;

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

    /// <summary>Opens an index that was saved as a file of its own. The file is mapped into memory; changes to the index do not change it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="generation">The number that the index was saved with.</param>
    /// <returns>The index, whole: every byte has been checked.</returns>
    /// <exception cref="InvalidDataException">The file is no index, or of another version, or damaged. Build the index anew from the vectors.</exception>
    /// <exception cref="IOException">The file cannot be read, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static HnswIndex Open(string path, out long generation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Others may replace the file meanwhile; this process goes on with the one it opened.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        byte[] first = new byte[GraphLayout.HeaderBytes];
        if (stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) < first.Length)
            throw Damaged(path, $"it has {stream.Length} bytes; a header has {GraphLayout.HeaderBytes}");
        GraphHeader header = MemoryMarshal.Read<GraphHeader>(first);
        GraphLayout layout = Check(path, header, stream.Length);
        var graph = new Graph(layout, MemoryBlock.Map(stream));
        first.AsSpan(ChecksumAt, sizeof(ulong)).Clear();
        ulong checksum = Checksum(first, graph.Memory);
        if (checksum != header.Checksum) throw Damaged(path, $"its checksum is {checksum:X16}, and it says {header.Checksum:X16}");

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

    // The numbers are checked before any is used, even though the checksum comes after: they say how much to read.
    private static GraphLayout Check(string path, in GraphHeader header, long length)
    {
        if (header.Magic != GraphHeader.CurrentMagic)
            throw Damaged(path, $"it begins with 0x{header.Magic:X16}; an index of this version begins with 0x{GraphHeader.CurrentMagic:X16}");
        if (header.Length != length) throw Damaged(path, $"it has {length} bytes, and says {header.Length}");
        bool valid = header.Dimension is >= 1 and <= MaxDimension && header.Links is >= 2 and <= 128 && header.Capacity >= 1 && header.UpperCapacity >= 0
            && header.BuildCandidates is >= 1 and <= 10_000
            && VectorEncoder.IsSupported((DistanceMetric)header.Metric)
            && header.CodeDimension == VectorEncoder.CodeDimension((DistanceMetric)header.Metric, header.Dimension);
        if (!valid) throw Damaged(path, $"its header says {header.Dimension} dimensions, {header.Links} links, {header.Capacity} places and metric {header.Metric}");
        var layout = new GraphLayout(header.CodeDimension, header.Links, header.Capacity, header.UpperCapacity);
        return layout.Length == length ? layout : throw Damaged(path, $"its header needs {layout.Length} bytes, and it has {length}");
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
