using System.Buffers.Binary;
using System.IO.Hashing;
using Lookalike.Reliability.Fuzzing.Mutations;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Graph files: changed bytes, and changed numbers of header, links and levels with the checksum made right. What opens is searched and written to.</summary>
internal sealed class GraphFormat : FuzzFormat
{
    private const int Dimension = 8;
    private const int Count = 300;
    private const int HeaderBytes = 4096;
    private const int HeaderNumbers = 112;
    private const int ChecksumAt = 8;

    private readonly float[] _vectors = new float[(Count + 1) * Dimension];
    private byte[][] _seeds = [];
    private string _path = "";

    public override string Name => "graph";

    public override int Share => 8;

    public override void Prepare(string folder)
    {
        _path = Path.Combine(folder, "fuzz.hnsw");
        var random = new Random(5);
        for (int i = 0; i < _vectors.Length; i++) _vectors[i] = random.NextSingle();
        _seeds = [Save(DistanceMetric.Euclidean, 4, removed: 20), Save(DistanceMetric.Cosine, 3, removed: 0)];
        foreach (byte[] seed in _seeds)
        {
            if (!Rehash([.. seed]).AsSpan().SequenceEqual(seed)) throw new InvalidOperationException("The checksum of a graph file is no longer where this expects it.");
        }
    }

    public override FuzzInput Make(Random random)
    {
        byte[] seed = _seeds[random.Next(_seeds.Length)];
        switch (random.Next(6))
        {
            case 0:
                return new FuzzInput { Bytes = ByteMutator.Mutate(random, seed, _seeds, out string raw), Change = raw, Seed = seed };
            case 1:
                byte[] changed = ByteMutator.Mutate(random, seed, _seeds, out string bytes);
                return new FuzzInput { Bytes = Rehash(changed), Change = $"{bytes}, checksum made right", Seed = seed, ChecksumRemade = true };
            default:
                byte[] numbers = [.. seed];
                string change = "";
                for (int rounds = random.Next(1, 4); rounds > 0; rounds--) change += Number(random, numbers);
                return new FuzzInput { Bytes = Rehash(numbers), Change = $"{change}checksum made right", Seed = seed, ChecksumRemade = true };
        }
    }

    public override Outcome Try(FuzzInput input)
    {
        // Another file each time: the one before may still be mapped.
        File.Delete(_path);
        File.WriteAllBytes(_path, input.Bytes);
        HnswIndex index = HnswIndex.Open(_path, out _);
        if (!input.IsSeed && !input.ChecksumRemade) return Outcome.Silent("opened, though its checksum is of other bytes");
        if (index.Dimension != Dimension || index.Capacity < 1) return Outcome.Legal;
        Search(index);
        if (!index.Contains(Count)) index.Add(Count, _vectors.AsSpan(Count * Dimension, Dimension));
        index.Remove(1);
        Search(index);
        return input.IsSeed ? Outcome.Same : Outcome.Legal;
    }

    /// <summary>A damaged file is one that <see cref="HnswIndex"/> may call so.</summary>
    public override bool IsRefusal(Exception fault) => fault is InvalidDataException or IOException or UnauthorizedAccessException;

    private void Search(HnswIndex index)
    {
        Neighbour[] found = new Neighbour[10 * 3];
        int each = index.Search(_vectors, _vectors.AsMemory(0, 3 * Dimension), 10, found, new HnswSearchOptions { MaxThreads = 1 });
        foreach (Neighbour hit in found.AsSpan(0, each))
        {
            if (hit.Position is < -1 or > Count) throw new InvalidOperationException($"The search found position {hit.Position} of {Count + 1}.");
        }
    }

    private static string Number(Random random, byte[] file)
    {
        bool header = random.Next(3) == 0;
        int at = header ? random.Next(HeaderNumbers / 4) * 4 : HeaderBytes + (random.Next((file.Length - HeaderBytes) / 4) * 4);

        // Most often a number that could be a link: only a wild one leaves the file, one that is near may miss a check.
        int value = random.Next(3) == 0 ? random.Next(-2, 2 * Count) : (int)OddNumbers.Draw(random);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        return $"{value} at {at}, ";
    }

    private static byte[] Rehash(byte[] file)
    {
        if (file.Length < HeaderBytes) return file;
        file.AsSpan(ChecksumAt, sizeof(ulong)).Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(ChecksumAt), XxHash3.HashToUInt64(file));
        return file;
    }

    private byte[] Save(DistanceMetric metric, int links, int removed)
    {
        HnswIndex index = HnswIndex.Build(_vectors.AsMemory(0, Count * Dimension), Dimension, metric, new HnswOptions { Links = links, MaxThreads = 1, BuildCandidates = 20 });
        for (int i = 0; i < removed; i++) index.Remove(i * 3);
        using var stream = new MemoryStream();
        index.Save(stream, generation: 7);
        return stream.ToArray();
    }
}
