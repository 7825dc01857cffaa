using System.Buffers.Binary;
using Lookalike.Imaging;

namespace Lookalike.Datasets;

/// <summary>
/// The file of a picture cache. 8 bytes of magic; zeros up to <see cref="FirstRow"/>; the rows, [channels, height, width] bytes each; the manifest, a
/// record for every file; the footer. What is known only in the end stands at the end, so that the file is written in one pass. All
/// numbers are little-endian.
/// </summary>
internal static class PictureCacheLayout
{
    /// <summary>Where the rows begin: a page's border, so that a mapping of them is aligned.</summary>
    public const int FirstRow = 4096;

    /// <summary>XxHash128 of all before it, the last bytes of the file.</summary>
    public const int ChecksumLength = 16;

    /// <summary>Channels, height, width, fit, rows, files (int32 each), the pixel limit, the manifest's length (int64 each), the checksum.</summary>
    public const int FooterLength = (6 * 4) + (2 * 8) + ChecksumLength;

    /// <summary>The last digits are the version.</summary>
    public static ReadOnlySpan<byte> Magic => "LKLPIX01"u8;

    /// <summary>Writes the footer up to the checksum.</summary>
    public static void WriteFooter(Span<byte> footer, PictureCacheHeader header)
    {
        BinaryPrimitives.WriteInt32LittleEndian(footer, header.Shape.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(footer[4..], header.Shape.Height);
        BinaryPrimitives.WriteInt32LittleEndian(footer[8..], header.Shape.Width);
        BinaryPrimitives.WriteInt32LittleEndian(footer[12..], (int)header.Fit);
        BinaryPrimitives.WriteInt32LittleEndian(footer[16..], header.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(footer[20..], header.Files);
        BinaryPrimitives.WriteInt64LittleEndian(footer[24..], header.MaxPixels);
        BinaryPrimitives.WriteInt64LittleEndian(footer[32..], header.ManifestLength);
    }

    /// <summary>Reads the footer, or returns null where it is none.</summary>
    public static PictureCacheHeader? ReadFooter(ReadOnlySpan<byte> footer, long fileLength)
    {
        int channels = BinaryPrimitives.ReadInt32LittleEndian(footer), height = BinaryPrimitives.ReadInt32LittleEndian(footer[4..]);
        int width = BinaryPrimitives.ReadInt32LittleEndian(footer[8..]), fit = BinaryPrimitives.ReadInt32LittleEndian(footer[12..]);
        if (channels is not (1 or 3) || height is < 1 or > PixelShape.MaxSide || width is < 1 or > PixelShape.MaxSide || !Enum.IsDefined((PictureFit)fit)) return null;
        var header = new PictureCacheHeader
        {
            Shape = new PixelShape(channels, height, width),
            Fit = (PictureFit)fit,
            Rows = BinaryPrimitives.ReadInt32LittleEndian(footer[16..]),
            Files = BinaryPrimitives.ReadInt32LittleEndian(footer[20..]),
            MaxPixels = BinaryPrimitives.ReadInt64LittleEndian(footer[24..]),
            ManifestLength = BinaryPrimitives.ReadInt64LittleEndian(footer[32..]),
        };
        bool sound = header.Rows >= 0 && header.Files >= header.Rows && header.ManifestLength is >= 0 and <= int.MaxValue && header.FileLength == fileLength;
        return sound ? header : null;
    }

    public static void WriteManifest(Stream stream, IEnumerable<CachedFile> files)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (CachedFile file in files)
        {
            writer.Write(file.Path);
            writer.Write(file.Length);
            writer.Write(file.WrittenAt);
            writer.Write(file.Row);
            writer.Write(file.Fault is { } fault ? (int)fault : -1);
            if (file.Fault is not null) writer.Write(file.Message!);
        }
    }

    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static CachedFile[] ReadManifest(Stream stream, int count)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        var files = new CachedFile[count];
        for (int i = 0; i < count; i++)
        {
            var file = new CachedFile { Path = reader.ReadString(), Length = reader.ReadInt64(), WrittenAt = reader.ReadInt64(), Row = reader.ReadInt32() };
            int fault = reader.ReadInt32();
            files[i] = fault < 0 ? file : file with { Fault = (PictureFault)fault, Message = reader.ReadString() };
        }

        return files;
    }
}
