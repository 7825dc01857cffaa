namespace Lookalike.Datasets.Idx;

/// <summary>Reads whole IDX files, raw or gzip, and believes no header that the file's length does not bear out.</summary>
internal static class IdxReader
{
    /// <summary>Deflate never makes more than 1,032 bytes of one (RFC 1951: 258 bytes for two bits).</summary>
    private const int MaxDeflateRatio = 1_032;

    private const int FirstBufferLength = 1 << 20;

    public delegate IdxHeader HeaderParser(ReadOnlySpan<byte> start, string path);

    /// <summary>Reads a file, header included, into one array.</summary>
    public static (IdxHeader Header, byte[] Content) Read(string path, HeaderParser parse)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            byte[] start = new byte[IdxHeader.MaxLength];
            int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);

            // An IDX file starts with two zero bytes, so the gzip signature (RFC 1952) cannot be mistaken for one.
            return count >= 2 && start[0] == 0x1f && start[1] == 0x8b
                ? ReadGzip(file, path, parse)
                : ReadRaw(file, start.AsSpan(0, count), path, parse);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message} Check the path and its permissions.", path, e);
        }
    }

    /// <summary>Checks that the header and the length of a file that is already in memory agree.</summary>
    public static IdxHeader Parse(ReadOnlySpan<byte> content, string path, HeaderParser parse)
    {
        IdxHeader header = parse(content[..Math.Min(content.Length, IdxHeader.MaxLength)], path);
        RequireLength(header, content.Length, path);
        return header;
    }

    public static DatasetException Malformed(string path, long offset, string expected, string found, string remedy) =>
        new($"{path} is not a usable IDX file: expected {expected} at offset {offset}, found {found}. {remedy}.", path);

    private static (IdxHeader Header, byte[] Content) ReadRaw(FileStream file, ReadOnlySpan<byte> start, string path, HeaderParser parse)
    {
        IdxHeader header = parse(start, path);
        RequireLength(header, file.Length, path);
        byte[] content = GC.AllocateUninitializedArray<byte>(header.FileLength);
        start[..Math.Min(start.Length, content.Length)].CopyTo(content);
        if (content.Length > start.Length) file.ReadExactly(content.AsSpan(start.Length));
        return (header, content);
    }

    private static (IdxHeader Header, byte[] Content) ReadGzip(FileStream file, string path, HeaderParser parse)
    {
        try
        {
            file.Position = 0;
            using WholeGzipStream unpacked = new(file);
            byte[] content = new byte[IdxHeader.MaxLength];
            int have = unpacked.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            IdxHeader header = parse(content.AsSpan(0, have), path);
            long maximum = file.Length * MaxDeflateRatio;
            if (header.FileLength > maximum)
            {
                throw Malformed(
                    path,
                    4,
                    $"dimensions that {file.Length} compressed bytes can hold (at most {maximum} bytes)",
                    $"dimensions that make {header.FileLength} bytes",
                    "Get a whole copy of the file");
            }

            // The array grows with what really arrives, so a header that lies costs no more than twice the bytes behind it.
            while (have < header.FileLength)
            {
                if (have == content.Length) Array.Resize(ref content, (int)Math.Min(header.FileLength, Math.Max(FirstBufferLength, 2L * have)));
                int read = unpacked.Read(content, have, Math.Min(content.Length, header.FileLength) - have);
                if (read == 0) throw Truncated(header, have, path);
                have += read;
            }

            if (have > header.FileLength || unpacked.ReadByte() >= 0) throw Trailing(header, "more", path);
            Array.Resize(ref content, header.FileLength);
            return (header, content);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException($"{path} is not a whole gzip file: {e.Message} Get a whole copy of the file.", path, e);
        }
    }

    private static void RequireLength(IdxHeader header, long found, string path)
    {
        if (found < header.FileLength) throw Truncated(header, found, path);
        if (found > header.FileLength) throw Trailing(header, $"{found - header.FileLength} more bytes", path);
    }

    private static DatasetException Truncated(IdxHeader header, long found, string path) =>
        Malformed(path, found, $"{header.FileLength} bytes, as its dimensions say, and so more", "the end of the file", "Get a whole copy of the file");

    private static DatasetException Trailing(IdxHeader header, string found, string path) =>
        Malformed(path, header.FileLength, "the end of the file, as its dimensions say,", found, "Write the file again with the right count");
}
