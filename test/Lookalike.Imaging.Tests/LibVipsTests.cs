using NetVips;

namespace Lookalike.Imaging.Tests;

public sealed class LibVipsTests
{
    [Fact]
    public void Loaders_for_untrusted_formats_are_blocked_whatever_the_reader_lets_through()
    {
        byte[] grey = [.. "P5 2 2 255\n"u8, 1, 2, 3, 4], drawing = [.. "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8];
        LibVips.Start();

        Assert.Throws<VipsException>(() => Image.NewFromBuffer(grey));
        Assert.Throws<VipsException>(() => Image.NewFromBuffer(drawing));
        Assert.NotNull(Image.NewFromBuffer(Corpus.Good("plain.png")));
    }
}
