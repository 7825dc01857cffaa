using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// Says whether a graph that was read from a file is one that no walk and no change can leave: every link leads to a node, on a layer that
/// the node is on, and no row belongs to two. A checksum does not say so of a file that was made to do harm.
/// </summary>
internal sealed unsafe class GraphCheck
{
    private readonly Graph _graph;
    private readonly byte[] _layers; // of each row of upper layers, the layer whose links it holds; 0 while it is nobody's
    private int _nodes;
    private int _live;
    private int _end; // every node is below

    private GraphCheck(Graph graph, int upperRows)
    {
        _graph = graph;
        _layers = new byte[upperRows];
    }

    /// <summary>What is wrong with a graph, or null. The numbers of its header fit its memory already.</summary>
    public static string? FaultOf(Graph graph, in GraphHeader header)
    {
        var check = new GraphCheck(graph, header.UpperRows);
        return check.FaultOfNodes() ?? check.FaultOfCounts(header) ?? check.FaultOfEntry(header.Entry) ?? check.FaultOfBase() ?? check.FaultOfUpper()
            ?? check.FaultOfOffsets();
    }

    // Runs once in most processes, through millions of nodes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? FaultOfNodes()
    {
        int capacity = _graph.Layout.Capacity;
        for (int node = 0; node < capacity; node++)
        {
            byte level = _graph.Level(node);
            bool live = _graph.IsLive(node);
            if (level == Graph.Absent)
            {
                if (live) return $"node {node} has a vector and no layer";
                continue;
            }

            if (level > GraphLinker.HighestLevel) return $"node {node} is on layer {level}; the highest is {GraphLinker.HighestLevel}";
            _nodes++;
            _end = node + 1;
            if (live) _live++;
            if (level > 0 && !TryOwn(_graph.UpperStart(node), level)) return $"node {node} has rows that are not there, or another's";
        }

        // No node stands for the last bits of the bitmap.
        return capacity % 64 > 0 && _graph.Live[^1] >> (capacity % 64) != 0 ? "its bitmap has nodes beyond the last" : null;
    }

    private bool TryOwn(int start, int levels)
    {
        if (start < 0 || start > _layers.Length - levels) return false;
        for (int i = 0; i < levels; i++)
        {
            if (_layers[start + i] != 0) return false;
            _layers[start + i] = (byte)(i + 1);
        }

        return true;
    }

    private string? FaultOfCounts(in GraphHeader header) => (header.Count, header.Removed) == (_live, _nodes - _live)
        ? null
        : $"it has {_live} vectors and {_nodes - _live} removed ones, and says {header.Count} and {header.Removed}";

    private string? FaultOfEntry(long entry)
    {
        if (_nodes == 0) return entry < 0 ? null : "it begins at a node, and has none";
        long node = (uint)entry, level = entry >> 32;
        return node < _end && _graph.Level((int)node) == level ? null : $"it begins at node {node} on layer {level}, which is not there";
    }

    // A negative number ends a row, whatever it is.
    private string? FaultOfBase()
    {
        const int RowsAtOnce = 1 << 16;
        int width = _graph.BaseWidth, capacity = _graph.Layout.Capacity;
        for (int first = 0; first < capacity; first += RowsAtOnce)
        {
            var links = new ReadOnlySpan<int>(_graph.Row(first, 0), Math.Min(RowsAtOnce, capacity - first) * width);
            int highest = Highest(links);
            if (highest >= _end) return $"a link leads to node {highest}; there are none from {_end} on";

            // Only where there are places without a node between them can a link lead to one of those.
            if (_nodes < _end && LinkToNothing(links) is { } nothing) return $"a link leads to node {nothing}, which is not there";
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Highest(ReadOnlySpan<int> links)
    {
        Vector<int> highest = new(Graph.None);
        ReadOnlySpan<Vector<int>> registers = MemoryMarshal.Cast<int, Vector<int>>(links);
        foreach (Vector<int> register in registers) highest = Vector.Max(highest, register);
        int result = Graph.None;
        for (int lane = 0; lane < Vector<int>.Count; lane++) result = Math.Max(result, highest[lane]);
        foreach (int link in links[(registers.Length * Vector<int>.Count)..]) result = Math.Max(result, link);
        return result;
    }

    private int? LinkToNothing(ReadOnlySpan<int> links)
    {
        foreach (int link in links)
        {
            if (link >= 0 && _graph.Level(link) == Graph.Absent) return link;
        }

        return null;
    }

    private string? FaultOfUpper()
    {
        for (int row = 0; row < _layers.Length; row++)
        {
            // Written in whole before anything leads to it.
            if (_layers[row] == 0) continue;
            foreach (int link in new ReadOnlySpan<int>(_graph.UpperRow(row), _graph.Layout.Links))
            {
                if (link < 0) continue;
                if (link >= _end || _graph.Level(link) == Graph.Absent || _graph.Level(link) < _layers[row])
                    return $"a link on layer {_layers[row]} leads to node {link}, which is not there";
            }
        }

        return null;
    }

    private string? FaultOfOffsets()
    {
        foreach (float offset in _graph.Offsets)
        {
            if (!float.IsFinite(offset)) return $"an offset of its codes is {offset}";
        }

        return null;
    }
}
