using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lookalike.Search;

/// <summary>
/// Walks from node to node towards a vector: the greedy search and the best-first search of Malkov and Yashunin, "Efficient and robust
/// approximate nearest neighbor search using Hierarchical Navigable Small World graphs" (2016), algorithms 2 and 5. Distances are those
/// of the codes.
/// </summary>
internal static unsafe class GraphWalk
{
    private const int LinksPerCacheLine = 16;

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
        uint least = Distance(graph, query, entry);
        for (int level = fromLevel; level > aboveLevel; level--)
        {
            int before;
            do
            {
                before = nearest;
                int* row = graph.Row(nearest, level);
                for (int i = 0; i < graph.Width(level) && row[i] >= 0; i++)
                {
                    uint distance = Distance(graph, query, row[i]);
                    if (distance >= least || row[i] == except) continue;
                    least = distance;
                    nearest = row[i];
                }
            }
            while (nearest != before);
        }

        return nearest;
    }

    /// <summary>Fills a pool with the nearest nodes of one layer that a best-first walk meets. What is left of the last walk's visits must be forgotten already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Nearest(Graph graph, byte* query, int entry, int level, WalkScratch scratch, ref CandidatePool pool)
    {
        scratch.Visit(entry);
        pool.Add(Distance(graph, query, entry), entry);
        fixed (int* batch = scratch.Batch)
        {
            while (pool.TryTake(out int node))
            {
                int count = Unvisited(graph, node, level, scratch, batch);
                int i = 0;
                for (; i + 4 <= count; i += 4)
                {
                    Vector128<int> distances = CodeDistance.SquaredDifferenceOneToFour(
                        in *query, in *graph.CodesOf(batch[i]), in *graph.CodesOf(batch[i + 1]), in *graph.CodesOf(batch[i + 2]), in *graph.CodesOf(batch[i + 3]),
                        graph.CodeBytes);
                    for (int lane = 0; lane < 4; lane++) Offer(graph, (uint)distances[lane], batch[i + lane], level, ref pool);
                }

                for (; i < count; i++) Offer(graph, Distance(graph, query, batch[i]), batch[i], level, ref pool);
            }
        }
    }

    /// <summary>
    /// The same on the lowest layer for a search of which some nodes may not be returned: it passes through those, but they fill no place in the pool.
    /// </summary>
    public static void NearestAllowed(Graph graph, byte* query, int entry, ReadOnlySpan<ulong> allowed, int rows, WalkScratch scratch, ref CandidatePool pool)
    {
        PriorityQueue<int, uint> frontier = scratch.Frontier;
        frontier.Clear();
        scratch.Visit(entry);
        uint first = Distance(graph, query, entry);
        frontier.Enqueue(entry, first);
        if (IsAllowed(graph, allowed, rows, entry)) pool.Add(first, entry);
        fixed (int* batch = scratch.Batch)
        {
            while (frontier.TryDequeue(out int node, out uint reached) && (reached <= pool.Worst || !pool.IsFull))
            {
                int count = Unvisited(graph, node, 0, scratch, batch);
                for (int i = 0; i < count; i++)
                {
                    uint distance = Distance(graph, query, batch[i]);
                    if (distance >= pool.Worst) continue;
                    frontier.Enqueue(batch[i], distance);
                    if (IsAllowed(graph, allowed, rows, batch[i])) pool.Add(distance, batch[i]);
                }
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
    private static void Offer(Graph graph, uint distance, int node, int level, ref CandidatePool pool)
    {
        // Its links are wanted soon only if it is where the walk goes on next.
        if (pool.Add(distance, node)) Prefetch((byte*)graph.Row(node, level), graph.Width(level) / LinksPerCacheLine);
    }

    /// <summary>Collects the neighbours not visited before, and asks for their codes to be brought near, all of them before any is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unvisited(Graph graph, int node, int level, WalkScratch scratch, int* batch)
    {
        int* row = graph.Row(node, level);
        int width = graph.Width(level), count = 0, lines = graph.CodeBytes / 64;
        for (int i = 0; i < width; i++)
        {
            int neighbour = row[i];
            if (neighbour < 0) break;
            if (!scratch.Visit(neighbour)) continue;
            batch[count++] = neighbour;
            Prefetch(graph.CodesOf(neighbour), lines);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* start, int cacheLines)
    {
        if (!Sse.IsSupported) return;
        for (int line = 0; line < Math.Max(1, cacheLines); line++) Sse.Prefetch0(start + (line * 64));
    }
}
