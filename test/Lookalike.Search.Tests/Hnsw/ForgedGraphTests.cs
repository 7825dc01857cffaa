using System.Runtime.CompilerServices;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;

namespace Lookalike.Search.Tests.Hnsw;

/// <summary>
/// A file with a right checksum may still say anything. Whatever it says, it is refused, or every search and every change stays within the
/// memory of the index: a link out of it would end the process that runs these tests.
/// </summary>
public sealed class ForgedGraphTests
{
    private const int Dimension = 12;
    private const int Count = 400;
    private const int Room = 500;

    private static readonly float[] Vectors = Clusters.Draw(1, Room, Dimension);
    private static readonly byte[] Sound = Make();

    private delegate void Forgery(ForgedGraph graph);

    private static readonly Dictionary<string, Forgery> Forgeries = new()
    {
        ["a link beyond all memory"] = g => g.Base[7] = 0x7ffffff0,
        ["a link just beyond the last node"] = g => g.Base[7] = g.Layout.Capacity,
        ["a link to a place without a node"] = g => g.Base[7] = Array.IndexOf(g.Levels.ToArray(), Graph.Absent),
        ["a link behind the end of a row"] = g => g.Base[^1] = int.MaxValue,
        ["a link of an upper layer beyond all memory"] = g => g.Upper[0] = int.MaxValue,
        ["a link of an upper layer to a node below"] = g => g.Upper[0] = g.Levels.IndexOf((byte)0),
        ["a node on a layer that none has"] = g => g.Levels[g.UpperNode] = 200,
        ["a node that has fewer rows than layers"] = g => g.Levels[g.Levels.IndexOf((byte)0)] = 15,
        ["a live node without a layer"] = g => g.Levels[0] = Graph.Absent,
        ["live nodes beyond the last"] = g => g.Live[^1] = ulong.MaxValue,
        ["a node that is not live, counted as one"] = g => g.Live[0] &= ~2UL,
        ["rows below the first"] = g => g.UpperStarts[g.UpperNode] = -1,
        ["rows behind the last"] = g => g.UpperStarts[g.UpperNode] = g.Header.UpperRows,
        ["rows so far behind that adding overflows"] = g => g.UpperStarts[g.UpperNode] = int.MaxValue,
        ["rows of another node"] = g => g.UpperStarts[g.UpperNode] = g.UpperStarts[g.Levels[(g.UpperNode + 1)..].IndexOfAnyInRange((byte)1, (byte)15) + g.UpperNode + 1],
        ["an entry beyond the last node"] = g => g.Header.Entry = Graph.EntryAt(g.Layout.Capacity, 1),
        ["an entry with its highest bit set"] = g => g.Header.Entry = Graph.EntryAt(int.MinValue, 1),
        ["an entry on a layer that its node is not on"] = g => g.Header.Entry += 1L << 32,
        ["no entry"] = g => g.Header.Entry = -1,
        ["more vectors than there are"] = g => g.Header.Count = int.MaxValue,
        ["a negative number of vectors"] = g => g.Header.Count = -1,
        ["more removed vectors than there are"] = g => g.Header.Removed++,
        ["a negative number of vectors out of range"] = g => g.Header.CutOff = -1,
        ["more rows in use than there are"] = g => g.Header.UpperRows = g.Header.UpperCapacity + 1,
        ["a negative number of rows"] = g => g.Header.UpperRows = -1,
        ["all rows there can be"] = g => g.Header.UpperRows = int.MaxValue,
        ["fewer rows than nodes have"] = g => g.Header.UpperRows = 1,
        ["room for all vectors there can be"] = g => g.Header.Capacity = int.MaxValue,
        ["room for none"] = g => g.Header.Capacity = 0,
        ["a negative room"] = g => g.Header.Capacity = int.MinValue,
        ["room for all rows there can be"] = g => g.Header.UpperCapacity = int.MaxValue,
        ["no dimension"] = g => g.Header.Dimension = 0,
        ["all dimensions there can be"] = g => g.Header.Dimension = int.MaxValue,
        ["codes of another dimension"] = g => g.Header.CodeDimension++,
        ["all links there can be"] = g => g.Header.Links = int.MaxValue,
        ["no links"] = g => g.Header.Links = 0,
        ["no candidates"] = g => g.Header.BuildCandidates = 0,
        ["all candidates there can be"] = g => g.Header.BuildCandidates = int.MaxValue,
        ["a metric that is none"] = g => g.Header.Metric = 99,
        ["a metric that has no graph"] = g => g.Header.Metric = (int)DistanceMetric.Manhattan,
        ["a step of zero"] = g => g.Header.Step = 0,
        ["a negative step"] = g => g.Header.Step = -1,
        ["a step that is no number"] = g => g.Header.Step = float.NaN,
        ["an endless step"] = g => g.Header.Step = float.PositiveInfinity,
        ["a length that is no number"] = g => g.Header.LongestVector = float.NaN,
        ["an offset that is no number"] = g => g.Offsets[3] = float.NaN,
        ["an endless offset"] = g => g.Offsets[^1] = float.NegativeInfinity,
        ["a removed node, counted as a vector"] = g => g.Live[0] |= 1UL,
        ["another length"] = g => g.Header.Length--,
        ["another version"] = g => g.Header.Magic++,
    };

