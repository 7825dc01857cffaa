using System.Buffers.Binary;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>The segments of a JPEG: marker, length, data. A scan's part holds the coded bytes behind it as well.</summary>
internal sealed class JpegSegments : PictureParts
{
    private const byte Scan = 0xDA;

    public override List<byte[]> Split(byte[] file)
    {
        List<byte[]> segments = [];
        for (int at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            byte marker = file[at + 1];
            int length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2)), end = at + 2 + length;

            // Coded bytes go on to the next marker; 0 behind 0xFF makes it one of them.
            while (marker == Scan && end + 1 < file.Length && !(file[end] == 0xFF && file[end + 1] is not (0 or >= 0xD0 and <= 0xD7))) end++;
            segments.Add([marker, .. file[(at + 4)..end]]);
            at = end;
        }

        return segments;
    }

    public override byte[] Join(byte[] file, List<byte[]> parts)
    {
        using var joined = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        joined.Write([0xFF, 0xD8]);
        foreach (byte[] part in parts.Where(p => p.Length > 0))
        {
            joined.Write([0xFF, part[0]]);

            // A scan's length is that of its header: components, two bytes each, and four more.
            int header = part[0] == Scan && part.Length > 1 ? Math.Min((part[1] * 2) + 4, part.Length - 1) : part.Length - 1;
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(header + 2));
            joined.Write(length);
            joined.Write(part, 1, part.Length - 1);
        }

        joined.Write([0xFF, 0xD9]);
        return joined.ToArray();
    }
}
