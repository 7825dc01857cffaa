using Lookalike.Core;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Searching;

/// <summary>An image as a person looks at it, whatever the model takes: a picture file upright, in colour, and large enough to tell what it shows.</summary>
internal sealed class ShownImage
{
    /// <summary>The longer side of a picture that is read from a file, in pixels.</summary>
    internal const int Side = 160;

    private const byte Grey = 200;

    /// <summary>The shape of <see cref="Pixels"/>. A picture keeps its own aspect ratio.</summary>
    public required PixelShape Shape { get; init; }

    /// <summary>[channels, height, width], 0..255.</summary>
    public required ReadOnlyMemory<byte> Pixels { get; init; }

    /// <summary>Why there is nothing to see, with the remedy; null where there is. The pixels are plain grey then.</summary>
    public string? Fault { get; private init; }

    /// <summary>What mends <see cref="Fault"/>, where a program can offer that.</summary>
    public Remedy? Remedy { get; private init; }

    /// <summary>Reads a picture file. One that is gone or broken is shown as plain grey.</summary>
    /// <param name="path">The file.</param>
    /// <param name="area">The part to show; null for all of it.</param>
    /// <param name="maxPixels">The most pixels that the picture may have, 1 and up. One with more is shown as plain grey.</param>
    public static ShownImage FromFile(string path, PictureArea? area = null, long maxPixels = PictureReader.DefaultMaxPixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(new PictureReader { Area = area, MaxPixels = maxPixels }, reader => reader.Read(path, new PixelShape(3, Side, Side)));
    }

    /// <summary>Reads a picture from memory. A broken one is shown as plain grey.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What to call it in <see cref="Fault"/>.</param>
    /// <param name="area">The part to show; null for all of it.</param>
    /// <param name="maxPixels">The most pixels that the picture may have, 1 and up. One with more is shown as plain grey.</param>
    public static ShownImage FromBytes(ReadOnlyMemory<byte> encoded, string name, PictureArea? area = null, long maxPixels = PictureReader.DefaultMaxPixels)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Read(new PictureReader { Area = area, MaxPixels = maxPixels }, reader => reader.Read(encoded, name, new PixelShape(3, Side, Side)));
    }

    /// <summary>Reads a picture from memory, at most so large, and never larger than it is.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="side">The longer side, in pixels, at most.</param>
    /// <param name="maxPixels">The most pixels that the picture may have, 1 and up.</param>
    /// <exception cref="PictureException">It cannot be read.</exception>
    public static ShownImage Small(ReadOnlyMemory<byte> encoded, string name, int side, long maxPixels)
    {
        var reader = new PictureReader { MaxPixels = maxPixels };
        (int width, int height) = reader.Measure(encoded, name);
        int own = Math.Min(side, Math.Max(width, height));
        Picture padded = reader.Read(encoded, name, new PixelShape(3, own, own));
        return WithoutMargin(padded, padded.SourceWidth, padded.SourceHeight);
    }

    private static ShownImage Read(PictureReader reader, Func<PictureReader, Picture> read)
    {
        try
        {
            Picture padded = read(reader);
            return WithoutMargin(padded, reader.Area?.Width ?? padded.SourceWidth, reader.Area?.Height ?? padded.SourceHeight);
        }
        catch (PictureException e)
        {
            return Nothing(e.Message, e.Remedy);
        }
    }

    /// <summary>An image that cannot be shown: plain grey.</summary>
    internal static ShownImage Nothing(string fault, Remedy? remedy)
    {
        byte[] grey = new byte[Side * Side];
        Array.Fill(grey, Grey);
        return new ShownImage { Shape = new PixelShape(1, Side, Side), Pixels = grey, Fault = fault, Remedy = remedy };
    }

    /// <summary>Cuts off what padding added: a page shows pictures of every shape.</summary>
    private static ShownImage WithoutMargin(Picture padded, int sourceWidth, int sourceHeight)
    {
        int side = padded.Shape.Width;
        double scale = (double)side / Math.Max(sourceWidth, sourceHeight);
        int width = Math.Clamp((int)Math.Round(sourceWidth * scale), 1, side), height = Math.Clamp((int)Math.Round(sourceHeight * scale), 1, side);
        int left = (side - width) / 2, top = (side - height) / 2;
        var shape = new PixelShape(padded.Shape.Channels, height, width);
        byte[] pixels = new byte[shape.Count];
        for (int row = 0; row < shape.Channels * height; row++)
        {
            int channel = row / height, y = top + (row % height);
            padded.Pixels.AsSpan((((channel * side) + y) * side) + left, width).CopyTo(pixels.AsSpan(row * width));
        }

        return new ShownImage { Shape = shape, Pixels = pixels };
    }
}
