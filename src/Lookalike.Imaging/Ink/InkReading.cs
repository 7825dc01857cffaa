using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Ink;

/// <summary>Looks for what is drawn on a picture, first on all of it and then, where that is small, closer.</summary>
internal static class InkReading
{
    /// <summary>The longer side that is looked at, in pixels.</summary>
    private const int MaxSide = 512, MinSide = 128;

    /// <summary>A drawing smaller than this is looked at again.</summary>
    private const int SmallSide = 96;

    /// <summary>Unless the picture has more pixels than this: a part of it is cut from all of it, decoded.</summary>
    private const long MaxPixels = 32_000_000;

    /// <summary>The margin around it then, as a share of its longer side.</summary>
    private const double Margin = 0.6;

    /// <summary>Frames what is drawn.</summary>
    /// <param name="read">Reads the part that is given, null for all, so that its longer side is so many pixels: [height, width, bands], without alpha.</param>
    /// <param name="whole">All that may be looked at.</param>
    /// <param name="wanted">The shape of the result, of one channel.</param>
    /// <param name="box">The longer side of the drawing in it.</param>
    /// <returns>[1, height, width], 0..255; null where nothing is drawn.</returns>
    public static byte[]? Frame(Func<PictureArea?, int, Raster> read, PictureArea whole, PixelShape wanted, int box)
    {
        Raster raster = read(null, SideOf(whole));
        InkShape? shape = InkShape.Find(raster);
        if (shape is null) return null;
        double scale = (double)Math.Max(raster.Width, raster.Height) / Math.Max(whole.Width, whole.Height);
        if (scale < 1 && shape.Box.Side < SmallSide && (long)whole.Width * whole.Height <= MaxPixels)
        {
            PictureArea closer = Around(shape.Box, scale, whole);
            shape = InkShape.Find(read(closer, SideOf(closer))) ?? shape;
        }

        return InkFrame.Draw(shape, wanted, box);
    }

    private static int SideOf(PictureArea area) => Math.Clamp(Math.Max(area.Width, area.Height), MinSide, MaxSide);

    private static PictureArea Around(InkPatch box, double scale, PictureArea whole)
    {
        double margin = box.Side * Margin;
        int left = Math.Max(0, (int)((box.Left - margin) / scale)), top = Math.Max(0, (int)((box.Top - margin) / scale));
        int right = Math.Min(whole.Width, (int)Math.Ceiling((box.Right + margin) / scale));
        int bottom = Math.Min(whole.Height, (int)Math.Ceiling((box.Bottom + margin) / scale));
        return new PictureArea(whole.X + left, whole.Y + top, right - left, bottom - top);
    }
}
