using System.Buffers.Binary;
using System.IO.Compression;
using Lookalike.Datasets;
using Lookalike.Datasets.Idx;
using Lookalike.Imaging;
using Lookalike.Reliability.Fuzzing.Mutations;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>IDX files of images and labels, raw and gzip: changed bytes, changed dimensions, packed again, with bytes behind the end.</summary>
internal sealed class IdxFormat : FuzzFormat
{
    private byte[][] _seeds = [];
    private string _path = "";

    public override string Name => "idx";

    public override int Share => 6;

    public override void Prepare(string folder)
    {
        _path = Path.Combine(folder, "fuzz.idx");
        byte[] pixels = new byte[3 * 2 * 6 * 5];
        new Random(2).NextBytes(pixels);
        IdxFile.WriteImages(_path, new PixelShape(1, 6, 5), pixels);
        byte[] grey = File.ReadAllBytes(_path);
        IdxFile.WriteImages(_path, new PixelShape(3, 6, 5), pixels);
        byte[] colour = File.ReadAllBytes(_path);
        IdxFile.WriteLabels(_path, pixels.AsSpan(0, 40));
        _seeds = [grey, colour, File.ReadAllBytes(_path)];
    }

    public override FuzzInput Make(Random random)
    {
        byte[] seed = _seeds[random.Next(_seeds.Length)];
        byte[] changed = ByteMutator.Mutate(random, seed, _seeds, out string change);
        switch (random.Next(5))
        {
            case 0:
                return new FuzzInput { Bytes = Pack(changed), Change = $"{change}, packed", Seed = seed, ChecksumRemade = true };
            case 1:
                byte[] packed = Pack(seed);
                return new FuzzInput { Bytes = ByteMutator.Mutate(random, packed, [packed], out string inPack), Change = $"packed: {inPack}", Seed = seed };
            case 2:
                byte[] more = new byte[random.Next(1, 40)];
                random.NextBytes(more);
                return new FuzzInput { Bytes = [.. Pack(seed), .. more], Change = $"packed, {more.Length} bytes behind the end", Seed = seed };
            case 3:
                byte[] numbers = [.. seed];
                BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(4 * random.Next(numbers.Length < 60 ? 2 : 4)), (int)OddNumbers.Draw(random));
                return new FuzzInput { Bytes = numbers, Change = "a number of the header", Seed = seed, ChecksumRemade = true };
            default:
                return new FuzzInput { Bytes = changed, Change = change, Seed = seed, ChecksumRemade = true };
        }
    }

    public override Outcome Try(FuzzInput input)
    {
        File.WriteAllBytes(_path, input.Bytes);
        byte[] content;
        try
        {
            content = IdxFile.ReadImages(_path).Pixels.ToArray();
        }
        catch (DatasetException)
        {
            content = IdxFile.ReadLabels(_path).ToArray();
        }

        if (IsPack(input.Bytes)) return Judge(input, content);
        int header = input.Bytes.Length - content.Length;
        return header is 8 or 16 or 20 && input.Bytes.AsSpan(header).SequenceEqual(content)
            ? input.IsSeed ? Outcome.Same : Outcome.Legal
            : Outcome.Silent($"{content.Length} bytes of a file of {input.Bytes.Length}");
    }

    // The end of a pack holds a checksum and the length of what is in it, and nothing may come after it.
    private static Outcome Judge(FuzzInput input, byte[] content)
    {
        if (input.ChecksumRemade) return Outcome.Legal;
        if (input.Change.Contains("behind the end", StringComparison.Ordinal)) return Outcome.Silent("read, though bytes follow the end of the pack");
        return input.Seed.AsSpan(input.Seed.Length - Math.Min(content.Length, input.Seed.Length)).SequenceEqual(content)
            ? Outcome.Same
            : Outcome.Silent("other content than was packed");
    }

    private static bool IsPack(byte[] bytes) => bytes is [0x1f, 0x8b, ..];

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
