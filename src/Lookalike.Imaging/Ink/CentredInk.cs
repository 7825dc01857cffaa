namespace Lookalike.Imaging.Ink;

/// <summary>
/// Recognises images made as those of MNIST are: light ink on black, the longer side of the box around it the same in every image, and the
/// centre of mass in the middle. Thread-safe.
/// </summary>
internal static class CentredInk
{
    /// <summary>What is darker is black.</summary>
    private const byte Black = 32;

    /// <summary>The most that a pixel of the ground is, which is black, not dark, and the share of the outermost ring that ink may have.</summary>
    private const byte Ground = 8;

    private const double InkOnRing = 0.125;

    /// <summary>The least value of the lightest pixel: levels are stretched.</summary>
    private const byte White = 200;

    /// <summary>
    /// The most that the centre of mass is off the middle, in pixels: half for moving by whole pixels, and as much again for a drawing that is scaled
    /// down.
    /// </summary>
    private const double OffMiddle = 1;

    /// <summary>Measures an image.</summary>
    /// <param name="image">[height, width], one channel, 0..255. Not retained.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <returns>The longer side of the box around the ink, in pixels; null where the image is not made so.</returns>
    /// <exception cref="ArgumentException"><paramref name="image"/> is not as long as height and width say.</exception>
    public static int? SideOf(ReadOnlySpan<byte> image, int height, int width)
    {
        if (image.Length != (long)height * width || image.IsEmpty)
            throw new ArgumentException($"Expected {height} x {width} pixels, found {image.Length}.", nameof(image));
        int left = width, top = height, right = -1, bottom = -1;
        byte lightest = 0;
        double mass = 0, massX = 0, massY = 0;
        int ring = 0;
        for (int i = 0; i < image.Length; i++)
        {
            (int x, int y) = (i % width, i / width);
            mass += image[i];
            massX += image[i] * (double)x;
            massY += image[i] * (double)y;
            if (x == 0 || y == 0 || x == width - 1 || y == height - 1) ring += image[i] > Ground ? 1 : 0;
            lightest = Math.Max(lightest, image[i]);
            if (image[i] < Black) continue;
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        }

        if (lightest < White || ring > InkOnRing * 2 * (width + height - 2)) return null;
        bool centred = Math.Abs((massX / mass) - (width / 2)) <= OffMiddle && Math.Abs((massY / mass) - (height / 2)) <= OffMiddle;
        return centred ? Math.Max(right - left, bottom - top) + 1 : null;
    }
}
