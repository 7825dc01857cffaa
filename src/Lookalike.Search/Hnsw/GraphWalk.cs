using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// Walks from node to node towards a vector: the greedy search and the best-first search of Malkov and Yashunin, "Efficient and robust
/// approximate nearest neighbor search using Hierarchical Navigable Small World graphs" (2016), algorithms 2 and 5. Distances are those
/// of the codes.
/// </summary>
internal static unsafe class GraphWalk
{
    private const int CacheLineBytes = 64;
    private const int LinksPerCacheLine = CacheLineBytes / sizeof(int);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Distance(Graph graph, byte* codes, int node) =>
        (uint)CodeDistance.SquaredDifference(in *codes, in *graph.CodesOf(node), graph.CodeBytes);

    /// <summary>
    /// Goes to the nearest neighbour as long as there is a nearer one, from the top layer down to above the given one. Never to the node
    /// <paramref name="except"/>.
    /// </summary>
    public static int Descend(Graph graph, byte* query, int entry, int fromLevel, int aboveLevel, int except = Graph.None)
    {
        int nearest = entry;
        uint minimum = Distance(graph, query, entry);
        int* batch = stackalloc int[graph.BaseWidth];
        uint* distances = stackalloc uint[graph.BaseWidth];
        for (int level = fromLevel; level > aboveLevel; level--)
        {
            int before;
            do
            {
                before = nearest;
                int* row = graph.Row(nearest, level);
                int count = 0, lines = graph.CodeBytes / CacheLineBytes;
                for (int i = 0; i < graph.Width(level) && row[i] >= 0; i++)
                {
                    if (row[i] == except) continue;
                    batch[count++] = row[i];
                    Prefetch(graph.CodesOf(row[i]), lines);
                }

                Distances(graph, query, batch, count, distances);
                for (int i = 0; i < count; i++)
                {
                    if (distances[i] >= minimum) continue;
                    minimum = distances[i];
                    nearest = batch[i];
                }
            }
            while (nearest != before);
        }

        return nearest;
    }

    /// <summary>
    /// Fills a pool with the nearest nodes of one layer that a best-first walk meets. What is left of the last walk's visits must be forgotten
    /// already.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nearest(Graph graph, byte* query, int entry, int level, WalkScratch scratch, ref CandidatePool pool)
    {
        scratch.Visit(entry);
        pool.Add(Distance(graph, query, entry), entry);
        uint* distances = stackalloc uint[graph.BaseWidth];
        while (pool.TryTake(out int node))
        {
            int count = Unvisited(graph, node, level, scratch, out int* batch);
            Distances(graph, query, batch, count, distances);
            uint worst = pool.Worst;
            for (int i = 0; i < count; i++)
            {
                if (distances[i] >= worst) continue;
                // Its links are wanted soon only if it is where the walk goes on next.
                if (pool.Add(distances[i], batch[i])) Prefetch((byte*)graph.Row(batch[i], level), graph.Width(level) / LinksPerCacheLine);
                worst = pool.Worst;
            }
        }
    }

    /// <summary>
    /// The same on the lowest layer for a search of which some nodes may not be returned: it passes through those, but they fill no place in the pool.
    /// </summary>
    public static void NearestAllowed(Graph graph, int entry, ReadOnlySpan<ulong> allowed, int rows, WalkScratch scratch, ref CandidatePool pool)
    {
        byte* query = scratch.Query;
        PriorityQueue<int, uint> frontier = scratch.Frontier;
        frontier.Clear();
        scratch.Visit(entry);
        uint first = Distance(graph, query, entry);
        frontier.Enqueue(entry, first);
        if (IsAllowed(graph, allowed, rows, entry)) pool.Add(first, entry);
        uint* distances = stackalloc uint[graph.BaseWidth];
        while (frontier.TryDequeue(out int node, out uint reached) && (reached <= pool.Worst || !pool.IsFull))
        {
            int count = Unvisited(graph, node, 0, scratch, out int* batch);
            Distances(graph, query, batch, count, distances);
            for (int i = 0; i < count; i++)
            {
                if (distances[i] >= pool.Worst) continue;
                frontier.Enqueue(batch[i], distances[i]);
                if (IsAllowed(graph, allowed, rows, batch[i])) pool.Add(distances[i], batch[i]);
            }
        }
    }

    /// <summary>Whether a node may be returned: the caller has its vector, it is not removed, and the bitmap, where there is one, has its bit.</summary>
    private static bool IsAllowed(Graph graph, ReadOnlySpan<ulong> allowed, int rows, int node)
    {
        int word = node >> 6;
        return node < rows && graph.IsLive(node) && (allowed.IsEmpty || (word < allowed.Length && ((allowed[word] >> (node & 63)) & 1) != 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Distances(Graph graph, byte* query, int* nodes, int count, uint* distances)
    {
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            CodeDistance.SquaredDifferenceOneToFour(
                in *query, in *graph.CodesOf(nodes[i]), in *graph.CodesOf(nodes[i + 1]), in *graph.CodesOf(nodes[i + 2]), in *graph.CodesOf(nodes[i + 3]),
                graph.CodeBytes).AsUInt32().Store(distances + i);
        }

        for (; i < count; i++) distances[i] = Distance(graph, query, nodes[i]);
    }

    /// <summary>Collects the neighbours not visited before, and asks for their codes to be brought near, all of them before any is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unvisited(Graph graph, int node, int level, WalkScratch scratch, out int* batch)
    {
        int* row = graph.Row(node, level);
        int width = graph.Width(level), count = 0, lines = graph.CodeBytes / CacheLineBytes;
        ulong* visited = scratch.Visited;
        int* met = scratch.RoomToMeet(width);
        for (int i = 0; i < width; i++)
        {
            int neighbour = row[i];
            if (neighbour < 0) break;
            ulong* word = visited + ((uint)neighbour >> 6);
            ulong bit = 1UL << neighbour; // of the number, the last six bits count
            if ((*word & bit) != 0) continue;
            *word |= bit;
            met[count++] = neighbour;
            Prefetch(graph.CodesOf(neighbour), lines);
        }

        scratch.Met(count);
        batch = met;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* start, int cacheLines)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(start);
        for (int line = 1; line < cacheLines; line++) Sse.Prefetch0(start + (line * CacheLineBytes));
    }
}
