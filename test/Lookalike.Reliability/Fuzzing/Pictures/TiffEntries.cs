using System.Buffers.Binary;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>The entries of the first directory of a small little-endian TIFF: tag, type, count, value, 12 bytes each. All else stays where it is.</summary>
internal sealed class TiffEntries : PictureParts
{
    private const int EntryLength = 12;

    public override List<byte[]> Split(byte[] file)
    {
        int at = Directory(file);
        if (at == 0) return [];
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));
        return [.. Enumerable.Range(0, count).Select(i => at + 2 + (i * EntryLength)).Where(start => start + EntryLength <= file.Length).Select(start => file[start..(start + EntryLength)])];
    }

    public override byte[] Join(byte[] file, List<byte[]> parts)
    {
        byte[] joined = [.. file];
        int at = Directory(file);
        if (at == 0) return joined;
        int room = (file.Length - at - 2) / EntryLength, count = Math.Min(parts.Count, room);
        BinaryPrimitives.WriteUInt16LittleEndian(joined.AsSpan(at), (ushort)count);
        for (int i = 0; i < count; i++)
        {
            byte[] entry = new byte[EntryLength];
            parts[i].AsSpan(0, Math.Min(EntryLength, parts[i].Length)).CopyTo(entry);
            entry.CopyTo(joined, at + 2 + (i * EntryLength));
        }

        return joined;
    }

    // 0 where it is another kind, whose bytes are changed like any others'.
    private static int Directory(byte[] file)
    {
        if (!file.AsSpan(0, 4).SequenceEqual("II*\0"u8)) return 0;
        uint at = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        return at + 2 <= file.Length ? (int)at : 0;
    }
}
