using System.Diagnostics;

namespace Lookalike.Search.Hnsw;

/// <summary>Links nodes into a graph and mends it around removed ones. Several threads may link nodes at once, and others walk the graph meanwhile.</summary>
internal sealed unsafe class GraphLinker(int links, int buildCandidates, int seed)
{
    /// <summary>The highest layer of a node.</summary>
    public const int HighestLevel = 15;

    private const int Locks = 1 << 14;

    // A lock for each row would cost as much as a link; two rows that share one rarely meet.
    private readonly int[] _locks = new int[Locks];
    private readonly Lock _entryLock = new();

    /// <summary>The top layer of a node: each is on the next with probability 1 / links, drawn from the seed and the position alone.</summary>
    public int LevelOf(int node)
    {
        // SplitMix64 (Steele, Lea and Flood 2014).
        ulong state = ((ulong)(uint)seed << 32 | (uint)node) + 0x9E3779B97F4A7C15UL;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
        state ^= state >> 31;
        double uniform = ((state >> 11) + 1) * (1.0 / (1UL << 53)); // (0, 1]
        return Math.Min(HighestLevel, (int)(-Math.Log(uniform) / Math.Log(links)));
    }

    /// <summary>Links a node whose codes and level are set.</summary>
    public void Link(Graph graph, int node, WalkScratch scratch)
    {
        int level = graph.Level(node);
        long entry = graph.Entry;
        if (entry < 0 && TryBeFirst(graph, node, level, out entry)) return;

        // A node that comes back to its place is still reached over links from its last time, and must not be linked to itself.
        if ((int)entry == node) entry = EntryBeside(graph, node, level);
        int top = (int)(entry >> 32), first = (int)entry;
        byte* codes = graph.CodesOf(node);
        int nearest = first == node ? node : GraphWalk.Descend(graph, codes, first, top, level, except: node);
        for (int layer = level; layer > top; layer--) Write(graph, node, layer, []);
        for (int layer = Math.Min(level, top); layer >= 0; layer--)
        {
            scratch.Begin(graph.Layout.Capacity);
            scratch.Visit(node);
            CandidatePool pool = scratch.Pool(buildCandidates);
            if (nearest != node) GraphWalk.Nearest(graph, codes, nearest, layer, scratch, ref pool);
            int count = NeighbourSelection.Select(graph, pool.Items, links, scratch.Selected);
            Write(graph, node, layer, scratch.Selected.AsSpan(0, count));
            if (pool.Count > 0) nearest = CandidatePool.Node(pool.Items[0]);
        }

        // Only now, with all its rows written, does anything lead to the node.
        graph.SetLive(node, live: true);
        int* others = stackalloc int[graph.BaseWidth];
        for (int layer = Math.Min(level, top); layer >= 0; layer--)
        {
            int count = Read(graph, node, layer, others);
            for (int i = 0; i < count; i++) LinkBack(graph, others[i], node, layer, scratch);
        }

        RaiseEntry(graph, node, level);
    }

    /// <summary>Gives the neighbours of a removed node its other neighbours to choose from in its place. Walks may still pass through it.</summary>
    public void Unlink(Graph graph, int node, WalkScratch scratch)
    {
        graph.SetLive(node, live: false);
        int* around = stackalloc int[graph.BaseWidth];
        for (int layer = graph.Level(node); layer >= 0; layer--)
        {
            int count = Read(graph, node, layer, around);
            for (int i = 0; i < count; i++) Replace(graph, around[i], node, layer, new ReadOnlySpan<int>(around, count), scratch);
        }
    }

    /// <summary>Where a walk begins that may not begin at the entry: at one of its neighbours. The entry itself if it is alone.</summary>
    private static long EntryBeside(Graph graph, int entry, int level)
    {
        for (int layer = level; layer >= 0; layer--)
        {
            int* row = graph.Row(entry, layer);
            if (row[0] >= 0) return Graph.EntryAt(row[0], layer);
        }

        return Graph.EntryAt(entry, level);
    }

