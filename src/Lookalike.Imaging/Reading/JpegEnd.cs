using Lookalike.Imaging.Formats;
using NetVips;

namespace Lookalike.Imaging.Reading;

/// <summary>
/// Completes a JPEG that lacks its end marker and nothing else: cameras and downloads leave them so. Format: ISO/IEC 10918-1, annexes B and G.
/// Every pixel is there if
/// <list type="bullet">
/// <item>the scans bring every coefficient of every component to its last bit;</item>
/// <item>no scan breaks off: other bits behind the last would change nothing;</item>
/// <item>nothing was put in the place of what is lost, as zeros are: other bits in the place of the last would change something.</item>
/// </list>
/// </summary>
internal static class JpegEnd
{
    private const int Coefficients = 64;

    /// <summary>The bits of a coefficient that no scan has brought.</summary>
    private const byte Missing = 16;

    /// <summary>The rows that the last bits are of: those of the highest block there is, twice.</summary>
    private const int LastRows = 64;

    /// <summary>The last bytes that are put to the test.</summary>
    private const int LastBytes = 4;

    private static ReadOnlySpan<byte> OtherBits => [0xB6, 0x5D, 0x93, 0x6C, 0xA5, 0x39];

    /// <summary>Whether a file has no end marker.</summary>
    public static bool IsMissing(byte[] encoded) => !encoded.AsSpan().EndsWith((ReadOnlySpan<byte>)[0xFF, JpegHeader.EndOfImage]) && Scans(encoded, out _);

    /// <summary>Returns the file with its end marker; null if it has one, or lacks more. What is in doubt is decoded three times.</summary>
    public static byte[]? Complete(byte[] encoded)
    {
        if (!Scans(encoded, out Dictionary<int, byte[]> bits) || bits.Count == 0 || bits.Values.Any(component => component.Any(bit => bit != 0))) return null;

        // The marker's first byte may be there.
        int end = encoded.Length;
        while (encoded[end - 1] == 0xFF) end--;
        ReadOnlySpan<byte> present = encoded.AsSpan(0, end);
        byte[] completed = Ended(present, []);
        try
        {
            byte[] rows = Rows(completed, Enums.FailOn.Warning);
            bool cut = !rows.AsSpan().SequenceEqual(Rows(Ended(present, OtherBits), Enums.FailOn.None));
            bool filled = rows.AsSpan().SequenceEqual(Rows(Ended(present[..^LastBytes], OtherBits[..LastBytes]), Enums.FailOn.None));
            return cut || filled ? null : completed;
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static byte[] Ended(ReadOnlySpan<byte> file, ReadOnlySpan<byte> more) => [.. file, .. more, 0xFF, JpegHeader.EndOfImage];

    private static byte[] Rows(byte[] file, Enums.FailOn failOn)
    {
        using Source source = Source.NewFromMemory(file);
        using Image image = Image.NewFromSource(source, access: Enums.Access.Sequential, failOn: failOn);
        int rows = Math.Min(LastRows, image.Height);
        using Image last = image.Crop(0, image.Height - rows, image.Width, rows);
        return last.WriteToMemory<byte>();
    }

    /// <summary>Goes through all scans.</summary>
    /// <param name="encoded">The file.</param>
    /// <param name="bits">By component, for each coefficient the lowest bit that is there.</param>
    /// <returns>Whether the file ends before an end marker.</returns>
    private static bool Scans(byte[] encoded, out Dictionary<int, byte[]> bits)
    {
        bits = [];
        HeaderBytes file = new(encoded);
        int at = 2;
        while (at + 4 <= encoded.Length)
        {
            if (encoded[at] != 0xFF) return false;
            int marker = encoded[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == JpegHeader.EndOfImage) return false;
            int length = (encoded[at + 2] << 8) | encoded[at + 3];
            if (at + 2 + length > encoded.Length) return true;
            ReadOnlySpan<byte> content = encoded.AsSpan(at + 4, Math.Max(0, length - 2));
            if (JpegHeader.BeginsFrame(marker)) Begin(content, bits);
            at += 2 + length;
            if (marker != JpegHeader.StartOfScan) continue;
            Take(content, bits);
            at = (int)JpegHeader.NextSegment(file, at);
        }

        return true;
    }

    private static void Begin(ReadOnlySpan<byte> frame, Dictionary<int, byte[]> bits)
    {
        for (int i = 6; i + 3 <= frame.Length; i += 3)
        {
            bits[frame[i]] = new byte[Coefficients];
            Array.Fill(bits[frame[i]], Missing);
        }
    }

    private static void Take(ReadOnlySpan<byte> scan, Dictionary<int, byte[]> bits)
    {
        if (scan.IsEmpty || scan.Length < 4 + (scan[0] * 2)) return;
        int first = scan[^3], last = Math.Min(scan[^2], (byte)(Coefficients - 1)), low = scan[^1] & 15;
        for (int i = 0; i < scan[0]; i++)
        {
            if (bits.TryGetValue(scan[1 + (i * 2)], out byte[]? component) && first <= last) component.AsSpan(first, last - first + 1).Fill((byte)low);
        }
    }
}
