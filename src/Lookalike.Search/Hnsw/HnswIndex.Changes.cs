namespace Lookalike.Search.Hnsw;

public sealed partial class HnswIndex
{
    /// <summary>Adds a vector, or changes the one at its position.</summary>
    /// <param name="position">Where the vector lies among the caller's, 0 and up. Memory grows with the highest position.</param>
    /// <param name="vector">The vector, all finite. Not retained.</param>
    /// <exception cref="ArgumentException">The vector has another dimension, or a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative.</exception>
    public void Add(int position, ReadOnlySpan<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ThrowIfWrong(vector, nameof(vector));
        lock (_changes)
        {
            MakeRoom(position);
            WalkScratch scratch = Rent();
            Graph graph = _graph;
            if (graph.Level(position) != Graph.Absent)
            {
                if (graph.IsLive(position)) RemoveLive(graph, position, scratch);
                _removed--;
            }

            Add(graph, position, vector, scratch);
            _count++;
            GC.KeepAlive(graph);
            _scratch.Add(scratch);
        }
    }

    /// <summary>
    /// Takes a vector out of the index. The nodes around it are linked anew; its own stays, to be passed through, until its position is added
    /// again.
    /// </summary>
    /// <param name="position">The vector's position.</param>
    /// <returns>False if there is none.</returns>
    public bool Remove(int position)
    {
        lock (_changes)
        {
            Graph graph = _graph;
            if (!Contains(graph, position)) return false;
            WalkScratch scratch = Rent();
            RemoveLive(graph, position, scratch);
            GC.KeepAlive(graph);
            _scratch.Add(scratch);
            return true;
        }
    }

    private void RemoveLive(Graph graph, int position, WalkScratch scratch)
    {
        _linker.Unlink(graph, position, scratch);
        _count--;
        _removed++;
    }

    private void MakeRoom(int position)
    {
        Graph graph = _graph;
        GraphLayout old = graph.Layout;
        int rows = position < old.Capacity && graph.Level(position) != Graph.Absent ? 0 : _linker.LevelOf(position);
        if (position < old.Capacity && _upperRows + rows <= old.UpperCapacity) return;
        int capacity = position < old.Capacity ? old.Capacity : (int)Math.Clamp(old.Capacity * 3L / 2, position + 1L, int.MaxValue);
        // A node in links has an upper row; a little more than that, for the luck of the draw.
        long upper = Math.Max(_upperRows + (long)rows, old.UpperCapacity + ((capacity - old.Capacity) * 9L / 8 / (_links - 1)) + 16);
        _graph = graph.Grow(new GraphLayout(old.CodeDimension, old.Links, capacity, (int)Math.Min(upper, int.MaxValue)));
        GC.KeepAlive(graph);
    }
}
