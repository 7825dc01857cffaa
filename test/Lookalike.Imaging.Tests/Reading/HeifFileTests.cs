using System.Buffers.Binary;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>One container, many brands: what is in it decides.</summary>
public sealed class HeifFileTests
{
    private static readonly PixelShape Shape = new(3, 32, 32);

    [Theory]
    [InlineData("avif")]
    [InlineData("avis")]
    [InlineData("mif1")]
    [InlineData("msf1")]
    [InlineData("miaf")]
    [InlineData("MA1B")]
    public void What_holds_av1_is_read_whatever_its_first_brand(string brand)
    {
        byte[] file = Avif();
        Put(file, 8, brand);

        Assert.Equal((64, 48), Size(new PictureReader().Read(file, brand, Shape)));
    }

    [Theory]
    [InlineData("heic", "mif1")]
    [InlineData("heix", "mif1")]
    [InlineData("hevc", "msf1")]
    [InlineData("heim", "mif1")]
    [InlineData("mif1", "heic")]
    [InlineData("msf1", "hevx")]
    [InlineData("MiHE", "heix")]
    public void What_says_that_it_holds_hevc_is_named(string brand, string other)
    {
        byte[] file = [0, 0, 0, 20, .. "ftyp"u8, .. Bytes(brand), 0, 0, 0, 0, .. Bytes(other), .. new byte[64]];

        AssertUnsupported("found HEIC", file);
    }

    [Theory]
    [InlineData("hvc1", "found HEIC")]
    [InlineData("jpeg", "coded as jpeg")]
    [InlineData("vvc1", "coded as vvc1")]
    public void What_holds_another_coding_without_saying_so_is_named(string coding, string named)
    {
        byte[] file = Avif();
        Put(file, 8, "mif1");
        Replace(file, "avif", "mif1");
        Replace(file, "av01", coding);

        AssertUnsupported(named, file);
    }

    [Fact]
    public void A_size_that_is_not_that_of_what_is_coded_is_refused_before_it_is_decoded()
    {
        byte[] file = Avif();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(file.AsSpan().IndexOf("ispe"u8) + 8), 1_048_776);

        PictureException e = Assert.Throws<PictureException>(() => new PictureReader().Read(file, "wide.avif", Shape));

        Assert.Equal(PictureFault.Broken, e.Fault);
        Assert.Contains("its header says 1048776 x 48 pixels, and what is coded is 64 x 48", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_larger_picture_than_its_header_says_takes_the_memory_of_the_larger()
    {
        byte[] file = Avif();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(file.AsSpan().IndexOf("ispe"u8) + 8), 1);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(file.AsSpan().IndexOf("ispe"u8) + 12), 1);

        PictureHeader header = PictureHeader.Read(new HeaderBytes(file), PictureFormat.Avif);

        Assert.InRange(header.DecodeBytes(header.Width, header.Height, whole: false), 64 * 48 * 15, long.MaxValue);
    }

    [Fact]
    public void Without_a_still_picture_it_is_a_film()
    {
        byte[] file = [0, 0, 0, 20, .. "ftyp"u8, .. "avis"u8, 0, 0, 0, 0, .. "avis"u8, 0, 0, 0, 8, .. "moov"u8, .. new byte[64]];

        AssertUnsupported("a film", file);
    }

    private static (int Width, int Height) Size(Picture picture) => (picture.SourceWidth, picture.SourceHeight);

    private static byte[] Avif() => Corpus.Good("modern.avif");

    private static byte[] Bytes(string word) => [.. word.Select(c => (byte)c)];

    private static void Put(byte[] file, int at, string word) => Bytes(word).CopyTo(file, at);

    private static void Replace(byte[] file, string word, string by)
    {
        byte[] pattern = Bytes(word);
        for (int at = file.AsSpan().IndexOf(pattern); at >= 0; at = file.AsSpan().IndexOf(pattern)) Put(file, at, by);
    }

    private static void AssertUnsupported(string named, byte[] file)
    {
        PictureException e = Assert.Throws<PictureException>(() => new PictureReader().Read(file, "x.heic", Shape));
        Assert.Equal(PictureFault.Unsupported, e.Fault);
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }
}