    private static int Read(Graph graph, int node, int layer, int* links)
    {
        int* row = graph.Row(node, layer);
        int count = 0;
        for (; count < graph.Width(layer) && row[count] >= 0; count++) links[count] = row[count];
        return count;
    }

    private static void Write(Graph graph, int node, int layer, ReadOnlySpan<ulong> selected)
    {
        int* row = graph.Row(node, layer);
        for (int i = 0; i < graph.Width(layer); i++)
            Volatile.Write(ref row[i], i < selected.Length ? CandidatePool.Node(selected[i]) : Graph.None);
    }

    private void LinkBack(Graph graph, int from, int to, int layer, WalkScratch scratch)
    {
        Enter(from);
        try
        {
            int* row = graph.Row(from, layer);
            int width = graph.Width(layer), count = 0;
            for (; count < width && row[count] >= 0; count++)
            {
                if (row[count] == to) return;
            }

            if (count < width)
            {
                Volatile.Write(ref row[count], to);
                return;
            }

            byte* codes = graph.CodesOf(from);
            Span<ulong> candidates = scratch.Around.AsSpan(0, width + 1);
            for (int i = 0; i < width; i++) candidates[i] = CandidatePool.Item(GraphWalk.Distance(graph, codes, row[i]), row[i]);
            candidates[width] = CandidatePool.Item(GraphWalk.Distance(graph, codes, to), to);
            Rewrite(graph, from, layer, candidates, scratch);
        }
        finally
        {
            Leave(from);
        }
    }

    private void Replace(Graph graph, int from, int removed, int layer, ReadOnlySpan<int> instead, WalkScratch scratch)
    {
        Enter(from);
        try
        {
            int* row = graph.Row(from, layer);
            int width = graph.Width(layer), count = 0;
            bool linked = false;
            byte* codes = graph.CodesOf(from);
            Span<ulong> candidates = scratch.Around;
            for (int i = 0; i < width && row[i] >= 0; i++)
            {
                if (row[i] == removed) linked = true;
                else candidates[count++] = CandidatePool.Item(GraphWalk.Distance(graph, codes, row[i]), row[i]);
            }

            if (!linked) return;
            foreach (int other in instead)
            {
                if (other == from || !graph.IsLive(other)) continue;
                ulong item = CandidatePool.Item(GraphWalk.Distance(graph, codes, other), other);
                if (!candidates[..count].Contains(item)) candidates[count++] = item;
            }

            Rewrite(graph, from, layer, candidates[..count], scratch);
        }
        finally
        {
            Leave(from);
        }
    }

    private static void Rewrite(Graph graph, int node, int layer, Span<ulong> candidates, WalkScratch scratch)
    {
        candidates.Sort();
        int count = NeighbourSelection.Select(graph, candidates, graph.Width(layer), scratch.Selected);
        Write(graph, node, layer, scratch.Selected.AsSpan(0, count));
    }

    private bool TryBeFirst(Graph graph, int node, int level, out long entry)
    {
        lock (_entryLock)
        {
            entry = graph.Entry;
            if (entry >= 0) return false;
            for (int layer = level; layer >= 0; layer--) Write(graph, node, layer, []);
            graph.SetLive(node, live: true);
            graph.Entry = Graph.EntryAt(node, level);
            return true;
        }
    }

    private void RaiseEntry(Graph graph, int node, int level)
    {
        if (level <= (int)(graph.Entry >> 32)) return;
        lock (_entryLock)
        {
            if (level > (int)(graph.Entry >> 32)) graph.Entry = Graph.EntryAt(node, level);
        }
    }

    private void Enter(int node)
    {
        ref int gate = ref _locks[node & (Locks - 1)];
        var wait = new SpinWait();
        while (Interlocked.CompareExchange(ref gate, 1, 0) != 0) wait.SpinOnce(sleep1Threshold: -1);
    }

    private void Leave(int node)
    {
        Debug.Assert(_locks[node & (Locks - 1)] == 1);
        Volatile.Write(ref _locks[node & (Locks - 1)], 0);
    }
}
