using System.Runtime.InteropServices;

namespace Lookalike.Imaging.Sheets;

/// <summary>An sRGB colour, and those that sheets are drawn in.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour Paper = new(255, 255, 255);
    public static readonly Colour Panel = new(232, 239, 250);
    public static readonly Colour Ink = new(24, 32, 44);
    public static readonly Colour FaintInk = new(88, 98, 112);
    public static readonly Colour Query = new(37, 99, 190);
    public static readonly Colour Match = new(22, 150, 84);
    public static readonly Colour Mismatch = new(214, 48, 39);
    public static readonly Colour Edge = new(200, 206, 214);
}
