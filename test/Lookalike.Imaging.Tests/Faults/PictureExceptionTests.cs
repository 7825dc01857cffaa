using System.Text;
using Lookalike.Core;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Faults;

/// <summary>What the reader refuses, and what it says.</summary>
public sealed class PictureExceptionTests : IDisposable
{
    private static readonly PixelShape Digit = new(1, 28, 28);
    private readonly Scratch _folder = new();
    private readonly PictureReader _reader = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_read_by_content_whatever_its_name()
    {
        string path = Write("photo.txt", Drawn.Box(28, 28, [3], [4]).PngsaveBuffer());

        Assert.Equal(3, _reader.Read(path, Digit).Pixels[0]);
    }

    [Fact]
    public void A_name_that_libvips_would_take_for_options_is_a_plain_name()
    {
        string path = Write("photo[page=7].png", Drawn.Box(28, 28, [3], [4]).PngsaveBuffer());

        Assert.Equal(3, _reader.Read(path, Digit).Pixels[0]);
    }

    [Fact]
    public void An_empty_file_says_that_it_is_empty() => AssertRefused(Write("empty.png", []), "empty (0 bytes)");

    [Fact]
    public void A_text_file_named_jpg_shows_how_its_bytes_begin() =>
        AssertRefused(Write("notes.jpg", Encoding.ASCII.GetBytes("Dear all,\n")), "begin with 4465617220616C6C");

    [Fact]
    public void A_missing_file_is_named() => AssertRefused(Path.Combine(_folder.Folder, "none.png"), "none.png");

    [Fact]
    public void A_folder_is_no_picture() => AssertRefused(_folder.Folder, "Check that it is a file");

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void A_picture_cut_in_half_is_refused(string suffix)
    {
        byte[] encoded = DrawnPicture.Of(Drawn.Noise(64 * 64 * 3, 5), 64, 64, 3).WriteToBuffer(suffix);

        AssertRefused(Write("cut" + suffix, encoded[..(encoded.Length / 2)]), "Cannot ");
    }

    [Fact]
    public void A_picture_cut_in_half_says_what_its_header_promised()
    {
        byte[] encoded = DrawnPicture.Of(Drawn.Noise(64 * 48, 5), 64, 48, 1).PngsaveBuffer();

        AssertRefused(Write("cut.png", encoded[..(encoded.Length / 2)]), "64 x 48 pixels");
    }

    [Fact]
    public void An_svg_is_refused_as_untrusted() =>
        AssertRefused(Write("drawing.svg", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")), "expected JPEG");

    [Fact]
    public void Too_many_pixels_are_refused_before_they_are_decoded()
    {
        AssertRefused(Write("bomb.png", Corpus.Bomb(30_000, 30_000)), "30000 x 30000 = 900,000,000 pixels, and the limit is 200,000,000. Make it smaller, or raise the limit if you trust it.");
        PictureException refusal = Assert.Throws<PictureException>(() => _reader.Read(_folder["bomb.png"], Digit));
        Assert.Equal((FaultKind.TooLarge, RemedyKind.RaisePixelLimit), (refusal.Kind, refusal.Remedy!.Kind));
    }

    [Fact]
    public void The_pixel_limit_is_the_callers_to_set()
    {
        byte[] encoded = Drawn.Box(10, 10, [1], [2]).PngsaveBuffer();

        Assert.Throws<PictureException>(() => new PictureReader { MaxPixels = 99 }.Read(encoded, "ten", Digit));
        Assert.NotNull(new PictureReader { MaxPixels = 100 }.Read(encoded, "ten", Digit));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureReader { MaxPixels = 0 });
    }

    [Fact]
    public void Damaged_bytes_give_a_picture_or_a_picture_exception_and_nothing_else()
    {
        // Damage can hit a size in a header: with a low limit such a picture is refused, and costs no time.
        var reader = new PictureReader { MaxPixels = 10_000 };
        var random = new Random(11);
        foreach (string suffix in (string[])[".png", ".jpg", ".webp", ".gif", ".tif", ".avif"])
        {
            byte[] encoded = Drawn.Box(40, 40, [200, 40, 40], [40, 40, 200]).WriteToBuffer(suffix);
            for (int trial = 0; trial < 60; trial++)
            {
                byte[] damaged = [.. encoded];
                for (int flip = 0; flip < 4; flip++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                try
                {
                    Assert.Equal(Digit.Count, reader.Read(damaged, suffix, Digit).Pixels.Length);
                }
                catch (PictureException e)
                {
                    Assert.Equal(suffix, e.Path);
                }
            }
        }
    }

    private void AssertRefused(string path, string because)
    {
        PictureException e = Assert.Throws<PictureException>(() => _reader.Read(path, Digit));
        Assert.Equal(path, e.Path);
        Assert.Contains(because, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = _folder[name];
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
