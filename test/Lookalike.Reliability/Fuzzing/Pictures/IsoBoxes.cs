using System.Buffers.Binary;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>The boxes of an AVIF file (length, type, data), those inside of "meta" and "iprp" one by one.</summary>
internal sealed class IsoBoxes : PictureParts
{
    private static readonly byte[] Open = "open"u8.ToArray();
    private static readonly byte[] Close = "shut"u8.ToArray();

    public override List<byte[]> Split(byte[] file)
    {
        List<byte[]> boxes = [];
        Split(file, boxes);
        return boxes;
    }

    public override byte[] Join(byte[] file, List<byte[]> parts)
    {
        // A box that is open gets its length when it is shut, or at the end.
        var stack = new Stack<MemoryStream>([new MemoryStream()]);
        foreach (byte[] part in parts.Where(p => p.Length >= 4))
        {
            if (part.AsSpan(0, 4).SequenceEqual(Open)) stack.Push(Begin(part.AsSpan(4)));
            else if (!part.AsSpan(0, 4).SequenceEqual(Close)) Add(stack.Peek(), part);
            else if (stack.Count > 1) Shut(stack);
        }

        while (stack.Count > 1) Shut(stack);
        return stack.Pop().ToArray();
    }

    private static void Split(ReadOnlySpan<byte> bytes, List<byte[]> boxes)
    {
        for (int at = 0; at + 8 <= bytes.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
            if (length < 8 || length > bytes.Length - at) length = bytes.Length - at;
            ReadOnlySpan<byte> box = bytes.Slice(at + 4, length - 4);

            // "meta" has four bytes of version and flags before what is in it.
            int inside = box[..4].SequenceEqual("meta"u8) ? 8 : box[..4].SequenceEqual("iprp"u8) || box[..4].SequenceEqual("ipco"u8) ? 4 : 0;
            if (inside > 0)
            {
                boxes.Add([.. Open, .. box[..inside]]);
                Split(box[inside..], boxes);
                boxes.Add(Close);
            }
            else
            {
                boxes.Add(box.ToArray());
            }

            at += length;
        }
    }

    private static MemoryStream Begin(ReadOnlySpan<byte> start)
    {
        var stream = new MemoryStream();
        stream.Write(start);
        return stream;
    }

    private static void Shut(Stack<MemoryStream> stack)
    {
        byte[] box = stack.Pop().ToArray();
        Add(stack.Peek(), box);
    }

    private static void Add(MemoryStream stream, ReadOnlySpan<byte> box)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, box.Length + 4);
        stream.Write(length);
        stream.Write(box);
    }
}
