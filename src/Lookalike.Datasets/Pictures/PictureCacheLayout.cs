using System.Buffers.Binary;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

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

    /// <summary>What a record of the manifest takes at least: an empty path, length, time, row, fault.</summary>
    private const int MinRecord = 1 + 8 + 8 + 4 + 4;

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
        if (channels is not (1 or 3) || height is < 1 or > PixelShape.MaxSide || width is < 1 or > PixelShape.MaxSide) return null;
        if (!Enum.IsDefined((PictureFit)fit)) return null;
        var header = new PictureCacheHeader
        {
            Shape = new PixelShape(channels, height, width),
            Fit = (PictureFit)fit,
            Rows = BinaryPrimitives.ReadInt32LittleEndian(footer[16..]),
            Files = BinaryPrimitives.ReadInt32LittleEndian(footer[20..]),
            MaxPixels = BinaryPrimitives.ReadInt64LittleEndian(footer[24..]),
            ManifestLength = BinaryPrimitives.ReadInt64LittleEndian(footer[32..]),
        };

        // No number is believed that the file's length does not bear out; a row has 2^28 bytes at most, so that no product is too large.
        bool sound = header.Rows >= 0 && header.Files >= header.Rows && header.MaxPixels > 0
            && header.ManifestLength >= (long)header.Files * MinRecord && header.ManifestLength <= Array.MaxLength
            && header.FileLength == fileLength;
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

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="WriteManifest"/> writes.</exception>
    public static CachedFile[] ReadManifest(byte[] manifest, PictureCacheHeader header)
    {
        try
        {
            using var stream = new MemoryStream(manifest, writable: false);
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8);
            var files = new CachedFile[header.Files];
            for (int i = 0; i < files.Length; i++) files[i] = ReadFile(reader);
            if (stream.Position < manifest.Length) throw new InvalidDataException("there is more of it than files");
            RequireSound(files, header.Rows);
            return files;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            // A text that is longer than what there is, or whose length is no number.
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static CachedFile ReadFile(BinaryReader reader)
    {
        var file = new CachedFile { Path = reader.ReadString(), Length = reader.ReadInt64(), WrittenAt = reader.ReadInt64(), Row = reader.ReadInt32() };
        int fault = reader.ReadInt32();
        return fault < 0 ? file : file with { Fault = (PictureFault)fault, Message = reader.ReadString() };
    }

    private static void RequireSound(CachedFile[] files, int rows)
    {
        int next = 0;
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (CachedFile file in files)
        {
            if (!paths.Add(file.Path)) throw new InvalidDataException($"'{file.Path}' is there twice");
            if (file.Length < 0) throw new InvalidDataException($"'{file.Path}' has {file.Length} bytes");
            if (file.Fault is { } fault && !Enum.IsDefined(fault)) throw new InvalidDataException($"'{file.Path}' has a fault of no kind, {(int)fault}");
            if (file.Row == CachedFile.NoRow) continue;
            if (file.Fault is not null || file.Row != next++) throw new InvalidDataException($"'{file.Path}' has row {file.Row}");
        }

        if (next != rows) throw new InvalidDataException($"{next} of {rows} rows belong to a file");
    }
}
