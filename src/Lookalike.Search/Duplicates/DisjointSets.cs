namespace Lookalike.Search.Duplicates;

/// <summary>
/// Positions in sets that only ever join. <see cref="Join"/> may run on many threads at once and takes no lock
/// (Anderson and Woll, Wait-free parallel algorithms for the union-find problem, 1991); the other members wait until all are done.
/// Which joins come first changes nothing in the result, because a set is named by its lowest position.
/// </summary>
internal sealed class DisjointSets
{
    private const int NoGroup = -1;

    // A parent is never above its child; a root is its own. What was a root once and is none any more never becomes one again.
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (int i = 0; i < count; i++)
            _parents[i] = i;
    }

    /// <summary>Makes one set of the sets of two positions.</summary>
    public void Join(int left, int right)
    {
        while (true)
        {
            left = Root(left);
            right = Root(right);
            if (left == right)
                return;
            (int lower, int higher) = left < right ? (left, right) : (right, left);

            // Fails where another thread has joined the higher one meanwhile: then its new root is looked for.
            if (Interlocked.CompareExchange(ref _parents[higher], lower, higher) == higher)
                return;
        }
    }

    /// <summary>The sets of two and more, each ascending, in the order of their lowest positions.</summary>
    public int[][] Groups()
    {
        var sizes = new int[_parents.Length];
        for (int i = 0; i < _parents.Length; i++)
            sizes[Root(i)]++;
        var groups = new List<int[]>();
        for (int i = 0; i < sizes.Length; i++)
        {
            // The size of a root makes way for the number of its group.
            if (sizes[i] < 2)
            {
                sizes[i] = NoGroup;
                continue;
            }

            groups.Add(new int[sizes[i]]);
            sizes[i] = groups.Count - 1;
        }

        Fill(groups, sizes);
        return [.. groups];
    }

    private void Fill(List<int[]> groups, int[] groupOfRoot)
    {
        var filled = new int[groups.Count];
        for (int i = 0; i < _parents.Length; i++)
        {
            int group = groupOfRoot[Root(i)];
            if (group != NoGroup)
                groups[group][filled[group]++] = i;
        }
    }

    private int Root(int position)
    {
        while (true)
        {
            int parent = Volatile.Read(ref _parents[position]);
            if (parent == position)
                return position;

            // Halves the path for whoever comes next. Two threads may write here at once: either value is an ancestor.
            int grandparent = Volatile.Read(ref _parents[parent]);
            Volatile.Write(ref _parents[position], grandparent);
            position = grandparent;
        }
    }
}
