using Lookalike.Imaging.Copies;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Copies;

public sealed class WebPFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_exact_file_has_the_same_pixels_when_it_is_read(int channels)
    {
        var shape = new PixelShape(channels, 9, 7);
        byte[] pixels = new byte[shape.Count];
        new Random(1).NextBytes(pixels);

        byte[] file = WebPFile.WriteExact(pixels, shape);

        Assert.Equal("image/webp", PictureReader.MediaType(file));
        Assert.Equal((7, 9), new PictureReader().Measure(file, "written"));
        Assert.Equal(pixels, new PictureReader().Read(file, "written", shape).Pixels);
        Assert.Throws<ArgumentException>(() => WebPFile.Write(pixels.AsSpan(1), shape));
    }
}
