namespace Lookalike.Datasets;

/// <summary>
/// Which sides a network takes. It halves an image at least twice, and as often as brings the longer side to 8 pixels or less; each
/// side must be a multiple of what that divides by.
/// </summary>
public static class TrainableSide
{
    /// <summary>The shortest side, in pixels.</summary>
    public const int Least = 8;

    /// <summary>The longest side that can be asked for, in pixels.</summary>
    public const int Most = 1024;

    private const int SmallestMap = 8;

    /// <summary>What both sides of an image must be multiples of.</summary>
    /// <param name="side">The longer side, in pixels, at least 1.</param>
    public static int Multiple(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        int multiple = 4;
        while (side > (long)SmallestMap * multiple) multiple *= 2;
        return multiple;
    }

    /// <summary>The shortest side that is no shorter than another and can be trained.</summary>
    /// <param name="side">A side in pixels, <see cref="Least"/>..<see cref="Most"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is out of range.</exception>
    public static int AtLeast(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, Most);
        int multiple = Multiple(side);
        return (side + multiple - 1) / multiple * multiple;
    }

    /// <summary>Whether an image of this size can be trained as it is.</summary>
    internal static bool Takes(int width, int height)
    {
        int multiple = Multiple(Math.Max(width, height));
        return Math.Min(width, height) >= Least && width % multiple == 0 && height % multiple == 0;
    }
}
