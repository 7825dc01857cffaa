using System.Buffers.Binary;
using System.IO.Hashing;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>The chunks of a PNG (length, type, data, CRC-32 of type and data).</summary>
internal sealed class PngChunks : PictureParts
{
    private const int Signature = 8;

    public override List<byte[]> Split(byte[] file)
    {
        List<byte[]> chunks = [];
        for (int at = Signature; at + 12 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            chunks.Add(file[(at + 4)..(at + 8 + length)]);
            at += length + 12;
        }

        return chunks;
    }

    public override byte[] Join(byte[] file, List<byte[]> parts)
    {
        using var joined = new MemoryStream();
        joined.Write(file, 0, Signature);
        Span<byte> number = stackalloc byte[4];
        foreach (byte[] part in parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, part.Length - 4);
            joined.Write(number);
            joined.Write(part);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(part));
            joined.Write(number);
        }

        return joined.ToArray();
    }

    /// <summary>Whether a chunk that a reader cannot do without has another checksum than its own, as far as the chunks can be followed.</summary>
    public static bool HasWrongChecksum(ReadOnlySpan<byte> file)
    {
        for (int at = Signature; at + 12 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - 12) return false;
            ReadOnlySpan<byte> body = file.Slice(at + 4, length + 4);
            bool needed = body[..4].SequenceEqual("IHDR"u8) || body[..4].SequenceEqual("PLTE"u8) || body[..4].SequenceEqual("IDAT"u8);
            if (needed && Crc32.HashToUInt32(body) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..])) return true;
            if (body[..4].SequenceEqual("IEND"u8)) return false;
            at += length + 12;
        }

        return false;
    }
}
