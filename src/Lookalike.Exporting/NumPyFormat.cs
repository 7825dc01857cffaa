using System.Buffers.Binary;
using System.Text;

namespace Lookalike.Exporting;

/// <summary>
/// NumPy's format (NEP 1, version 1.0), a structured array of one dimension: <c>key</c>, UTF-32 padded with zeros to the longest; <c>label</c>, int32, -1
/// for none; <c>vector</c>, float32. All is little-endian. <c>numpy.load(file)["vector"]</c> is the matrix, (images, values).
/// </summary>
internal sealed class NumPyFormat : VectorFormat
{
    private const int Alignment = 64, PreambleLength = 10;

    public override string Name => "npy";

    public override bool IsBinary => true;

    public override async Task WriteAsync(Stream output, VectorTable table, CancellationToken cancellationToken)
    {
        IReadOnlyList<VectorRow> rows = table.Rows as IReadOnlyList<VectorRow> ?? [.. table.Rows];
        int letters = rows.Count == 0 ? 1 : Math.Max(1, rows.Max(row => row.Key.EnumerateRunes().Count()));
        await output.WriteAsync(Header(rows.Count, letters, table.Size), cancellationToken).ConfigureAwait(false);
        byte[] bytes = new byte[(letters + 1 + table.Size) * sizeof(uint)];
        foreach (VectorRow row in rows)
        {
            Fill(bytes, letters, row);
            await output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Header(int count, int letters, int size)
    {
        string fields = $"('key', '<U{letters}'), ('label', '<i4'), ('vector', '<f4', ({size},))";
        string described = $"{{'descr': [{fields}], 'fortran_order': False, 'shape': ({count},), }}";
        int length = ((PreambleLength + described.Length + 1 + Alignment - 1) / Alignment * Alignment) - PreambleLength;
        byte[] header = new byte[PreambleLength + length];
        header[0] = 0x93;
        "NUMPY\u0001\0"u8.CopyTo(header.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(described.PadRight(length - 1) + "\n", header.AsSpan(PreambleLength));
        return header;
    }

    private static void Fill(byte[] bytes, int letters, VectorRow row)
    {
        Array.Clear(bytes);
        int at = 0;
        foreach (Rune letter in row.Key.EnumerateRunes())
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), letter.Value);
            at += sizeof(uint);
        }

        at = letters * sizeof(uint);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), row.Label ?? -1);
        at += sizeof(uint);
        foreach (float value in row.Vector.Span)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), value);
            at += sizeof(float);
        }
    }
}
