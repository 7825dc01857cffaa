using System.Buffers.Binary;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>The chunks of a WebP file: "RIFF", length, "WEBP", then each with name, length and data, padded to an even length.</summary>
internal sealed class RiffChunks : PictureParts
{
    private const int Start = 12;

    public override List<byte[]> Split(byte[] file)
    {
        List<byte[]> chunks = [];
        for (int at = Start; at + 8 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            chunks.Add([.. file[at..(at + 4)], .. file[(at + 8)..(at + 8 + length)]]);
            at += 8 + length + (length & 1);
        }

        return chunks;
    }

    public override byte[] Join(byte[] file, List<byte[]> parts)
    {
        using var joined = new MemoryStream();
        joined.Write(file, 0, Start);
        Span<byte> number = stackalloc byte[4];
        foreach (byte[] part in parts.Where(p => p.Length >= 4))
        {
            joined.Write(part, 0, 4);
            BinaryPrimitives.WriteInt32LittleEndian(number, part.Length - 4);
            joined.Write(number);
            joined.Write(part, 4, part.Length - 4);
            if ((part.Length & 1) == 1) joined.WriteByte(0);
        }

        byte[] whole = joined.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length - 8);
        return whole;
    }
}
