namespace Lookalike.Imaging.Pixels;

/// <summary>A rectangle of a picture, in pixels of the picture as it is stored, once turned upright (EXIF). Immutable.</summary>
public sealed class PictureArea
{
    /// <summary>Makes an area. Whether it lies inside a picture shows when one is read.</summary>
    /// <param name="x">The pixels left of it, 0 and up.</param>
    /// <param name="y">The pixels above it, 0 and up.</param>
    /// <param name="width">Its columns, 1 and up.</param>
    /// <param name="height">Its rows, 1 and up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PictureArea(int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        X = x;
        Y = y;
        Width = width;
        Height = height;
    }

    /// <summary>The pixels left of it.</summary>
    public int X { get; }

    /// <summary>The pixels above it.</summary>
    public int Y { get; }

    /// <summary>Its columns of pixels.</summary>
    public int Width { get; }

    /// <summary>Its rows of pixels.</summary>
    public int Height { get; }

    /// <summary>As it is written on a command line: x, y, width and height, as in <c>10,20,300,200</c>.</summary>
    public override string ToString() => $"{X},{Y},{Width},{Height}";

    /// <summary>The same part of a picture of another size.</summary>
    /// <param name="width">Columns of the picture that it is a part of.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="whole">The part of another picture that the first picture shows, scaled.</param>
    internal PictureArea Scaled(int width, int height, PictureArea whole)
    {
        (int left, int right) = Ends(X, Width, width, whole.Width);
        (int top, int bottom) = Ends(Y, Height, height, whole.Height);
        return new PictureArea(whole.X + left, whole.Y + top, right - left, bottom - top);

        static (int Low, int High) Ends(int start, int length, int from, int to)
        {
            int low = Math.Clamp((int)Math.Round((double)start * to / from), 0, to - 1);
            return (low, Math.Clamp((int)Math.Round((double)(start + length) * to / from), low + 1, to));
        }
    }

    /// <summary>Whether all of it lies inside a picture of this size.</summary>
    internal bool LiesIn(int width, int height) => (long)X + Width <= width && (long)Y + Height <= height;
}
