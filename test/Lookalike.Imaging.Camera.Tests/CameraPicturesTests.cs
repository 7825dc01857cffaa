using System.Diagnostics;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Imaging.Camera.Tests;

public sealed class CameraPicturesTests : IDisposable
{
    private static readonly PixelShape Shape = new(3, 32, 32);
    private readonly Scratch _scratch = new();

    public CameraPicturesTests() => CameraPictures.Enable();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1, 128, 64)]
    [InlineData(6, 64, 128)]
    [InlineData(3, 128, 64)]
    public void A_raw_file_is_developed_upright(int orientation, int width, int height)
    {
        byte[] file = DrawnRaw.Write(128, 64, RedOnTheLeft, orientation);
        var reader = new PictureReader { Fit = PictureFit.Stretch };
        Assert.Equal((width, height), reader.Measure(file, "a.dng"));

        Picture picture = reader.Read(file, "a.dng", Shape);

        // Where the left half of what the sensor saw is, once upright: EXIF 6 is turned to the right, 3 stands on its head.
        (int redX, int redY, int blueX, int blueY) = orientation switch { 6 => (16, 4, 16, 28), 3 => (28, 16, 4, 16), _ => (4, 16, 28, 16) };
        Assert.True(At(picture, 0, redX, redY) > At(picture, 2, redX, redY) + 60, "red");
        Assert.True(At(picture, 2, blueX, blueY) > At(picture, 0, blueX, blueY) + 60, "blue");
    }

    [Fact]
    public void A_part_of_a_raw_file_is_read_as_a_picture_of_its_own()
    {
        byte[] file = DrawnRaw.Write(128, 64, RedOnTheLeft);
        Picture blue = new PictureReader { Area = new Pixels.PictureArea(72, 0, 48, 48) }.Read(file, "a.dng", Shape);
        Assert.True(At(blue, 2, 2, 2) > At(blue, 0, 2, 2) + 60);
        Assert.True(At(blue, 2, 29, 29) > At(blue, 0, 29, 29) + 60);
    }

    [Fact]
    public void Too_many_pixels_are_refused_before_any_is_developed() => Assert.Equal(
        PictureFault.TooManyPixels,
        Assert.Throws<PictureException>(() => new PictureReader { MaxPixels = 4000 }.Read(DrawnRaw.Write(128, 64, RedOnTheLeft), "a.dng", Shape)).Fault);

    [Theory]
    [InlineData(60)]
    [InlineData(400)]
    [InlineData(9000)]
    public void A_raw_file_that_breaks_off_is_a_broken_picture(int length)
    {
        PictureException fault = Assert.Throws<PictureException>(() => new PictureReader().Read(DrawnRaw.Write(128, 64, RedOnTheLeft).AsMemory(0, length), "a.dng", Shape));
        Assert.Equal(PictureFault.Broken, fault.Fault);
        Assert.DoesNotContain("/tmp", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_where_raw_data_is_of_an_unknown_kind_its_largest_preview_is_taken_and_that_is_known()
    {
        byte[] small = Jpeg(16, 8, 20), large = Jpeg(80, 40, 200);
        byte[] unknown = [.. DrawnRaw.Write(128, 64, RedOnTheLeft, coding: 52546), .. small, .. large, .. small], known = [.. DrawnRaw.Write(128, 64, RedOnTheLeft), .. large];

        Picture preview = new PictureReader().Read(unknown, "a.dng", Shape), developed = new PictureReader().Read(known, "b.dng", Shape);
        Assert.True(preview.IsPreview);
        Assert.InRange(At(preview, 0, 16, 16), 195, 205);
        Assert.False(developed.IsPreview);

        Picture part = new PictureReader { Area = new Pixels.PictureArea(64, 32, 64, 32) }.Read(unknown, "a.dng", Shape);
        Assert.InRange(At(part, 0, 16, 16), 195, 205);

        // Without a preview it is a picture that cannot be decoded.
        byte[] bare = DrawnRaw.Write(128, 64, RedOnTheLeft, coding: 52546);
        Assert.Equal(PictureFault.Broken, Assert.Throws<PictureException>(() => new PictureReader().Read(bare, "a.dng", Shape)).Fault);

        static byte[] Jpeg(int width, int height, byte value)
        {
            byte[] values = new byte[width * height * 3];
            Array.Fill(values, value);
            using Image image = DrawnPicture.Of(values, width, height, bands: 3);
            return image.JpegsaveBuffer();
        }
    }

    [Fact]
    public void Any_changed_byte_gives_a_picture_or_a_fault()
    {
        byte[] whole = DrawnRaw.Write(32, 32, RedOnTheLeft);
        var random = new Random(5);
        for (int i = 0; i < 150; i++)
        {
            byte[] changed = [.. whole];
            changed[random.Next(i % 2 == 0 ? 400 : whole.Length)] ^= (byte)random.Next(1, 256);
            Exception? fault = Record.Exception(() => new PictureReader { MaxPixels = 1_000_000 }.Read(changed, "a.dng", Shape));
            Assert.True(fault is null or PictureException, fault?.ToString());
        }
    }

    [Fact]
    public void Whatever_a_camera_s_file_begins_like_only_its_decoder_is_asked()
    {
        // Formats that ImageMagick would follow elsewhere, by a name or an address in them.
        foreach (string text in (string[])["push graphic-context\nimage over 0,0 0,0 'https://example.org/a.png'\n", "<svg/>", "<image><read filename=\"/etc/passwd\"/></image>"])
        {
            foreach (string start in (string[])["FUJIFILMCCD-RAW ", "IIRO\u0008\0\0\0", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"])
            {
                byte[] file = [.. System.Text.Encoding.Latin1.GetBytes(start), .. System.Text.Encoding.ASCII.GetBytes(text)];
                Assert.Contains(
                    Assert.Throws<PictureException>(() => new PictureReader().Read(file, "a", Shape)).Fault, (PictureFault[])[PictureFault.Broken, PictureFault.Unsupported]);
            }
        }
    }

    /// <summary>Explicit, because no package here writes HEVC; the gate installs a program that does.</summary>
    [Theory(Explicit = true)]
    [InlineData("")]
    [InlineData("--lossless")]
    public async Task What_a_telephone_writes_is_read_like_the_picture_it_was_made_of(string option)
    {
        byte[] values = new byte[96 * 64 * 3];
        for (int i = 0; i < 96 * 64; i++) (values[i * 3], values[(i * 3) + 1], values[(i * 3) + 2]) = ((byte)(i % 96 * 2), (byte)(i / 96 * 3), (byte)(i % 96 < 48 ? 200 : 20));
        using (Image drawn = DrawnPicture.Of(values, 96, 64, bands: 3)) drawn.WriteToFile(_scratch["a.png"]);
        using (var encoder = Process.Start("heif-enc", [_scratch["a.png"], "-q", "90", "-o", _scratch["a.heic"], .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]))
        {
            await encoder.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, encoder.ExitCode);
        }

        Picture original = new PictureReader().Read(_scratch["a.png"], Shape), read = new PictureReader().Read(_scratch["a.heic"], Shape);
        Assert.Equal((96, 64), (read.SourceWidth, read.SourceHeight));
        Assert.InRange(original.Pixels.Zip(read.Pixels, (a, b) => Math.Abs(a - b)).Average(), 0, 4);

        PictureFile listed = Assert.Single(PictureFolder.Walk(_scratch.Folder, cancellationToken: TestContext.Current.CancellationToken), file => file.RelativePath == "a.heic");
        Assert.Null(listed.Fault);
    }

    private static (ushort Red, ushort Green, ushort Blue) RedOnTheLeft(int x, int y) => x < 64 ? ((ushort)60000, (ushort)9000, (ushort)4000) : ((ushort)4000, (ushort)9000, (ushort)60000);

    private static int At(Picture picture, int channel, int x, int y) => picture.Pixels[(channel * Shape.Height * Shape.Width) + (y * Shape.Width) + x];
}
