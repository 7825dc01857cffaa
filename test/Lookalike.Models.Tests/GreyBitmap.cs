using System.Buffers.Binary;
using Microsoft.Extensions.AI;

namespace Lookalike.Models.Tests;

/// <summary>Grey 8-bit Windows bitmaps, which need no compression to write.</summary>
internal static class GreyBitmap
{
    private const int HeaderLength = 14 + 40 + (256 * 4);

    public static DataContent Content(byte[] pixels, int height, int width, string? name = null) =>
        new(Encode(pixels, height, width), "image/bmp") { Name = name };

    /// <summary>Rows are written from the bottom up, each filled to a multiple of four bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int height, int width)
    {
        int stride = (width + 3) / 4 * 4;
        byte[] file = new byte[HeaderLength + (stride * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), HeaderLength);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 8;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(46), 256);
        for (int i = 0; i < 256; i++) file.AsSpan(54 + (4 * i), 3).Fill((byte)i);
        for (int y = 0; y < height; y++) pixels.Slice(y * width, width).CopyTo(file.AsSpan(HeaderLength + ((height - 1 - y) * stride)));
        return file;
    }
}
