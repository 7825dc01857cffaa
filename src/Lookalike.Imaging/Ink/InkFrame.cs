namespace Lookalike.Imaging.Ink;

/// <summary>
/// Brings a drawn shape to the making of MNIST (LeCun, Cortes and Burges, The MNIST database of handwritten digits): light on black, scaled by
/// its own aspect ratio until the longer side fills a box, grey where a pixel is covered in part, and moved by whole pixels until its
/// centre of mass is in the middle.
/// </summary>
internal static class InkFrame
{
    /// <summary>Shares of the shape's own strength that become black and white.</summary>
    private const float Black = 0.2f, White = 0.85f;

    /// <returns>[1, height, width], 0..255.</returns>
    public static byte[] Draw(InkShape shape, PixelShape wanted, int box)
    {
        Sums ink = new(Levels(shape));
        double scale = (double)box / shape.Box.Side;
        int width = Math.Clamp((int)Math.Round((shape.Box.Right - shape.Box.Left) * scale), 1, box);
        int height = Math.Clamp((int)Math.Round((shape.Box.Bottom - shape.Box.Top) * scale), 1, box);
        double across = (double)(shape.Box.Right - shape.Box.Left) / width, down = (double)(shape.Box.Bottom - shape.Box.Top) / height;
        var drawn = new double[width * height];
        double mass = 0, massX = 0, massY = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double left = shape.Box.Left + (x * across), top = shape.Box.Top + (y * down);
                double value = ink.Of(left, top, left + across, top + down) / (across * down);
                drawn[(y * width) + x] = value;
                mass += value;
                massX += value * x;
                massY += value * y;
            }
        }

        int placedLeft = (int)Math.Floor((wanted.Width / 2) - (massX / mass) + 0.5), placedTop = (int)Math.Floor((wanted.Height / 2) - (massY / mass) + 0.5);
        return Place(drawn, width, wanted, placedLeft, placedTop);
    }

    private static byte[] Place(double[] drawn, int width, PixelShape wanted, int left, int top)
    {
        byte[] pixels = new byte[wanted.Count];
        double peak = drawn.Max(); // a thin pen covers no pixel whole
        for (int i = 0; i < drawn.Length; i++)
        {
            int x = left + (i % width), y = top + (i / width);
            if (x >= 0 && x < wanted.Width && y >= 0 && y < wanted.Height) pixels[(y * wanted.Width) + x] = (byte)Math.Round(255 * drawn[i] / peak);
        }

        return pixels;
    }

    /// <summary>The strength of ink stretched to 0..1, nothing of it off the shape.</summary>
    private static Plane Levels(InkShape shape)
    {
        var near = new Plane(shape.Map.Width, shape.Map.Height);
        var strengths = new List<float>();
        for (int i = 0; i < shape.Mask.Length; i++)
        {
            if (!shape.Mask[i]) continue;
            near.Values[i] = 1;
            strengths.Add(shape.Map.Values[i]);
        }

        strengths.Sort();
        float full = strengths[strengths.Count * 3 / 4];
        near = near.Mean(1);
        for (int i = 0; i < near.Values.Length; i++)
            near.Values[i] = near.Values[i] > 0 ? Math.Clamp(((shape.Map.Values[i] / full) - Black) / (White - Black), 0, 1) : 0;
        return near;
    }
}
