using System.Buffers.Binary;
using System.Numerics;

namespace Lookalike.Imaging.Formats;

/// <summary>
/// The header of a Windows bitmap, which libvips does not read. Format: BITMAPFILEHEADER and BITMAPCOREHEADER, BITMAPINFOHEADER, BITMAPV4HEADER or
/// BITMAPV5HEADER of the Windows API.
/// </summary>
internal sealed class BmpHeader
{
    public const int Plain = 0, RunLength8 = 1, RunLength4 = 2, BitFields = 3, AlphaBitFields = 6;

    private const int FileHeaderSize = 14;

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Whether the first row stored is the top one. Usually it is the bottom one.</summary>
    public required bool TopDown { get; init; }

    /// <summary>1, 4, 8 (palette), 16, 24 or 32.</summary>
    public required int BitsPerPixel { get; init; }

    /// <summary>How the pixels are stored: one of the constants above.</summary>
    public required int Compression { get; init; }

    /// <summary>Where the pixels begin in the file.</summary>
    public required int PixelOffset { get; init; }

    /// <summary>Blue, green, red per entry; bytes beyond the file are black.</summary>
    public required byte[] Palette { get; init; }

    /// <summary>Which bits of a 16- or 32-bit pixel are red, green, blue and alpha; 0 for none.</summary>
    public required uint[] Masks { get; init; }

    /// <summary>Whether bytes begin a bitmap: by the first two, which a text may have too, and by the size of the header that follows.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) =>
        start.Length >= FileHeaderSize + 4 && start.StartsWith("BM"u8)
        && BinaryPrimitives.ReadInt32LittleEndian(start[FileHeaderSize..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124;

    /// <summary>Reads the header of what <see cref="Begins"/> a bitmap.</summary>
    /// <exception cref="InvalidDataException">It is cut short, or says what no bitmap says.</exception>
    public static BmpHeader Read(ReadOnlySpan<byte> file)
    {
        int headerSize = Int32(file, FileHeaderSize);
        bool core = headerSize == 12;
        int width = core ? UInt16(file, 18) : Int32(file, 18), height = core ? UInt16(file, 20) : Int32(file, 22);
        int bits = UInt16(file, core ? 24 : 28), compression = core ? Plain : Int32(file, 30);
        bool known = (bits, compression) is (1 or 4 or 8 or 16 or 24 or 32, Plain) or (8, RunLength8) or (4, RunLength4)
            or (16 or 32, BitFields or AlphaBitFields);
        if (!known) throw new InvalidDataException($"expected a bitmap of 1, 4, 8, 16, 24 or 32 bits, found {bits} bits in storage form {compression}");
        if (width < 1 || height is 0 or int.MinValue) throw new InvalidDataException($"expected a bitmap with pixels, found {width} x {height}");

        uint[] masks = bits == 16 ? [0x7C00, 0x03E0, 0x001F, 0] : [0xFF0000, 0xFF00, 0xFF, 0];
        int afterHeader = FileHeaderSize + headerSize;
        if (compression is BitFields or AlphaBitFields)
        {
            // They stand where a longer header has them, even if this one is short.
            bool alpha = headerSize >= 56 || compression == AlphaBitFields;
            masks = [(uint)Int32(file, 54), (uint)Int32(file, 58), (uint)Int32(file, 62), alpha ? (uint)Int32(file, 66) : 0];
            if (headerSize == 40) afterHeader += alpha ? 16 : 12;
        }

        int pixelOffset = Int32(file, 10);
        if (pixelOffset < afterHeader || pixelOffset > file.Length)
            throw new InvalidDataException($"expected pixels between byte {afterHeader} and {file.Length}, found them at {pixelOffset}");
        return new BmpHeader
        {
            Width = width,
            Height = Math.Abs(height),
            TopDown = height < 0,
            BitsPerPixel = bits,
            Compression = compression,
            PixelOffset = pixelOffset,
            Palette = bits <= 8 ? ReadPalette(file[afterHeader..pixelOffset], 1 << bits, core ? 3 : 4) : [],
            Masks = masks,
        };
    }

    /// <summary>Reads the size alone, and how much is decoded as one: the pixels, and palette entries before them where runs are expanded.</summary>
    /// <exception cref="InvalidDataException">It is cut short, or says what no bitmap says.</exception>
    public static PictureHeader ReadSize(HeaderBytes file)
    {
        bool core = file.UInt32(FileHeaderSize, bigEndian: false) == 12;
        int width = core ? file.UInt16(18, bigEndian: false) : (int)file.UInt32(18, bigEndian: false);
        int height = core ? file.UInt16(20, bigEndian: false) : (int)file.UInt32(22, bigEndian: false);
        if (width < 1 || height is 0 or int.MinValue) throw new InvalidDataException($"expected a bitmap with pixels, found {width} x {height}");
        bool runs = !core && file.UInt32(30, bigEndian: false) is (uint)RunLength8 or (uint)RunLength4;
        return new PictureHeader { Format = PictureFormat.Bmp, Width = width, Height = Math.Abs(height), PixelBytes = 4, WholeBytes = runs ? 5 : 4 };
    }

    /// <summary>A mask's part of a pixel, stretched to 0..255.</summary>
    public static byte Part(uint pixel, uint mask)
    {
        if (mask == 0) return 0;
        uint maximum = mask >> BitOperations.TrailingZeroCount(mask), value = (pixel & mask) >> BitOperations.TrailingZeroCount(mask);
        return (byte)(((value * 255UL) + (maximum / 2)) / maximum);
    }

    private static byte[] ReadPalette(ReadOnlySpan<byte> stored, int entries, int entrySize)
    {
        var palette = new byte[entries * 3];
        for (int i = 0; i < entries && (i + 1) * entrySize <= stored.Length; i++) stored.Slice(i * entrySize, 3).CopyTo(palette.AsSpan(i * 3));
        return palette;
    }

    private static int Int32(ReadOnlySpan<byte> file, int offset) =>
        offset + 4 <= file.Length ? BinaryPrimitives.ReadInt32LittleEndian(file[offset..]) : throw CutShort();

    private static int UInt16(ReadOnlySpan<byte> file, int offset) =>
        offset + 2 <= file.Length ? BinaryPrimitives.ReadUInt16LittleEndian(file[offset..]) : throw CutShort();

    private static InvalidDataException CutShort() => new("the bitmap's header is cut short");
}
