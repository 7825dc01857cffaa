using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>Small pictures of every format, in the kinds that their readers have code for; drawn, so that no file is kept.</summary>
internal static class PictureSeeds
{
    private const int Width = 40;
    private const int Height = 28;

    private static readonly Dictionary<string, Lazy<byte[][]>> Made = new()
    {
        ["jpeg"] = new(() =>
        [
            Scene(3).JpegsaveBuffer(q: 80), Scene(3).JpegsaveBuffer(q: 80, interlace: true), Scene(1).JpegsaveBuffer(q: 80), Turned(Scene(3)).JpegsaveBuffer(q: 90),
            Scene(3).IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer(q: 90),
        ]),
        ["png"] = new(() =>
        [
            Scene(3).PngsaveBuffer(), Scene(3).PngsaveBuffer(interlace: true), Scene(3).PngsaveBuffer(palette: true), Scene(4).PngsaveBuffer(), Scene(1).PngsaveBuffer(),
            Deep(Scene(3)).PngsaveBuffer(bitdepth: 16),
        ]),
        ["webp"] = new(() => [Scene(3).WebpsaveBuffer(lossless: true), Scene(3).WebpsaveBuffer(q: 60), Scene(4).WebpsaveBuffer(q: 60)]),
        ["gif"] = new(() => [Scene(3).GifsaveBuffer(), Scene(3).GifsaveBuffer(interlace: true), Frames().GifsaveBuffer()]),
        ["bmp"] = new(() => [Bitmap(24), Bitmap(32), Bitmap(8)]),
        ["tiff"] = new(() =>
        [
            Scene(3).TiffsaveBuffer(), Scene(3).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw), Scene(3).TiffsaveBuffer(tile: true, tileWidth: 16, tileHeight: 16),
            Scene(3).TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate), Deep(Scene(3)).TiffsaveBuffer(), Scene(1).TiffsaveBuffer(bigtiff: true),
        ]),
        ["avif"] = new(() =>
        [
            Scene(3).HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 0), Scene(4).HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 0),
        ]),
        ["dng"] = new(() =>
        [
            Raw(1), Raw(6), [.. Raw(1, coding: 52546), .. Scene(3).JpegsaveBuffer(q: 80)], [.. Raw(1, coding: 7), .. Scene(3).JpegsaveBuffer(q: 80)],
        ]),
        ["heic"] = new(() => [HeicEncoder.Encode(Scene(3)), HeicEncoder.Encode(Turned(Scene(3))), HeicEncoder.Encode(Scene(1))]),
        ["pnm"] = new(() => [Netpbm("P6", 3), Netpbm("P5", 1), [.. "P3\n# text\n3 2\n255\n"u8, .. "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18\n"u8]]),
    };

    /// <summary>The formats; HEIC only where there is a program that writes it.</summary>
    public static IEnumerable<string> Names => Made.Keys.Where(name => name != "heic" || HeicEncoder.IsThere);

    public static byte[][] Of(string name) => Made[name].Value;

    /// <summary>Noise under a box: something for every kind of compression.</summary>
    private static Image Scene(int bands) =>
        DrawnPicture.Of(Pixels(bands), Width, Height, bands);

    private static byte[] Pixels(int bands)
    {
        byte[] pixels = new byte[Width * Height * bands];
        new Random(bands).NextBytes(pixels.AsSpan(0, pixels.Length / 2));
        for (int i = pixels.Length / 2; i < pixels.Length; i++) pixels[i] = (byte)(i / bands % Width > Width / 2 ? 200 : 60);
        return pixels;
    }

    private static Image Deep(Image image) => (image.Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);

    private static Image Turned(Image image) => image.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6));

    private static Image Frames() => Scene(3).Join(Scene(3).Invert(), Enums.Direction.Vertical).Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", Height));

    private static byte[] Raw(int orientation, int coding = 1) => DrawnRaw.Write(
        Width, Height, (x, y) => ((ushort)(x * 1500), (ushort)(y * 2000), (ushort)(((x * 7919) ^ (y * 104_729)) & 0xFFFF)), orientation, coding);

    private static byte[] Netpbm(string magic, int bands) => [.. Encoding.ASCII.GetBytes($"{magic}\n{Width} {Height}\n255\n"), .. Pixels(bands)];

    private static byte[] Bitmap(int bits)
    {
        int palette = bits == 8 ? 1024 : 0, start = 54 + palette, row = ((Width * bits) + 31) / 32 * 4;
        byte[] file = new byte[start + (row * Height)];
        new Random(bits).NextBytes(file.AsSpan(54));
        "BM"u8.CopyTo(file);
        int[] words = [file.Length, 0, start, 40, Width, Height, 1 | (bits << 16)];
        for (int i = 0; i < words.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2 + (i * 4)), words[i]);
        return file;
    }
}
