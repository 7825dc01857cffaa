using System.Buffers.Binary;
using FsCheck.Xunit;
using Lookalike.Datasets.Idx;
using Lookalike.Datasets.Tests.Support;
using Lookalike.Imaging;

namespace Lookalike.Datasets.Tests.Idx;

public class IdxFileTests
{
    [Property(MaxTest = 100)]
    public bool Images_read_back_as_they_were_written(byte count, byte height, byte width, bool colour, bool packed, int seed)
    {
        int channels = colour ? 3 : 1;
        int h = (height % 40) + 1, w = (width % 40) + 1;
        byte[] pixels = new byte[((count % 20) + 1) * channels * h * w];
        new Random(seed).NextBytes(pixels);
        using Scratch folder = new();
        IdxFile.WriteImages(folder["images"], new PixelShape(channels, h, w), pixels);
        if (packed) File.WriteAllBytes(folder["images"], Gzip.Pack(File.ReadAllBytes(folder["images"])));

        ImageSet read = IdxFile.ReadImages(folder["images"]);
        return (read.Count, read.Channels, read.Height, read.Width) == ((count % 20) + 1, channels, h, w) && read.Pixels.Span.SequenceEqual(pixels);
    }

    [Property(MaxTest = 100)]
    public bool Labels_read_back_as_they_were_written(FsCheck.NonEmptyArray<byte> labels, bool packed)
    {
        using Scratch folder = new();
        IdxFile.WriteLabels(folder["labels"], labels.Get);
        if (packed) File.WriteAllBytes(folder["labels"], Gzip.Pack(File.ReadAllBytes(folder["labels"])));
        return IdxFile.ReadLabels(folder["labels"]).Span.SequenceEqual(labels.Get);
    }

    [Property(MaxTest = 200)]
    public void Any_bytes_are_read_or_refused_with_the_path(byte[] tail, byte type, byte dimensions, bool packed)
    {
        using Scratch folder = new();
        byte[] content = [0, 0, type % 2 == 0 ? (byte)8 : type, (byte)(dimensions % 6), .. tail];
        File.WriteAllBytes(folder["any"], packed ? Gzip.Pack(content) : content);
        foreach (Action read in new Action[] { () => IdxFile.ReadImages(folder["any"]), () => IdxFile.ReadLabels(folder["any"]) })
        {
            if (Record.Exception(read) is { } e) Assert.Equal(folder["any"], Assert.IsType<DatasetException>(e).Path);
        }
    }

    [Property(MaxTest = 100)]
    public void Any_part_of_a_file_is_refused(ushort length, bool packed)
    {
        byte[] whole = ImageBytes(3, 5, 4);
        byte[] all = packed ? Gzip.Pack(whole) : whole;
        AssertRefused(all[..(length % all.Length)], IdxReadsImages);
    }

    [Property(MaxTest = 200)]
    public void Bytes_behind_the_end_of_a_gzip_file_are_refused(FsCheck.NonEmptyArray<byte> tail, byte begin)
    {
        byte[] whole = Gzip.Pack(ImageBytes(3, 5, 4));
        byte[][] starts = [[], [0x1f], [0x1f, 0x8b], [0x1f, 0x8b, 8, 0], whole[^8..], new byte[9000]];
        AssertRefused([.. whole, .. starts[begin % starts.Length], .. tail.Get], IdxReadsImages);
    }

    [Fact]
    public void A_gzip_file_of_several_members_is_one_content_and_a_member_too_many_is_refused()
    {
        byte[] raw = ImageBytes(3, 5, 4);
        using Scratch folder = new();
        File.WriteAllBytes(folder["members"], [.. Gzip.Pack(raw[..7]), .. Gzip.Pack([]), .. Gzip.Pack(raw[7..])]);
        Assert.Equal(3, IdxFile.ReadImages(folder["members"]).Count);
        AssertRefused([.. Gzip.Pack(raw), .. Gzip.Pack([0xA5])], IdxReadsImages);
    }

