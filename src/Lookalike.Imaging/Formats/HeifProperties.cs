namespace Lookalike.Imaging.Formats;

/// <summary>The size of a HEIF file's picture, and of its samples. Format: ISO/IEC 23008-12, 6.5 and 9.3.</summary>
internal sealed class HeifProperties
{
    public required long Width { get; init; }

    public required long Height { get; init; }

    /// <summary>Bytes of the samples of a pixel as they are decoded: colours that are stored at half the size, and depth, are in it; alpha too.</summary>
    public required double SampleBytes { get; init; }

    public static HeifProperties Read(HeaderBytes file, HeifBox[] parts, uint item)
    {
        HeifBox[] iprp = [.. HeifBox.Find(parts, "iprp") is { } found ? HeifBox.All(file, found.Start, found.End) : []];
        HeifBox[] all = [.. HeifBox.Find(iprp, "ipco") is { } ipco ? HeifBox.All(file, ipco.Start, ipco.End) : []];
        HashSet<int> own = [.. iprp.Where(box => box.Type == "ipma").SelectMany(box => Associated(file, box, item))];
        (long width, long height) = (0, 0);
        double samples = 0;
        int alpha = 0;
        for (int i = 0; i < all.Length; i++)
        {
            HeifBox box = all[i];
            if (box.Type == "ispe" && own.Contains(i + 1))
                (width, height) = (file.UInt32(box.Start + 4, bigEndian: true), file.UInt32(box.Start + 8, bigEndian: true));
            if (box.Type == "av1C") samples = Math.Max(samples, Samples(file.Byte(box.Start + 2)));
            if (box.Type == "auxC") alpha = 1;
        }

        if (width < 1 || height < 1) throw new InvalidDataException("it does not say how large its picture is");
        return new HeifProperties { Width = width, Height = height, SampleBytes = samples + alpha };
    }

    /// <summary>Bits of av1C: tier, high depth, twelve bits, monochrome, halved across, halved down, position (2).</summary>
    private static double Samples(int form)
    {
        double colours = (form & 0x10) != 0 ? 0 : 2.0 / ((form & 0x08) != 0 ? 2 : 1) / ((form & 0x04) != 0 ? 2 : 1);
        return (1 + colours) * ((form & 0x40) != 0 ? 2 : 1);
    }

    /// <summary>The properties of an item, counted from 1.</summary>
    private static IEnumerable<int> Associated(HeaderBytes file, HeifBox box, uint item)
    {
        int version = file.Byte(box.Start), idLength = version < 1 ? 2 : 4, length = (file.Byte(box.Start + 3) & 1) != 0 ? 2 : 1;
        uint entries = file.UInt32(box.Start + 4, bigEndian: true);
        long at = box.Start + 8;
        for (uint entry = 0; entry < entries && at + idLength < box.End; entry++)
        {
            uint id = idLength == 2 ? file.UInt16(at, bigEndian: true) : file.UInt32(at, bigEndian: true);
            int count = file.Byte(at + idLength);
            at += idLength + 1;
            for (int i = 0; i < count; i++, at += length)
            {
                // The highest bit says that a reader has to know the property.
                if (id == item) yield return length == 1 ? file.Byte(at) & 0x7F : file.UInt16(at, bigEndian: true) & 0x7FFF;
            }
        }
    }
}
