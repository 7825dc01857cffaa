using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>RAW files begin with a small preview. It is never taken for the picture.</summary>
public sealed class RawFileTests
{
    private static readonly PixelShape Shape = new(3, 16, 16);

    private static TiffFile.Part Preview => new(8, 6, 8, new byte[8 * 6 * 3]) { SampleCount = 3, Meaning = 2, Tags = [(TiffFile.SubfileType, 1)] };

    private static TiffFile.Part Full => new(40, 30, 8, [.. Enumerable.Repeat((byte)90, 40 * 30)]) { Tags = [(TiffFile.SubfileType, 0)] };

    [Fact]
    public void A_dng_is_refused_as_a_raw_file() =>
        AssertRaw(TiffFile.Of(below: true, Preview with { Tags = [(TiffFile.SubfileType, 1), (TiffFile.DngVersion, 0x0401)] }, Full with { Meaning = 32803 }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Colour_filters_behind_the_preview_make_a_raw_file(bool below) => AssertRaw(TiffFile.Of(below, Preview, Full with { Meaning = 32803 }));

    [Theory]
    [InlineData(34713u)]
    [InlineData(32767u)]
    [InlineData(65535u)]
    public void The_coding_of_a_camera_makes_a_raw_file(uint compression) =>
        AssertRaw(TiffFile.Of(below: true, Preview, Full with { Tags = [(TiffFile.Compression, compression)] }));

    [Fact]
    public void The_mark_of_cr2_makes_a_raw_file()
    {
        byte[] file = TiffFile.Of(below: false, Preview);
        file[8] = (byte)'C';
        file[9] = (byte)'R';

        AssertRaw(file);
    }

    [Theory]
    [InlineData("FUJIFILMCCD-RAW 0201")]
    [InlineData("IIRO\b\0\0\0")]
    [InlineData("IIU\0\b\0\0\0")]
    [InlineData("FOVb\0\0\0\0")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001crx isom")]
    public void Raw_files_that_are_no_tiff_are_named_too(string start) => AssertRaw([.. start.Select(c => (byte)c), .. new byte[64]]);

    [Fact]
    public void A_picture_that_calls_itself_a_preview_and_is_alone_is_the_picture()
    {
        Picture picture = new PictureReader().Read(TiffFile.Of(below: false, Preview), "a.tif", new PixelShape(3, 6, 8));
        Assert.Equal((8, 6), (picture.SourceWidth, picture.SourceHeight));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_preview_before_an_ordinary_picture_gives_way_to_it(bool below)
    {
        Picture picture = new PictureReader().Read(TiffFile.Of(below, Preview, Full), "scan.tif", Shape);

        Assert.Equal((40, 30), (picture.SourceWidth, picture.SourceHeight));
        Assert.Equal(90, picture.Pixels[8 * 17]);
    }

    [Fact]
    public void Of_several_pages_the_first_is_read()
    {
        Picture picture = new PictureReader().Read(TiffFile.Of(below: false, Full, Full with { Width = 20, Height = 60 }), "pages.tif", Shape);

        Assert.Equal((40, 30), (picture.SourceWidth, picture.SourceHeight));
    }

    private static void AssertRaw(byte[] file)
    {
        PictureException e = Assert.Throws<PictureException>(() => new PictureReader().Read(file, "IMG_1.dng", Shape));

        Assert.Equal(PictureFault.Unsupported, e.Fault);
        Assert.Contains("found a RAW file of a camera", e.Message, StringComparison.Ordinal);
    }
}
