using System.Buffers.Binary;
using System.IO.Hashing;
using Lookalike.Datasets;
using Lookalike.Datasets.Pictures;
using Lookalike.Imaging;
using Lookalike.Imaging.Folders;
using Lookalike.Reliability.Fuzzing.Mutations;
using Lookalike.Reliability.Fuzzing.Pictures;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>
/// Caches of decoded pictures: changed bytes, and a changed manifest or footer with the checksum made right. A cache without the right checksum
/// must not be used: the pictures are decoded anew, and are what they were.
/// </summary>
internal sealed class CacheFormat : FuzzFormat
{
    private const int Hash = 16;
    private const int Footer = 40 + Hash;
    private const int Pictures = 4;

    private PictureSetOptions _options = null!;
    private PictureFile[] _files = [];
    private byte[] _seed = [];
    private byte[] _pixels = [];
    private string _path = "";
    private int _manifestAt;

    public override string Name => "picture-cache";

    public override void Prepare(string folder)
    {
        string pictures = Path.Combine(folder, "pictures");
        Directory.CreateDirectory(pictures);
        for (int i = 0; i < Pictures; i++) File.WriteAllBytes(Path.Combine(pictures, $"{i}.png"), PictureSeeds.Of("png")[i]);
        File.WriteAllText(Path.Combine(pictures, "broken.png"), "a text");
        foreach (string file in Directory.EnumerateFiles(pictures)) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(1));
        _files = [.. PictureFolder.Walk(pictures)];
        _options = new PictureSetOptions { Source = pictures, Name = "fuzz", Shape = new PixelShape(3, 8, 8), Threads = 1, CacheFolder = Path.Combine(folder, "cache"), MaxInMemory = 1 << 20 };
        using PictureSet set = PictureSet.OpenAsync(_files, _options).GetAwaiter().GetResult();
        _path = set.CachePath;
        _pixels = set.Images.Pixels.ToArray();
        _seed = File.ReadAllBytes(_path);
        _manifestAt = _seed.Length - Footer - (int)BinaryPrimitives.ReadInt64LittleEndian(_seed.AsSpan(_seed.Length - Footer + 32));
        if (!Rehash(_seed[..^Hash]).AsSpan().SequenceEqual(_seed)) throw new InvalidOperationException("The checksum of a picture cache is no longer where this expects it.");
    }

    public override FuzzInput Make(Random random)
    {
        if (random.Next(3) == 0) return new FuzzInput { Bytes = ByteMutator.Mutate(random, _seed, [_seed], out string raw), Change = raw, Seed = _seed };
        byte[] end = _seed[_manifestAt..^Hash];
        byte[] changed = ByteMutator.Mutate(random, end, [end], out string change);
        if (random.Next(2) == 0 && changed.Length != end.Length && changed.Length >= Footer)
            BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(changed.Length - 8), changed.Length - (Footer - Hash));
        return new FuzzInput { Bytes = Rehash([.. _seed[.._manifestAt], .. changed]), Change = $"after the rows: {change}, checksum made right", Seed = _seed, ChecksumRemade = true };
    }

    public override Outcome Try(FuzzInput input)
    {
        File.WriteAllBytes(_path, input.Bytes);
        Reopen(input);
        if (input.ChecksumRemade && !input.IsSeed) File.WriteAllBytes(_path, input.Bytes);
        using PictureSet set = PictureSet.OpenAsync(_files, _options).GetAwaiter().GetResult();
        byte[] pixels = new byte[set.Images.Count * set.Images.PixelsPerImage];
        set.Images.CopyTo(0, set.Images.Count, pixels);
        if (pixels.AsSpan().SequenceEqual(_pixels)) return Outcome.Same;
        return input.ChecksumRemade ? Outcome.Legal : Outcome.Silent("other pixels of the same pictures");
    }

    /// <summary>As a run that goes on does: with the checksum that it knows.</summary>
    private void Reopen(FuzzInput input)
    {
        try
        {
            string checksum = Convert.ToHexStringLower(input.ChecksumRemade && input.Bytes.Length >= Hash ? input.Bytes[^Hash..] : _seed[^Hash..]);
            using PictureSet set = PictureSet.Reopen(_path, checksum, "fuzz", maxInMemory: input.Bytes.Length % 2 == 0 ? 0 : 1 << 20);
            for (int i = 0; i < set.Images.Count; i++) _ = set.Images[i][0];
        }
        catch (DatasetException)
        {
            // Refused, which is one right answer; what is made of the cache comes next.
        }
    }

    private static byte[] Rehash(byte[] body) => [.. body, .. XxHash128.Hash(body)];
}
