using System.Buffers.Binary;

namespace Lookalike.Imaging.Tests;

/// <summary>Writes TIFFs of several directories, little-endian, after TIFF 6.0: libvips writes no RAW files and no odd samples.</summary>
internal static class TiffFile
{
    public const int SubfileType = 254, Compression = 259, Photometric = 262, Samples = 277, RowsPerStrip = 278, Planar = 284, SubDirectories = 330,
        ExtraSamples = 338, SampleFormat = 339, DngVersion = 50706;

    /// <summary>A picture of one strip.</summary>
    public sealed record Part(int Width, int Height, int Bits, byte[] Pixels)
    {
        public int SampleCount { get; init; } = 1;

        /// <summary>1 whole numbers without a sign, 2 with one, 3 floating point, 6 complex.</summary>
        public int Format { get; init; } = 1;

        /// <summary>1: 0 is black; 2: red, green, blue.</summary>
        public int Meaning { get; init; } = 1;

        /// <summary>More tags, of one number each.</summary>
        public (int Tag, uint Value)[] Tags { get; init; } = [];
    }

    /// <summary>Writes parts, chained one after another, or all but the first as what hangs below the first.</summary>
    public static byte[] Of(bool below, params Part[] parts)
    {
        var file = new List<byte>([.. "II*\0"u8, 0, 0, 0, 0]);
        var offsets = new int[parts.Length];
        int[] order = below ? [.. Enumerable.Range(1, parts.Length - 1), 0] : [.. Enumerable.Range(0, parts.Length).Reverse()];
        foreach (int i in order)
        {
            Part part = parts[i];
            int pixels = file.Count;
            file.AddRange(part.Pixels);
            if (file.Count % 2 != 0) file.Add(0);
            int bits = file.Count;
            for (int sample = 0; sample < part.SampleCount; sample++) file.AddRange(Word(part.Bits)[..2]);
            int formats = file.Count;
            for (int sample = 0; sample < part.SampleCount; sample++) file.AddRange(Word(part.Format)[..2]);
            int children = file.Count;
            if (below && i == 0) file.AddRange(offsets.Skip(1).SelectMany(Word));
            var tags = new SortedDictionary<int, (int Type, int Count, byte[] Value)>
            {
                [256] = (4, 1, Word(part.Width)),
                [257] = (4, 1, Word(part.Height)),
                [258] = (3, part.SampleCount, part.SampleCount > 2 ? Word(bits) : [.. Word(part.Bits)[..2], .. Word(part.Bits)[..2]]),
                [Compression] = (3, 1, Word(1)),
                [Photometric] = (3, 1, Word(part.Meaning)),
                [273] = (4, 1, Word(pixels)),
                [Samples] = (3, 1, Word(part.SampleCount)),
                [RowsPerStrip] = (4, 1, Word(part.Height)),
                [279] = (4, 1, Word(part.Pixels.Length)),
                [SampleFormat] = (3, part.SampleCount, part.SampleCount > 2 ? Word(formats) : [.. Word(part.Format)[..2], .. Word(part.Format)[..2]]),
            };
            if (below && i == 0) tags[SubDirectories] = (4, parts.Length - 1, parts.Length == 2 ? Word(offsets[1]) : Word(children));
            foreach ((int tag, uint value) in part.Tags) tags[tag] = (4, 1, Word((int)value));
            offsets[i] = file.Count;
            file.AddRange(Word(tags.Count)[..2]);
            foreach ((int tag, (int type, int count, byte[] value)) in tags) file.AddRange([.. Word(tag)[..2], .. Word(type)[..2], .. Word(count), .. value]);
            file.AddRange(Word(!below && i + 1 < parts.Length ? offsets[i + 1] : 0));
        }

        byte[] bytes = [.. file];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), offsets[0]);
        return bytes;
    }

    private static byte[] Word(int value)
    {
        var word = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(word, value);
        return word;
    }
}
