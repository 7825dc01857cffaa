namespace Lookalike.Imaging.Reading;

/// <summary>Expands the run-length forms of a Windows bitmap (BI_RLE8, BI_RLE4).</summary>
internal static class BmpRuns
{
    /// <summary>Returns palette entries, [height, width], in the order of the rows stored. Pixels that the runs skip are entry 0.</summary>
    /// <exception cref="InvalidDataException">The runs break off, or leave the picture.</exception>
    public static byte[] Expand(ReadOnlySpan<byte> runs, int width, int height, bool fourBits)
    {
        var entries = new byte[(long)width * height];
        int x = 0, y = 0, at = 0;
        while (y < height)
        {
            int count = Next(runs, ref at), value = Next(runs, ref at);
            if (count > 0)
            {
                // A run: of one value, or of two by turns where a value has four bits.
                for (int i = 0; i < count; i++) Put(entries, width, x++, y, fourBits ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
            }
            else if (value == 0)
            {
                (x, y) = (0, y + 1);
            }
            else if (value == 1)
            {
                break;
            }
            else if (value == 2)
            {
                x += Next(runs, ref at);
                y += Next(runs, ref at);
            }
            else
            {
                int start = at;
                for (int i = 0; i < value; i++)
                {
                    int stored = !fourBits || i % 2 == 0 ? Next(runs, ref at) : runs[at - 1];
                    Put(entries, width, x++, y, fourBits ? (i % 2 == 0 ? stored >> 4 : stored & 15) : stored);
                }

                at += (at - start) % 2;     // padded to an even number of bytes
            }
        }

        return entries;
    }

    private static void Put(byte[] entries, int width, int x, int y, int value)
    {
        // Some writers let a run pass the end of its row; readers drop the rest.
        if (x < width) entries[((long)y * width) + x] = (byte)value;
    }

    private static int Next(ReadOnlySpan<byte> runs, ref int at) =>
        at < runs.Length ? runs[at++] : throw new InvalidDataException("the bitmap's runs are cut short");
}
