using System.Buffers.Binary;

namespace Lookalike.Testing;

/// <summary>Writes what a sensor would have seen, as the simplest DNG there is (DNG 1.4): 16 bits a pixel behind a mosaic of red, green and blue.</summary>
internal static class DrawnRaw
{
    private const int Byte = 1, Ascii = 2, Short = 3, Long = 4, Rational = 5, SignedRational = 10;

    /// <summary>A file.</summary>
    /// <param name="width">Columns, even.</param>
    /// <param name="height">Rows, even.</param>
    /// <param name="colour">What is seen at a column and row: red, green, blue, 0..65535.</param>
    /// <param name="orientation">EXIF 2.32, tag 274.</param>
    /// <param name="coding">TIFF 6.0, tag 259: 1 for what is written, and anything else for a file whose data nobody can read.</param>
    public static byte[] Write(
        int width, int height, Func<int, int, (ushort Red, ushort Green, ushort Blue)> colour, int orientation = 1, int coding = 1)
    {
        byte[] samples = new byte[width * height * 2];
        for (int i = 0; i < width * height; i++)
        {
            (int x, int y) = (i % width, i / width);
            (ushort red, ushort green, ushort blue) = colour(x, y);
            BinaryPrimitives.WriteUInt16LittleEndian(samples.AsSpan(i * 2), (x % 2, y % 2) switch { (0, 0) => red, (1, 1) => blue, _ => green });
        }

        // From XYZ to the camera's colours: those of sRGB, so that what is seen is what was drawn.
        int[] matrix = [32405, -15371, -4985, -9693, 18760, 416, 556, -2040, 10572];
        (int Tag, int Type, byte[] Values)[] entries =
        [
            (254, Long, Longs(0)), (256, Long, Longs(width)), (257, Long, Longs(height)), (258, Short, Shorts(16)), (259, Short, Shorts(coding)),
            (262, Short, Shorts(32803)), (271, Ascii, "Lookalike\0"u8.ToArray()), (272, Ascii, "Drawn\0"u8.ToArray()), (273, Long, Longs(0)),
            (274, Short, Shorts(orientation)), (277, Short, Shorts(1)), (278, Long, Longs(height)), (279, Long, Longs(samples.Length)),
            (33421, Short, Shorts(2, 2)), (33422, Byte, [0, 1, 1, 2]), (50706, Byte, [1, 4, 0, 0]), (50707, Byte, [1, 1, 0, 0]),
            (50708, Ascii, "Lookalike Drawn\0"u8.ToArray()), (50717, Long, Longs(65535)), (50721, SignedRational, Longs([.. matrix.SelectMany(v => new[] { v, 10000 })])),
            (50728, Rational, Longs(1, 1, 1, 1, 1, 1)), (50778, Short, Shorts(21)),
        ];
        int behind = 8 + 2 + (12 * entries.Length) + 4;
        int data = behind + entries.Where(entry => entry.Values.Length > 4).Sum(entry => entry.Values.Length + (entry.Values.Length % 2));
        var directory = new List<byte>([.. "II*\0"u8, .. Longs(8), .. Shorts(entries.Length)]);
        var rest = new List<byte>();
        foreach ((int tag, int type, byte[] own) in entries)
        {
            byte[] values = tag == 273 ? Longs(data) : own;
            int count = values.Length / type switch { Byte or Ascii => 1, Short => 2, Long => 4, _ => 8 };
            directory.AddRange([.. Shorts(tag, type), .. Longs(count)]);
            if (values.Length <= 4) directory.AddRange([.. values, .. new byte[4 - values.Length]]);
            else
            {
                directory.AddRange(Longs(behind + rest.Count));
                rest.AddRange([.. values, .. new byte[values.Length % 2]]);
            }
        }

        return [.. directory, .. Longs(0), .. rest, .. samples];
    }

    private static byte[] Shorts(params int[] values) => [.. values.SelectMany(value => new[] { (byte)value, (byte)(value >> 8) })];

    private static byte[] Longs(params int[] values) => [.. values.SelectMany(value => new[] { (byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24) })];
}