    public static TheoryData<string> Names => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_forged_file_is_refused_whatever_its_checksum(string name)
    {
        using var scratch = new Scratch();
        var graph = new ForgedGraph(Sound);
        Forgeries[name](graph);
        File.WriteAllBytes(scratch["graph"], graph.Sealed());
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => HnswIndex.Open(scratch["graph"], out _));
        Assert.Contains("Build the index anew", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_that_is_forged_is_sound_before()
    {
        using var scratch = new Scratch();
        File.WriteAllBytes(scratch["graph"], new ForgedGraph(Sound).Sealed());
        Use(HnswIndex.Open(scratch["graph"], out _), new Random(1));
    }

    [Fact]
    public void Of_a_thousand_random_forgeries_each_is_refused_or_can_be_used_without_harm()
    {
        using var scratch = new Scratch();
        int used = 0, refused = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var graph = new ForgedGraph(Sound);
            for (int changes = random.Next(1, 4); changes > 0; changes--) Change(graph, random);
            File.WriteAllBytes(scratch["graph"], graph.Sealed());
            try
            {
                HnswIndex index = HnswIndex.Open(scratch["graph"], out _);
                used++;
                Use(index, random);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(used > 100 && refused > 100, $"{used} used, {refused} refused");
    }

    [Fact]
    public void Links_in_circles_end_no_search_late()
    {
        using var scratch = new Scratch();
        var graph = new ForgedGraph(Sound);

        // Every row leads to the next node and to itself, on every layer as far as its nodes are on it.
        for (int i = 0; i < graph.Base.Length; i++)
        {
            int node = i / graph.Layout.BaseWidth;
            if (graph.Levels[node] != Graph.Absent && i % graph.Layout.BaseWidth < 2) graph.Base[i] = i % 2 == 0 || graph.Levels[(node + 1) % Count] == Graph.Absent ? node : (node + 1) % Count;
        }

        int[] upper = [.. Enumerable.Range(0, Count).Where(n => graph.Levels[n] is > 0 and not Graph.Absent)];
        foreach (int node in upper)
        {
            for (int layer = 1; layer <= graph.Levels[node]; layer++) graph.Upper.Slice((graph.UpperStarts[node] + layer - 1) * graph.Layout.Links, graph.Layout.Links).Fill(node);
        }

        File.WriteAllBytes(scratch["graph"], graph.Sealed());
        Use(HnswIndex.Open(scratch["graph"], out _), new Random(1));
    }

    private static void Change(ForgedGraph graph, Random random)
    {
        int wild = random.Next(5) switch
        {
            0 => random.Next(-2, 3),
            1 => graph.Layout.Capacity + random.Next(-3, 3),
            2 => int.MaxValue - random.Next(3),
            3 => random.Next(),
            _ => random.Next(Count),
        };
        switch (random.Next(9))
        {
            case 0 or 1:
                graph.Base[random.Next(graph.Base.Length)] = wild;
                break;
            case 2:
                graph.Upper[random.Next(graph.Upper.Length)] = wild;
                break;
            case 3:
                graph.Levels[random.Next(graph.Levels.Length)] = (byte)wild;
                break;
            case 4:
                graph.UpperStarts[random.Next(graph.UpperStarts.Length)] = wild;
                break;
            case 5:
                graph.Live[random.Next(graph.Live.Length)] ^= 1UL << wild;
                break;
            case 6:
                graph.Header.Entry = random.Next(2) == 0 ? Graph.EntryAt(wild, random.Next(4)) : graph.Header.Entry ^ (1L << random.Next(64));
                break;
            case 7:
                ref int number = ref Unsafe.Add(ref graph.Header.Dimension, random.Next(14));
                number = random.Next(2) == 0 ? wild : number + random.Next(-1, 2);
                break;
            default:
                (int from, int to) = (random.Next(graph.Base.Length), random.Next(graph.Base.Length));
                (graph.Base[from], graph.Base[to]) = (graph.Base[to], graph.Base[from]);
                break;
        }
    }

    /// <summary>Searches, adds, changes, removes and grows.</summary>
    private static void Use(HnswIndex index, Random random)
    {
        var vectors = new float[index.Dimension * Room];
        Vectors.AsSpan(0, Math.Min(vectors.Length, Vectors.Length)).CopyTo(vectors);
        var found = new Neighbour[5 * 8];
        Search();
        for (int i = 0; i < 30; i++)
        {
            int position = random.Next(Room);
            if (random.Next(3) == 0) index.Remove(position);
            else index.Add(position, vectors.AsSpan(position * index.Dimension, index.Dimension));
        }

        Search();

        void Search()
        {
            // A few candidates, so that the graph is walked, though it is small.
            foreach (ulong[] allowed in (ulong[][])[[], [.. Enumerable.Repeat(~1UL, (Room / 64) + 1)]])
            {
                int count = index.Search(vectors, vectors.AsMemory(0, 5 * index.Dimension), 8, found, new HnswSearchOptions { Candidates = 1, Allowed = allowed, MaxThreads = 1 });
                Assert.All(found.Take(count), n => Assert.InRange(n.Position, 0, Room - 1));
            }
        }
    }

    private static byte[] Make()
    {
        // A place in ten was never used, and some nodes are removed; few links make many layers.
        ulong[] occupied = new ulong[(Room / 64) + 1];
        for (int i = 0; i < Count; i++) occupied[i / 64] |= i % 10 == 9 ? 0 : 1UL << (i % 64);
        HnswIndex index = HnswIndex.Build(
            Vectors.AsMemory(0, Count * Dimension), Dimension, DistanceMetric.Euclidean, new HnswOptions { Links = 3, BuildCandidates = 20, Occupied = occupied, MaxThreads = 1 });
        for (int i = 0; i < 20; i++) index.Remove(i * 17);
        for (int i = Count; i < Count + 20; i += 2) index.Add(i, Vectors.AsSpan(i * Dimension, Dimension));
        using var stream = new MemoryStream();
        index.Save(stream, 1);
        return stream.ToArray();
    }
}
