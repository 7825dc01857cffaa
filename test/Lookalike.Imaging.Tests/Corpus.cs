using System.Buffers.Binary;
using System.Text;
using Lookalike.Imaging.Faults;
using NetVips;

namespace Lookalike.Imaging.Tests;

/// <summary>Pictures as they are met: good ones of every kind, and bad ones, each with what is wrong with it.</summary>
internal static class Corpus
{
    public static readonly byte[] Paper = [200, 40, 40];
    public static readonly byte[] Ink = [40, 100, 160];

    private static readonly Dictionary<string, Func<byte[]>> Goods = new()
    {
        ["photo.jpg"] = () => Scene().JpegsaveBuffer(q: 95),
        ["progressive.jpg"] = () => Scene().JpegsaveBuffer(q: 95, interlace: true),
        ["wide-gamut.jpg"] = () => Scene().IccTransform("p3", inputProfile: "srgb").JpegsaveBuffer(q: 95, profile: "p3"),
        ["inks.jpg"] = () => Scene().IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer(q: 95, profile: "cmyk"),
        ["plain.png"] = () => Scene().PngsaveBuffer(),
        ["png-named.jpg"] = () => Scene().PngsaveBuffer(),
        ["interlaced.png"] = () => Scene().PngsaveBuffer(interlace: true),
        ["palette.png"] = () => Scene().PngsaveBuffer(palette: true),
        ["deep.png"] = () => (Scene().Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(bitdepth: 16),
        ["opaque.png"] = () => Scene().Bandjoin(255).Copy(interpretation: Enums.Interpretation.Srgb).PngsaveBuffer(),
        ["web.webp"] = () => Scene().WebpsaveBuffer(lossless: true),
        ["still.gif"] = () => Scene().GifsaveBuffer(),
        ["frames.gif"] = Frames,
        ["scan.tif"] = () => Scene().TiffsaveBuffer(),
        ["squeezed.tif"] = () => Scene().TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw),
        ["modern.avif"] = () => Scene().HeifsaveBuffer(q: 90, compression: Enums.ForeignHeifCompression.Av1),
        ["windows.bmp"] = Bitmap,
        ["plain.ppm"] = () => [.. "P6\n# drawn\n64 48\n255\n"u8, .. Scene().WriteToMemory<byte>()],
        ["sequence.avif"] = () => WithBrand("avis", Scene().HeifsaveBuffer(q: 90, compression: Enums.ForeignHeifCompression.Av1)),
        ["unended.jpg"] = () => Scene().JpegsaveBuffer(q: 95)[..^2],
        ["float.tif"] = () => (Scene().Cast(Enums.BandFormat.Float) / 255).TiffsaveBuffer(),
        ["twelve.tif"] = () => (Scene().Cast(Enums.BandFormat.Ushort) * 16).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).TiffsaveBuffer(),
    };

    private static readonly Dictionary<string, (PictureFault Fault, Func<byte[]> Bytes)> Bads = new()
    {
        ["empty.jpg"] = (PictureFault.Empty, () => []),
        ["text.jpg"] = (PictureFault.NotAPicture, () => Encoding.UTF8.GetBytes("BMW, Audi and Opel: a list.\n")),
        ["zeros.png"] = (PictureFault.NotAPicture, () => new byte[4096]),
        ["drawing.svg"] = (PictureFault.NotAPicture, () => Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")),
        ["phone.heic"] = (PictureFault.Unsupported, () => [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[64]]),
        ["raw.cr3"] = (PictureFault.Unsupported, () => [0, 0, 0, 24, .. "ftypcrx "u8, .. new byte[64]]),
        ["light.hdr"] = (PictureFault.Unsupported, () => [.. "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X 2\n"u8, .. new byte[16]]),
        ["paint.pcx"] = (PictureFault.Unsupported, () => [0x0A, 5, 1, 8, .. new byte[124]]),
        ["next.jxl"] = (PictureFault.Unsupported, () => [0xFF, 0x0A, .. new byte[64]]),
        ["film.avif"] = (PictureFault.NotAPicture, () => [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[64]]),
        ["half.jpg"] = (PictureFault.Broken, () => Half(Noise().JpegsaveBuffer())),
        ["half.png"] = (PictureFault.Broken, () => Half(Noise().PngsaveBuffer())),
        ["half.webp"] = (PictureFault.Broken, () => Half(Noise().WebpsaveBuffer())),
        ["half.bmp"] = (PictureFault.Broken, () => Half(Bitmap())),
        ["header-only.jpg"] = (PictureFault.Broken, () => [0xFF, 0xD8, 0xFF, 0xE0]),
        ["header-only.png"] = (PictureFault.Broken, () => Noise().PngsaveBuffer()[..20]),
        ["bomb.png"] = (PictureFault.TooManyPixels, () => Bomb(60_000, 60_000)),
    };

    public static IEnumerable<string> GoodNames => Goods.Keys;

    public static IEnumerable<string> BadNames => Bads.Keys;

    public static byte[] Good(string name) => Goods[name]();

    public static byte[] Bad(string name) => Bads[name].Bytes();

    public static PictureFault Fault(string name) => Bads[name].Fault;

    /// <summary>A small picture whose header (IHDR: length, type, width, height, ..., CRC-32) promises another size.</summary>
    public static byte[] Bomb(int width, int height)
    {
        byte[] bomb = Drawn.Box(10, 10, [1], [2]).PngsaveBuffer();
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32(bomb.AsSpan(12, 17)));
        return bomb;
    }

    /// <summary>Ink in the middle of paper, 64 x 48.</summary>
    private static Image Scene() => Drawn.Box(64, 48, Paper, Ink);

    private static Image Noise() => DrawnPicture.Of(Drawn.Noise(64 * 48 * 3, 5), 64, 48, 3);

    private static byte[] Half(byte[] whole) => whole[..(whole.Length / 2)];

    private static byte[] WithBrand(string brand, byte[] file)
    {
        Encoding.ASCII.GetBytes(brand).CopyTo(file, 8);
        return file;
    }

    private static byte[] Frames()
    {
        Image frames = Scene().Join(Drawn.Box(64, 48, Ink, Paper), Enums.Direction.Vertical);
        return frames.Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", 48)).GifsaveBuffer();
    }

    /// <summary>24 bits, bottom row first; the scene is the same upside down.</summary>
    private static byte[] Bitmap()
    {
        byte[] pixels = Scene().WriteToMemory<byte>();
        for (int i = 0; i < pixels.Length; i += 3) (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
        byte[] header = new byte[54];
        "BM"u8.CopyTo(header);
        int[] words = [54 + pixels.Length, 0, 54, 40, 64, 48, 1 | (24 << 16)];
        for (int i = 0; i < words.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(2 + (i * 4)), words[i]);
        return [.. header, .. pixels];
    }

    /// <summary>The checksum of a PNG chunk (PNG specification, annex D).</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
