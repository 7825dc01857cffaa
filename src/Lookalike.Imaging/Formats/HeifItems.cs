using System.Text;

namespace Lookalike.Imaging.Formats;

/// <summary>
/// The items of a HEIF file: which is the picture, how pictures are coded, and where the picture's data begin. Format: ISO/IEC 14496-12, 8.11.
/// </summary>
internal sealed class HeifItems
{
    private static readonly string[] Codings = ["av01", "hvc1", "hev1", "vvc1", "evc1", "avc1", "jpeg", "j2k1", "unci", "mski"];

    /// <summary>The item that is the picture.</summary>
    public required uint Primary { get; init; }

    /// <summary>How the picture, or what it is put together from, is coded: a type of four letters; empty where nothing known is found.</summary>
    public required string Coding { get; init; }

    /// <summary>Whether the picture is coded as one, and not put together from others.</summary>
    public required bool IsCoded { get; init; }

    /// <summary>The offset of the picture's data, or 0 where it is not said simply.</summary>
    public required long DataAt { get; init; }

    public static HeifItems Read(HeaderBytes file, HeifBox[] parts)
    {
        uint primary = HeifBox.Find(parts, "pitm") is { } pitm ? Number(file, pitm.Start + 4, file.Byte(pitm.Start) == 0 ? 2 : 4) : 0;
        string own = "", any = "";
        if (HeifBox.Find(parts, "iinf") is { } iinf)
        {
            foreach (HeifBox entry in HeifBox.All(file, iinf.Start + (file.Byte(iinf.Start) == 0 ? 6 : 8), iinf.End))
            {
                int version = file.Byte(entry.Start), idLength = version == 3 ? 4 : 2;
                if (entry.Type != "infe" || version < 2) continue;
                string type = Encoding.Latin1.GetString(file.Slice(entry.Start + 4 + idLength + 2, 4));
                if (Number(file, entry.Start + 4, idLength) == primary) own = type;
                if (any.Length == 0 && Codings.Contains(type)) any = type;
            }
        }

        bool coded = Codings.Contains(own);
        long data = HeifBox.Find(parts, "iloc") is { } iloc ? DataOf(file, iloc, primary) : 0;
        return new HeifItems { Primary = primary, Coding = coded ? own : any, IsCoded = coded, DataAt = data };
    }

    private static long DataOf(HeaderBytes file, HeifBox iloc, uint item)
    {
        int version = file.Byte(iloc.Start), sizes = file.UInt16(iloc.Start + 4, bigEndian: true);
        int offsetSize = sizes >> 12;
        int lengthSize = (sizes >> 8) & 15;
        int baseSize = (sizes >> 4) & 15;
        int indexSize = version > 0 ? sizes & 15 : 0;
        int idSize = version < 2 ? 2 : 4;
        long at = iloc.Start + 6;
        uint count = Number(file, at, idSize);
        at += idSize;
        for (uint i = 0; i < count && at < iloc.End; i++)
        {
            uint id = Number(file, at, idSize);
            at += idSize;
            int construction = version > 0 ? file.UInt16(at, bigEndian: true) & 15 : 0;
            at += version > 0 ? 4 : 2;
            long basis = Offset(file, at, baseSize);
            int extents = file.UInt16(at + baseSize, bigEndian: true);
            at += baseSize + 2;
            if (id == item) return construction == 0 && extents > 0 ? basis + Offset(file, at + indexSize, offsetSize) : 0;
            at += (long)extents * (indexSize + offsetSize + lengthSize);
        }

        return 0;
    }

    private static long Offset(HeaderBytes file, long at, int size) => size switch
    {
        0 => 0,
        4 => file.UInt32(at, bigEndian: true),
        8 => (long)Math.Min(file.UInt64(at, bigEndian: true), long.MaxValue / 4),
        _ => throw new InvalidDataException($"expected offsets of 0, 4 or 8 bytes, found {size}"),
    };

    private static uint Number(HeaderBytes file, long at, int size) => size == 2 ? file.UInt16(at, bigEndian: true) : file.UInt32(at, bigEndian: true);
}
