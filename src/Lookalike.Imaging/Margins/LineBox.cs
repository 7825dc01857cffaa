using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Margins;

/// <summary>A part of a raster, from which lines are taken off. Begins as all of it.</summary>
/// <param name="raster">[height, width, 3].</param>
internal sealed class LineBox(Raster raster)
{
    public int Left { get; private set; }

    public int Top { get; private set; }

    /// <summary>The column after the last.</summary>
    public int Right { get; private set; } = raster.Width;

    /// <summary>The row after the last.</summary>
    public int Bottom { get; private set; } = raster.Height;

    public int WholeWidth => raster.Width;

    public int WholeHeight => raster.Height;

    public static bool IsRow(BoxSide side) => side is BoxSide.Top or BoxSide.Bottom;

    /// <summary>The whole raster's lines from a side to the one opposite.</summary>
    public int Whole(BoxSide side) => IsRow(side) ? raster.Height : raster.Width;

    /// <summary>Whether more than a share of either side of the raster is left.</summary>
    public bool IsLarge(double share) => Right - Left > raster.Width * share && Bottom - Top > raster.Height * share;

    /// <summary>The line at a side, [pixels, 3].</summary>
    public ReadOnlySpan<byte> Outermost(BoxSide side) => side switch
    {
        BoxSide.Top => Row(Top),
        BoxSide.Bottom => Row(Bottom - 1),
        BoxSide.Left => Column(Left),
        _ => Column(Right - 1),
    };

    /// <summary>Moves a side inwards, or outwards by a negative number.</summary>
    public void Move(BoxSide side, int lines)
    {
        switch (side)
        {
            case BoxSide.Top: Top += lines; break;
            case BoxSide.Bottom: Bottom -= lines; break;
            case BoxSide.Left: Left += lines; break;
            default: Right -= lines; break;
        }
    }

    /// <summary>Keeps the rows or columns from one to before another.</summary>
    public void Keep(bool rows, int start, int end)
    {
        if (rows) (Top, Bottom) = (start, end);
        else (Left, Right) = (start, end);
    }

    /// <summary>The pixels of a row inside the box, [pixels, 3].</summary>
    public ReadOnlySpan<byte> Row(int y) => raster.Values.AsSpan(((y * raster.Width) + Left) * 3, (Right - Left) * 3);

    /// <summary>The pixels of a column inside the box, [pixels, 3].</summary>
    public ReadOnlySpan<byte> Column(int x)
    {
        byte[] column = new byte[(Bottom - Top) * 3];
        for (int y = Top; y < Bottom; y++) raster.Values.AsSpan(((y * raster.Width) + x) * 3, 3).CopyTo(column.AsSpan((y - Top) * 3));
        return column;
    }

    public PictureArea ToArea() => new(Left, Top, Right - Left, Bottom - Top);
}
