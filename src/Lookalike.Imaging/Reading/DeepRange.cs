using System.Runtime.InteropServices;
using NetVips;

namespace Lookalike.Imaging.Reading;

/// <summary>
/// The range that the samples of a deep picture use: nothing in a TIFF says what is white, and instruments use a part of the range, such as
/// twelve bits of sixteen, or 0..1 in floating point.
/// </summary>
/// <param name="Black">The sample that is black.</param>
/// <param name="White">The sample that is white; more than black.</param>
/// <param name="Opaque">The sample of alpha that hides what is behind it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeepRange(double Black, double White, double Opaque)
{
    private const double Sixteen = 65535;

    /// <summary>Sixteen bits are taken as full where more than so many are used: a dark picture stays dark.</summary>
    private const int MaxShallowBits = 14;

    /// <summary>Whether this is what sixteen bits mean anyway.</summary>
    public bool IsFull => (Black, White) == (0, Sixteen);

    /// <summary>
    /// Finds the range of a picture. Whole numbers without a sign: up to the largest number of as many bits as the largest sample needs; of
    /// sixteen bits all, where it needs more than 14. Other numbers: 0..1 where they are floating-point numbers that all lie in it, else from
    /// the least to the greatest. What is not finite does not count.
    /// </summary>
    /// <param name="image">The picture, which is read once from its first row to its last.</param>
    public static DeepRange Of(Image image)
    {
        using Image finite = Finite(image), low = finite.Ifthenelse(image, double.MaxValue), high = finite.Ifthenelse(image, double.MinValue);
        using Image both = low.Bandjoin(high), stats = both.Stats();

        // Rows: all bands, then each; columns: the least, the greatest.
        double[] values = stats.WriteToMemory<double>();
        int colours = Colours(image), bands = image.Bands;
        double minimum = Enumerable.Range(1, colours).Min(row => values[row * stats.Width]);
        double maximum = Enumerable.Range(1 + bands, colours).Max(row => values[(row * stats.Width) + 1]);
        double opaque = bands > colours ? values[((1 + bands + colours) * stats.Width) + 1] : 0;
        bool whole = image.Format is Enums.BandFormat.Ushort or Enums.BandFormat.Uint;
        (double black, double white) = whole ? (0, Full(maximum, image.Format)) : Real(minimum, maximum, image.Format);
        return new DeepRange(black, white, whole ? (opaque <= white ? white : Full(opaque, image.Format)) : opaque <= 1 ? 1 : opaque);
    }

    /// <summary>The picture with this range as that of sixteen bits. What is not finite becomes black.</summary>
    public Image ToSixteenBits(Image image)
    {
        int colours = Colours(image);
        using Image finite = Finite(image), known = finite.Ifthenelse(image, Black), inks = known.ExtractBand(0, colours), scaled = Stretch(inks, Black, White);
        Enums.Interpretation meaning = colours == 1 ? Enums.Interpretation.Grey16 : Enums.Interpretation.Rgb16;
        if (image.Bands == colours) return scaled.Copy(interpretation: meaning);
        using Image alpha = known.ExtractBand(colours), hiding = Stretch(alpha, 0, Opaque), joined = scaled.Bandjoin(hiding);
        return joined.Copy(interpretation: meaning);
    }

    /// <summary>Whether a picture's samples may have a range of their own. Inks and colours of other spaces have theirs by definition.</summary>
    public static bool CanHave(Image image) => image.Format != Enums.BandFormat.Uchar
        && image.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Grey16 or Enums.Interpretation.Rgb or Enums.Interpretation.Rgb16
            or Enums.Interpretation.Srgb or Enums.Interpretation.Scrgb or Enums.Interpretation.Multiband;

    private static double Full(double maximum, Enums.BandFormat format)
    {
        int bits = (int)Math.Log2(Math.Max(1, maximum)) + 1;
        return Math.Pow(2, format == Enums.BandFormat.Ushort && bits > MaxShallowBits ? 16 : bits) - 1;
    }

    private static (double Black, double White) Real(double minimum, double maximum, Enums.BandFormat format)
    {
        if (format == Enums.BandFormat.Float && minimum >= 0 && maximum <= 1) return (0, 1);

        // All of one value, or nothing finite at all.
        return minimum < maximum ? (minimum, maximum) : (0, Math.Max(1, maximum));
    }

    private static int Colours(Image image) => image.Bands >= 3 ? 3 : 1;

    /// <summary>255 where a sample is a finite number: others do not give zero when taken from themselves.</summary>
    private static Image Finite(Image image)
    {
        using Image nothing = image - image;
        return nothing.Equal(0);
    }

    private static Image Stretch(Image image, double black, double white)
    {
        double scale = Sixteen / (white - black);
        using Image linear = image.Linear([scale], [0.5 - (black * scale)]);
        return linear.Cast(Enums.BandFormat.Ushort);
    }
}
