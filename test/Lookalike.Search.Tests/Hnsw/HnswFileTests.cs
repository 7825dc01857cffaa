using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;

namespace Lookalike.Search.Tests.Hnsw;

public sealed class HnswFileTests
{
    private const int Dimension = 20;
    private static readonly float[] Vectors = Clusters.Draw(1, 2000, Dimension);

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.DotProduct)]
    public void An_opened_index_answers_bit_for_bit_what_the_saved_one_did_and_goes_on_from_there(DistanceMetric metric)
    {
        using var scratch = new Scratch();
        HnswIndex saved = HnswIndex.Build(Vectors.AsMemory(0, 1500 * Dimension), Dimension, metric, new HnswOptions { Links = 12, Seed = 3 });
        saved.Remove(4);
        Save(saved, scratch["graph"], 42);

        HnswIndex opened = HnswIndex.Open(scratch["graph"], out long generation);
        Assert.Equal(42, generation);
        Assert.Equal((saved.Dimension, saved.Metric, saved.Count, saved.MemoryBytes), (opened.Dimension, opened.Metric, opened.Count, opened.MemoryBytes));
        Assert.Equal(Search(saved), Search(opened));

        foreach (HnswIndex index in (HnswIndex[])[saved, opened])
        {
            for (int i = 1500; i < 2000; i++) index.Add(i, Vectors.AsSpan(i * Dimension, Dimension));
            index.Remove(77);
        }

        Assert.Equal(Search(saved), Search(opened));
        HnswIndex.Open(scratch["graph"], out _); // what was added to the opened one did not go into its file
    }

    [Fact]
    public void An_index_may_be_saved_over_the_file_it_was_opened_from()
    {
        using var scratch = new Scratch();
        Save(HnswIndex.Build(Vectors, Dimension, DistanceMetric.Cosine), scratch["graph"], 1);
        HnswIndex opened = HnswIndex.Open(scratch["graph"], out _);
        opened.Remove(5);
        Save(opened, scratch["graph.new"], 2);
        File.Move(scratch["graph.new"], scratch["graph"], overwrite: true);
        Assert.Equal(Search(opened), Search(HnswIndex.Open(scratch["graph"], out long generation)));
        Assert.Equal(2, generation);
    }

    [Fact]
    public void Any_damage_is_noticed()
    {
        using var scratch = new Scratch();
        Save(HnswIndex.Build(Vectors.AsMemory(0, 300 * Dimension), Dimension, DistanceMetric.Euclidean), scratch["graph"], 1);
        byte[] whole = File.ReadAllBytes(scratch["graph"]);
        var random = new Random(2);
        int[] places = [0, 8, 16, 24, 32, 40, 44, 48, 60, 4095, 4096, whole.Length - 1, .. Enumerable.Range(0, 100).Select(_ => random.Next(whole.Length))];
        foreach (int place in places)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << random.Next(8));
            AssertRefused(scratch["graph"], damaged);
        }

        foreach (int length in (int[])[0, 7, 4095, 4096, whole.Length / 2, whole.Length - 1]) AssertRefused(scratch["graph"], whole[..length]);
        AssertRefused(scratch["graph"], [.. whole, 0]);
    }

    [Fact]
    public void What_becomes_of_the_file_makes_no_difference_to_an_opened_index()
    {
        using var scratch = new Scratch();
        Save(HnswIndex.Build(Vectors, Dimension, DistanceMetric.Euclidean), scratch["graph"], 1);
        HnswIndex opened = HnswIndex.Open(scratch["graph"], out _);
        Neighbour[] before = Search(opened);

        byte[] zeros = new byte[new FileInfo(scratch["graph"]).Length];
        using (FileStream inPlace = File.OpenWrite(scratch["graph"])) inPlace.Write(zeros);
        Assert.Equal(before, Search(opened));
        using (FileStream inPlace = File.OpenWrite(scratch["graph"])) inPlace.SetLength(10);
        Assert.Equal(before, Search(opened));
    }

    [Fact]
    public void An_index_with_room_for_more_than_its_reader_has_is_refused_before_its_memory_is_taken()
    {
        using var scratch = new Scratch();
        Save(HnswIndex.Build(Vectors, Dimension, DistanceMetric.Euclidean), scratch["graph"], 1);
        Assert.Equal(2000, HnswIndex.Open(scratch["graph"], 2000, out _).Count);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => HnswIndex.Open(scratch["graph"], 1999, out _));
        Assert.Contains("room for 2000 vectors; expected 1 to 1999", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => HnswIndex.Open(scratch["graph"], 0, out _));

        // Of a terabyte, nearly all of it never written: it needs no more of the disk than a page.
        var forged = new ForgedGraph(File.ReadAllBytes(scratch["graph"]));
        forged.Header.Capacity = int.MaxValue;
        forged.Header.Length = new GraphLayout(forged.Header.CodeDimension, forged.Header.Links, int.MaxValue, forged.Header.UpperCapacity).Length;
        long length = forged.Header.Length;
        using (FileStream sparse = File.Create(scratch["sparse"]))
        {
            sparse.Write(forged.Sealed().AsSpan(0, GraphLayout.HeaderBytes));
            sparse.SetLength(length);
        }

        long before = GC.GetTotalAllocatedBytes();
        Assert.Throws<InvalidDataException>(() => HnswIndex.Open(scratch["sparse"], 10_000, out _));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 10_000_000);
    }

    [Fact]
    public void A_named_pipe_in_the_place_of_the_file_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows()) return; // there are none in folders
        using var scratch = new Scratch();
        using (var make = System.Diagnostics.Process.Start("mkfifo", scratch["graph"])) make.WaitForExit();
        File.CreateSymbolicLink(scratch["link"], scratch["graph"]);
        foreach (string name in (string[])["graph", "link"])
            Assert.Contains("0 bytes", Assert.Throws<InvalidDataException>(() => HnswIndex.Open(scratch[name], out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_missing_file()
    {
        using var scratch = new Scratch();
        Assert.Throws<FileNotFoundException>(() => HnswIndex.Open(scratch["none"], out _));
    }

    private static void AssertRefused(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => HnswIndex.Open(path, out _));
        Assert.Contains("Build the index anew", fault.Message, StringComparison.Ordinal);
    }

    private static void Save(HnswIndex index, string path, long generation)
    {
        using FileStream stream = File.Create(path);
        index.Save(stream, generation);
    }

    private static Neighbour[] Search(HnswIndex index)
    {
        var found = new Neighbour[50 * 10];
        Assert.Equal(10, index.Search(Vectors, Clusters.Draw(2, 50, Dimension), 10, found));
        return found;
    }
}
