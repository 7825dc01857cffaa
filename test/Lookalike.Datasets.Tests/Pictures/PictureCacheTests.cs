using FsCheck;
using FsCheck.Xunit;
using Lookalike.Datasets.Pictures;
using Lookalike.Datasets.Tests.Support;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Tests.Pictures;

public sealed class PictureCacheTests
{
    [Property(MaxTest = 100)]
    public bool What_is_written_reads_back(NonNull<string>[] paths, NonNegativeInt length, bool grey, PictureFit fit, int seed)
    {
        using var folder = new Scratch();
        var random = new System.Random(seed);
        var shape = new PixelShape(grey ? 1 : 3, random.Next(1, 9), random.Next(1, 9));
        var files = new List<CachedFile>();
        var rows = new List<byte[]>();
        using (var writer = new PictureCacheWriter(folder["c"], shape))
        {
            foreach (string path in paths.Select(p => p.Get).Distinct(StringComparer.Ordinal))
            {
                var file = new CachedFile { Path = path, Length = length.Get, WrittenAt = random.NextInt64() };
                if (random.Next(3) == 0) file = file with { Fault = (PictureFault)random.Next(6), Message = path + "!" };
                else if (random.Next(3) > 0)
                {
                    byte[] pixels = new byte[shape.Count];
                    random.NextBytes(pixels);
                    rows.Add(pixels);
                    file = file with { Row = writer.Add(pixels) };
                }

                files.Add(file);
            }

            writer.Commit(files, fit, maxPixels: 1 + length.Get);
        }

        using PictureCache cache = PictureCache.Open(folder["c"])!;
        return cache.Files.SequenceEqual(files)
            && cache.ReadRows().AsSpan().SequenceEqual([.. rows.SelectMany(r => r)])
            && cache.Header.Shape == shape && cache.Header.Fit == fit && cache.Header.MaxPixels == 1 + length.Get
            && Rows(cache, shape.Count).Zip(rows).All(p => p.First.AsSpan().SequenceEqual(p.Second));
    }

    [Property(MaxTest = 100)]
    public bool Any_changed_byte_is_noticed(NonNegativeInt where, byte change)
    {
        using var folder = new Scratch();
        Write(folder["c"]);
        byte[] bytes = File.ReadAllBytes(folder["c"]);
        bytes[where.Get % bytes.Length] ^= Math.Max((byte)1, change);
        File.WriteAllBytes(folder["c"], bytes);
        return IsDamaged(folder["c"]);
    }

    [Property(MaxTest = 100)]
    public bool A_file_cut_short_is_noticed(PositiveInt left)
    {
        using var folder = new Scratch();
        Write(folder["c"]);
        byte[] bytes = File.ReadAllBytes(folder["c"]);
        File.WriteAllBytes(folder["c"], bytes[..((left.Get - 1) % bytes.Length)]);
        return IsDamaged(folder["c"]);
    }

    [Property(MaxTest = 300)]
    public void A_cache_with_a_right_checksum_and_other_numbers_is_read_or_refused_and_believes_none_of_them(NonNegativeInt where, byte[] crafted, bool inFooter)
    {
        using var folder = new Scratch();
        Write(folder["c"]);
        byte[] bytes = File.ReadAllBytes(folder["c"]);
        int start = PictureCacheLayout.FirstRow + 48, end = bytes.Length - PictureCacheLayout.ChecksumLength, footer = bytes.Length - PictureCacheLayout.FooterLength;
        int from = inFooter ? footer : start, at = from + (where.Get % (end - from));
        crafted.AsSpan(0, Math.Min(crafted.Length, end - at)).CopyTo(bytes.AsSpan(at));
        System.IO.Hashing.XxHash128.Hash(bytes.AsSpan(0, end)).CopyTo(bytes, end);
        File.WriteAllBytes(folder["c"], bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();

        if (IsDamaged(folder["c"])) Assert.Throws<DatasetException>(() => PictureSet.Reopen(folder["c"], "", "crafted"));
        else PictureCache.Open(folder["c"])!.Dispose();

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 32 << 20);
    }

    [Theory]
    [InlineData(0)] // one row for two files
    [InlineData(7)]
    [InlineData(-2)]
    public void Rows_that_are_not_there_or_not_in_order_are_noticed(int row)
    {
        using var folder = new Scratch();
        using (var writer = new PictureCacheWriter(folder["c"], new PixelShape(1, 2, 2)))
        {
            var a = new CachedFile { Path = "a", Length = 1, WrittenAt = 1, Row = writer.Add(new byte[4]) };
            var b = new CachedFile { Path = "b", Length = 1, WrittenAt = 1, Row = writer.Add(new byte[4]) };
            writer.Commit([a, b with { Row = row }], PictureFit.Pad, maxPixels: 1);
        }

        Assert.True(IsDamaged(folder["c"]));
    }

    [Fact]
    public void What_was_not_committed_leaves_nothing()
    {
        using var folder = new Scratch();
        using (var writer = new PictureCacheWriter(folder["c"], new PixelShape(1, 2, 2))) writer.Add(new byte[4]);
        Assert.Empty(folder.FileNames);
    }

    private static IEnumerable<byte[]> Rows(PictureCache cache, int length)
    {
        for (int row = 0; row < cache.Header.Rows; row++)
        {
            byte[] pixels = new byte[length];
            cache.ReadRow(row, pixels);
            yield return pixels;
        }
    }

    private static bool IsDamaged(string path)
    {
        try
        {
            using PictureCache? cache = PictureCache.Open(path);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static void Write(string path)
    {
        using var writer = new PictureCacheWriter(path, new PixelShape(3, 4, 4));
        writer.Commit(
            [new CachedFile { Path = "a.png", Length = 3, WrittenAt = 4, Row = writer.Add([.. Enumerable.Range(0, 48).Select(i => (byte)i)]) }], PictureFit.Crop, 9);
    }
}
