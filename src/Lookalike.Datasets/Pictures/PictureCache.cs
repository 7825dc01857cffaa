using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Lookalike.Datasets.Pictures;

/// <summary>
/// A picture cache that was found whole: every byte was read and its checksum is right. Safe to use from many threads, but for <see cref="Dispose"/>.
/// </summary>
internal sealed class PictureCache : IDisposable
{
    private const int BufferLength = 1 << 20;

    private readonly SafeFileHandle _handle;

    private PictureCache(string path, SafeFileHandle handle, PictureCacheHeader header, CachedFile[] files, byte[] checksum)
    {
        Path = path;
        _handle = handle;
        Header = header;
        Files = files;
        Checksum = Convert.ToHexStringLower(checksum);
    }

    public string Path { get; }

    public PictureCacheHeader Header { get; }

    /// <summary>In the order of the folder.</summary>
    public IReadOnlyList<CachedFile> Files { get; }

    /// <summary>32 hexadecimal digits that tell this content from any other.</summary>
    public string Checksum { get; }

    /// <summary>Opens a cache and checks it.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or another file; the message says so.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PictureCache? Open(string path)
    {
        if (!File.Exists(path)) return null;
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Check(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Reads one row.</summary>
    /// <param name="row">Which, from 0.</param>
    /// <param name="pixels">As long as a row.</param>
    public void ReadRow(int row, Span<byte> pixels) => Fill(PictureCacheLayout.FirstRow + ((long)row * Header.Shape.Count), pixels);

    /// <summary>Reads all rows.</summary>
    /// <exception cref="IOException">The file has become shorter.</exception>
    public byte[] ReadRows()
    {
        byte[] rows = GC.AllocateUninitializedArray<byte>(checked((int)Header.RowsLength));
        Fill(PictureCacheLayout.FirstRow, rows);
        return rows;
    }

    /// <summary>Maps all rows, of which there is one at least. The mapping is the caller's, and outlives this.</summary>
    public MappedPixels MapRows() => new(_handle, PictureCacheLayout.FirstRow, Header.RowsLength);

    public void Dispose() => _handle.Dispose();

    private static PictureCache Check(string path, SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        if (length < PictureCacheLayout.FirstRow + PictureCacheLayout.FooterLength) throw Damaged(path, $"only {length:N0} bytes");
        byte[] footer = new byte[PictureCacheLayout.FooterLength], start = new byte[PictureCacheLayout.Magic.Length];
        Read(handle, 0, start, path);
        Read(handle, length - footer.Length, footer, path);
        if (!PictureCacheLayout.Magic.SequenceEqual(start)) throw Damaged(path, "another file, or one of another version");
        PictureCacheHeader header = PictureCacheLayout.ReadFooter(footer, length) ?? throw Damaged(path, "a footer that does not fit the file");
        byte[] checksum = footer[^PictureCacheLayout.ChecksumLength..];
        if (!Hash(handle, length - checksum.Length, path).AsSpan().SequenceEqual(checksum)) throw Damaged(path, "another checksum than its own");

        byte[] manifest = new byte[header.ManifestLength];
        Read(handle, PictureCacheLayout.FirstRow + header.RowsLength, manifest, path);
        try
        {
            return new PictureCache(path, handle, header, PictureCacheLayout.ReadManifest(manifest, header), checksum);
        }
        catch (InvalidDataException e)
        {
            // Its checksum is right: somebody made it so.
            throw Damaged(path, $"a list of files that no run writes ({e.Message})", e);
        }
    }

    private static byte[] Hash(SafeFileHandle handle, long length, string path)
    {
        var hash = new XxHash128();
        byte[] buffer = new byte[BufferLength];
        for (long at = 0; at < length;)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - at));
            Read(handle, at, part, path);
            hash.Append(part);
            at += part.Length;
        }

        return hash.GetHashAndReset();
    }

    private void Fill(long offset, Span<byte> bytes) => Read(_handle, offset, bytes, Path);

    private static void Read(SafeFileHandle handle, long offset, Span<byte> bytes, string path)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0) throw Damaged(path, "an early end");
            offset += read;
            bytes = bytes[read..];
        }
    }

    private static InvalidDataException Damaged(string path, string found, Exception? cause = null) =>
        new($"The picture cache {path} is damaged: expected a whole one, found {found}.", cause);
}
