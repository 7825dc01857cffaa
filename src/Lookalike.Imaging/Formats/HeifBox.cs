using System.Text;

namespace Lookalike.Imaging.Formats;

/// <summary>A box of an ISO media file: its type, and where its content begins and ends. Format: ISO/IEC 14496-12, 4.2.</summary>
internal readonly record struct HeifBox(string Type, long Start, long End)
{
    private const int MaxBoxes = 4096;

    /// <summary>The boxes between two offsets, as far as they are whole.</summary>
    public static IEnumerable<HeifBox> All(HeaderBytes file, long start, long end)
    {
        long at = start;
        for (int box = 0; box < MaxBoxes && at + 8 <= Math.Min(end, file.Length); box++)
        {
            long length = file.UInt32(at, bigEndian: true), head = 8;
            string type = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
            if (length == 1) (length, head) = ((long)Math.Min(file.UInt64(at + 8, bigEndian: true), long.MaxValue / 2), 16);
            if (length == 0) length = end - at;
            if (length < head) yield break;
            yield return new HeifBox(type, at + head, Math.Min(at + length, end));
            at += length;
        }
    }

    /// <summary>The first box of a type, or null.</summary>
    public static HeifBox? Find(IEnumerable<HeifBox> boxes, string type)
    {
        foreach (HeifBox box in boxes)
        {
            if (box.Type == type) return box;
        }

        return null;
    }
}
