using System.Runtime.InteropServices;
using Lookalike.Search.Distances;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Hnsw;

/// <summary>What the first bytes of a graph's file say. In the byte order of the machine, as everything after it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct GraphHeader
{
    /// <summary>"LkHNSW01" read as a little-endian number.</summary>
    public const ulong CurrentMagic = 0x31305753_4E486B4C;

    public ulong Magic;

    /// <summary>Of the whole file, with 0 in this place.</summary>
    public ulong Checksum;

    /// <summary>What the caller calls the state of the vectors.</summary>
    public long Generation;

    public long Length;
    public long Entry;
    public int Dimension;
    public int Metric;
    public int CodeDimension;
    public int Links;
    public int BuildCandidates;
    public int Seed;
    public int Capacity;
    public int UpperCapacity;
    public int UpperRows;
    public int Count;
    public int Removed;
    public int CutOff;
    public float Step;
    public float LongestVector;

    /// <summary>
    /// Says what cannot be, before any number is used: they say how much memory to take. What they say of single nodes is
    /// <see cref="GraphCheck"/>'s to look at.
    /// </summary>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="maxPositions">The most places there may be.</param>
    /// <param name="layout">Where everything lies; meaningless where something is wrong.</param>
    /// <returns>What is wrong, or null.</returns>
    public readonly string? FaultOf(long length, int maxPositions, out GraphLayout layout)
    {
        layout = default;
        if (Magic != CurrentMagic) return $"it begins with 0x{Magic:X16}; an index of this version begins with 0x{CurrentMagic:X16}";
        if (Length != length) return $"it has {length} bytes, and says {Length}";
        bool valid = Dimension is >= 1 and <= HnswIndex.MaxDimension && Links is >= HnswOptions.MinLinks and <= HnswOptions.MaxLinks
            && BuildCandidates is >= 1 and <= HnswOptions.MaxBuildCandidates
            && VectorEncoder.IsSupported((DistanceMetric)Metric) && CodeDimension == VectorEncoder.CodeDimension((DistanceMetric)Metric, Dimension);
        if (!valid) return $"its header says {Dimension} dimensions, {Links} links, {BuildCandidates} candidates and metric {Metric}";
        if (Capacity < 1 || Capacity > maxPositions) return $"it has room for {Capacity} vectors; expected 1 to {maxPositions}";

        // However its nodes were drawn and added: a row a layer, and what was kept free whenever it grew.
        long maxRows = ((GraphLinker.HighestLevel + 2L) * Capacity) + 1024;
        if (UpperCapacity < 0 || UpperCapacity > maxRows || UpperRows < 0 || UpperRows > UpperCapacity)
            return $"{UpperRows} of {UpperCapacity} rows of upper layers are in use";
        if (!(Step >= ScalarQuantizer.MinStep && float.IsFinite(Step) && LongestVector >= 0))
            return $"its codes have the step {Step}, and its longest vector the length {LongestVector}";
        if (CutOff < 0) return $"{CutOff} vectors are outside its range";
        layout = new GraphLayout(CodeDimension, Links, Capacity, UpperCapacity);
        return layout.Length == length ? null : $"its header needs {layout.Length} bytes, and it has {length}";
    }
}
