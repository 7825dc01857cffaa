using System.Globalization;

namespace Lookalike.Imaging.Formats;

/// <summary>The header of a portable any-map: P1 to P6 (netpbm's PBM, PGM and PPM), as text or as bytes.</summary>
internal sealed class PnmHeader
{
    /// <summary>1 to 6.</summary>
    public required int Kind { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The largest value, 1..65535.</summary>
    public required int Maximum { get; init; }

    /// <summary>Where the pixels begin.</summary>
    public required long PixelOffset { get; init; }

    /// <summary>1, or 3 for colour.</summary>
    public int Bands => Kind is 3 or 6 ? 3 : 1;

    /// <summary>Whether pixels are one bit each, and 1 is black.</summary>
    public bool IsBits => Kind is 1 or 4;

    /// <summary>Whether numbers are written out as text.</summary>
    public bool IsText => Kind <= 3;

    /// <summary>Whether bytes begin a map: P, a digit and white space, which a text hardly does before a number.</summary>
    public static bool Begins(ReadOnlySpan<byte> start)
    {
        if (start.Length < 3 || start[0] != 'P' || start[1] is < (byte)'1' or > (byte)'6' || !IsSpace(start[2])) return false;
        ReadOnlySpan<byte> rest = start[3..];
        while (!rest.IsEmpty && IsSpace(rest[0])) rest = rest[1..];
        return rest.IsEmpty || rest[0] == '#' || char.IsAsciiDigit((char)rest[0]);
    }

    public static PnmHeader Read(HeaderBytes file)
    {
        int kind = file.Byte(1) - '0';
        long at = 2;
        int width = Number(file, ref at, "width"), height = Number(file, ref at, "height");
        int maximum = kind is 1 or 4 ? 1 : Number(file, ref at, "largest value");
        if (width < 1 || height < 1) throw new InvalidDataException($"expected a picture with pixels, found {width} x {height}");
        if (maximum is < 1 or > 65535) throw new InvalidDataException($"expected a largest value of 1 to 65535, found {maximum}");
        return new PnmHeader { Kind = kind, Width = width, Height = height, Maximum = maximum, PixelOffset = at + 1 };
    }

    public static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\v' or (byte)'\f' or (byte)'\r';

    /// <summary>The picture's bytes are decoded as one.</summary>
    public PictureHeader ToPicture() => new() { Format = PictureFormat.Pnm, Width = Width, Height = Height, PixelBytes = 3, WholeBytes = Bands };

    private static int Number(HeaderBytes file, ref long at, string what)
    {
        while (IsSpace(file.Byte(at)) || file.Byte(at) == '#')
        {
            if (file.Byte(at++) != '#') continue;
            while (file.Byte(at) is not ((byte)'\n' or (byte)'\r')) at++;
        }

        long value = 0, start = at;
        for (; at < file.Length && char.IsAsciiDigit((char)file.Byte(at)) && value <= int.MaxValue; at++) value = (value * 10) + (file.Byte(at) - '0');
        return at > start && value <= int.MaxValue
            ? (int)value
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"expected its {what} at byte {start}"));
    }
}
