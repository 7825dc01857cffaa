using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Margins;

/// <summary>
/// Finds what somebody put around a picture: a frame, bars, a caption, the rest of a screen. First the lines of one colour are taken off each side, of
/// whatever colours follow one another; then, if there were any, of what is left the longest run of lines that are not mostly of those colours, for text and
/// marks stand on them. A picture on plain ground loses ground by it: who searches does so with the whole picture too.
/// </summary>
internal static class PictureMargins
{
    /// <summary>The longer side that is looked at, in pixels.</summary>
    public const int Side = 256;

    /// <summary>The least that is left of either side, as a share; where it would be less nothing is found.</summary>
    private const double Least = 0.15;

    /// <summary>The share of a line that one colour has: to be taken off, and to be of a page with something on it.</summary>
    private const double Plain = 0.96, Page = 0.45;

    /// <summary>Lines of one colour with which a margin begins, as a share of the side and at least.</summary>
    private const double Thin = 0.01;
    private const int MinLines = 2;

    /// <summary>Finds the picture in a picture.</summary>
    /// <param name="raster">[height, width, 3], without alpha, its longer side about <see cref="Side"/>.</param>
    /// <returns>The part inside; null where nothing stands around it.</returns>
    public static PictureArea? Find(Raster raster)
    {
        var inside = new LineBox(raster);
        List<LineColour> rows = [], columns = [];
        var begun = new HashSet<BoxSide>();
        for (bool found = true; found;)
        {
            found = false;
            foreach (BoxSide side in Enum.GetValues<BoxSide>())
            {
                if (TakeOff(inside, side, begun.Contains(side)) is not { } colour) continue;
                begun.Add(side);
                found = true;
                (LineBox.IsRow(side) ? rows : columns).Add(colour);
            }
        }

        if (begun.Count == 0) return null;
        LeavePage(inside, rows, areRows: true);
        LeavePage(inside, columns, areRows: false);
        return inside.IsLarge(Least) ? inside.ToArea() : null;
    }

    /// <summary>Takes lines of one colour off a side; what follows a margin that has begun may be one line, the blend of two colours.</summary>
    private static LineColour? TakeOff(LineBox inside, BoxSide side, bool begun)
    {
        int minimum = begun ? 1 : Math.Max(MinLines, (int)(inside.Whole(side) * Thin)), taken = 0;
        LineColour colour = LineColour.MedianOf(inside.Outermost(side));
        while (inside.IsLarge(Least) && colour.ShareOf(inside.Outermost(side)) >= Plain)
        {
            inside.Move(side, 1);
            taken++;
        }

        if (taken >= minimum && inside.IsLarge(Least)) return colour;
        inside.Move(side, -taken);
        return null;
    }

    private static void LeavePage(LineBox inside, List<LineColour> colours, bool areRows)
    {
        if (colours.Count == 0) return;
        (int low, int high) = areRows ? (inside.Top, inside.Bottom) : (inside.Left, inside.Right);
        (int Start, int End) longest = (low, low);
        int start = low;
        for (int at = low; at <= high; at++)
        {
            bool page = at == high || colours.Exists(colour => colour.ShareOf(areRows ? inside.Row(at) : inside.Column(at)) >= Page);
            if (!page) continue;
            if (at - start > longest.End - longest.Start) longest = (start, at);
            start = at + 1;
        }

        if (longest.End - longest.Start >= (areRows ? inside.WholeHeight : inside.WholeWidth) * Least) inside.Keep(areRows, longest.Start, longest.End);
    }
}