    [Fact]
    public void A_truncated_file_names_the_offset_of_its_end()
    {
        DatasetException e = AssertRefused(ImageBytes(3, 5, 4)[..70], IdxReadsImages);
        Assert.Contains("expected 76 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("at offset 70", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trailing_bytes_are_refused(bool packed)
    {
        byte[] content = [.. ImageBytes(3, 5, 4), 0];
        DatasetException e = AssertRefused(packed ? Gzip.Pack(content) : content, IdxReadsImages);
        Assert.Contains("expected the end of the file", e.Message, StringComparison.Ordinal);
        Assert.Contains("at offset 76", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_not_taken_for_images()
    {
        DatasetException e = AssertRefused(Header(IdxHeader.LabelsMagic, 1, [5]), IdxReadsImages);
        Assert.Contains("found 0x00000801", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_are_not_taken_for_labels()
    {
        DatasetException e = AssertRefused(ImageBytes(3, 5, 4), path => IdxFile.ReadLabels(path));
        Assert.Contains("found 0x00000803", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_of_another_type_are_refused()
    {
        DatasetException e = AssertRefused(Header(0x0000_0d03, 1, [1, 1, 0, 0, 0, 0]), IdxReadsImages);
        Assert.Contains("0x00000d03", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1, 4, "image count")]
    [InlineData(1, 0, 1, 8, "height")]
    [InlineData(1, 1, 0, 12, "width")]
    [InlineData(1, 8_193, 1, 8, "height")]
    [InlineData(1, 1, uint.MaxValue, 12, "width")]
    [InlineData(uint.MaxValue, 1, 1, 4, "image count")]
    public void A_zero_or_absurd_dimension_is_refused(uint count, uint height, uint width, int offset, string name)
    {
        DatasetException e = AssertRefused([.. Numbers(IdxHeader.GreyMagic, count, height, width), 1], IdxReadsImages);
        Assert.Contains($"expected a {name} of 1 to", e.Message, StringComparison.Ordinal);
        Assert.Contains($"at offset {offset}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_channels_are_refused()
    {
        DatasetException e = AssertRefused([.. Numbers(IdxHeader.ColourMagic, 1, 2, 1, 1), 1, 2], IdxReadsImages);
        Assert.Contains("expected 1 or 3 channels at offset 8, found 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dimensions_whose_product_overflows_are_refused()
    {
        DatasetException e = AssertRefused(Numbers(IdxHeader.ColourMagic, 2_000_000_000, 3, 8_192, 8_192), IdxReadsImages);
        Assert.Contains("402653184000000020", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_header_that_promises_gigabytes_makes_no_large_array(bool packed)
    {
        byte[] content = [.. Numbers(IdxHeader.GreyMagic, 2_000_000, 30, 30), 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(packed ? Gzip.Pack(content) : content, IdxReadsImages);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 4_000_000, $"{allocated} bytes were allocated.");
    }

    [Fact]
    public void A_broken_gzip_file_is_refused()
    {
        byte[] packed = Gzip.Pack(ImageBytes(200, 20, 20));
        packed[packed.Length / 2] ^= 0xff;
        AssertRefused(packed, IdxReadsImages);
    }

    [Fact]
    public void A_missing_file_is_refused_with_its_path()
    {
        using Scratch folder = new();
        Assert.Equal(folder["none"], Assert.Throws<DatasetException>(() => IdxFile.ReadImages(folder["none"])).Path);
    }

    [Fact]
    public void Writing_replaces_a_file_and_leaves_nothing_beside_it()
    {
        using Scratch folder = new();
        IdxFile.WriteLabels(folder["labels"], [1, 2, 3]);
        IdxFile.WriteLabels(folder["labels"], [4]);
        Assert.Equal([4], IdxFile.ReadLabels(folder["labels"]).ToArray());
        Assert.Equal(["labels"], folder.FileNames);
    }

    [Fact]
    public void Writing_that_fails_leaves_nothing_behind()
    {
        using Scratch folder = new();
        Directory.CreateDirectory(folder["labels"]); // a folder cannot be replaced by a file
        Assert.ThrowsAny<SystemException>(() => IdxFile.WriteLabels(folder["labels"], [1]));
        Assert.Empty(folder.FileNames);
    }

    [Fact]
    public void Writing_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => IdxFile.WriteImages("unused", new PixelShape(1, 2, 2), default));
        Assert.Throws<ArgumentException>(() => IdxFile.WriteLabels("unused", []));
    }

    [Fact]
    public void Writing_a_part_of_an_image_is_refused() =>
        Assert.Throws<ArgumentException>(() => IdxFile.WriteImages("unused", new PixelShape(1, 2, 2), new byte[6]));

    private static void IdxReadsImages(string path) => IdxFile.ReadImages(path);

    private static DatasetException AssertRefused(byte[] content, Action<string> read)
    {
        using Scratch folder = new();
        File.WriteAllBytes(folder["file"], content);
        DatasetException e = Assert.Throws<DatasetException>(() => read(folder["file"]));
        Assert.Equal(folder["file"], e.Path);
        return e;
    }

    private static byte[] ImageBytes(int count, int height, int width)
    {
        byte[] pixels = new byte[count * height * width];
        new Random(11).NextBytes(pixels);
        return [.. Numbers(IdxHeader.GreyMagic, (uint)count, (uint)height, (uint)width), .. pixels];
    }

    private static byte[] Header(uint magic, uint count, byte[] rest) => [.. Numbers(magic, count), .. rest];

    private static byte[] Numbers(params uint[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
