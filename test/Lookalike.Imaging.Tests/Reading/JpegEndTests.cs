using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>A JPEG that lacks its end marker is read if, and only if, every pixel is there.</summary>
public sealed class JpegEndTests
{
    private static readonly PixelShape Shape = new(3, 48, 64);
    private readonly PictureReader _reader = new();

    public static TheoryData<bool, bool> Forms => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Without_its_end_marker_a_picture_is_what_it_is_with_it(bool progressive, bool grey)
    {
        byte[] whole = Encode(progressive, grey);
        Assert.Equal([0xFF, 0xD9], whole[^2..]);
        foreach (PixelShape shape in (PixelShape[])[Shape, new(1, 6, 8)])
        {
            byte[] expected = Read(whole, shape);

            Assert.Equal(expected, Read(whole[..^2], shape));
            Assert.Equal(expected, Read(whole[..^1], shape));
            Assert.Equal(expected, Read([.. whole[..^2], 0xFF, 0xFF], shape));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_picture_that_lacks_more_is_refused_wherever_it_was_cut(bool progressive, bool grey)
    {
        byte[] whole = Encode(progressive, grey);
        for (int length = whole.Length - 6; length > whole.Length / 4; length -= 37) AssertCut(whole[..length]);
    }

    [Fact]
    public void A_picture_of_hundreds_of_scans_is_refused_before_it_is_decoded()
    {
        byte[] whole = Encode(progressive: true, grey: false);
        int last = whole.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] scan = whole[last..^2];
        byte[] many = [.. whole[..last], .. Enumerable.Repeat(scan, 120).SelectMany(static bytes => bytes), 0xFF, 0xD9];

        PictureException fault = Assert.Throws<PictureException>(() => Read(many, Shape));

        Assert.Equal(PictureFault.Broken, fault.Fault);
        Assert.Contains("more than 100 scans", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_progressive_picture_cut_between_two_scans_is_refused()
    {
        byte[] whole = Encode(progressive: true, grey: false);
        int[] scans = [.. Enumerable.Range(0, whole.Length - 1).Where(i => whole[i] == 0xFF && whole[i + 1] == 0xDA)];
        Assert.True(scans.Length > 4);

        // Before a scan stand the tables that it needs: cut before those of the last.
        AssertCut(whole[..scans[^1]]);
        int table = Enumerable.Range(scans[^2], scans[^1] - scans[^2]).First(i => whole[i] == 0xFF && whole[i + 1] is 0xC4 or 0xDA && i > scans[^2] + 2);
        AssertCut(whole[..table]);
    }

    [Fact]
    public void A_picture_whose_rest_became_zeros_is_refused()
    {
        byte[] whole = Encode(progressive: false, grey: false);
        Array.Clear(whole, whole.Length / 2, whole.Length - (whole.Length / 2));

        AssertCut(whole);
    }

    [Fact]
    public void What_follows_the_end_marker_does_no_harm()
    {
        byte[] whole = Encode(progressive: false, grey: false);

        Assert.Equal(Read(whole, Shape), Read([.. whole, 1, 2, 3, 0xFF, 0xD8, 4], Shape));
    }

    /// <summary>Noise: the last block has many bits, so that a lost byte is a lost pixel.</summary>
    private static byte[] Encode(bool progressive, bool grey) =>
        DrawnPicture.Of(Drawn.Noise(64 * 48 * (grey ? 1 : 3), 8), 64, 48, grey ? 1 : 3).JpegsaveBuffer(q: 90, interlace: progressive);

    private byte[] Read(byte[] encoded, PixelShape shape) => _reader.Read(encoded, "noise.jpg", shape).Pixels;

    private void AssertCut(byte[] encoded)
    {
        PictureException e = Assert.Throws<PictureException>(() => Read(encoded, Shape));
        Assert.Equal(PictureFault.Broken, e.Fault);
        Assert.Contains("without its end marker", e.Message, StringComparison.Ordinal);
    }
}
