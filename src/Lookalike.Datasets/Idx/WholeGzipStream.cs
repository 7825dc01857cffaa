using System.IO.Compression;

namespace Lookalike.Datasets.Idx;

/// <summary>
/// Unpacks a gzip file and refuses bytes behind its end. A file may have several members (RFC 1952, 2.2), which unpack to one content; what
/// else follows the last, the framework passes over in silence, and everything after it too. So one more member is read behind the file, the
/// seal: it comes out only where the file ends with its last member. Not safe to use from several threads at once.
/// </summary>
/// <param name="file">The file, at its beginning; stays the caller's.</param>
internal sealed class WholeGzipStream(Stream file) : ForwardStream
{
    /// <summary>The byte that the seal unpacks to.</summary>
    private const byte Seal = 0xA5;

    private static readonly byte[] SealMember = Pack([Seal]);

    private readonly GZipStream _unpacked = new(new Sealed(file), CompressionMode.Decompress);

    /// <summary>The last byte that was unpacked, which may be the seal; below zero before there is one, and after the end.</summary>
    private int _held = -1;
    private bool _ended;

    /// <exception cref="InvalidDataException">The file is not gzip, is damaged, or does not end where its content does.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty) return 0;
        if (_held < 0) _held = _unpacked.ReadByte();
        int read = _unpacked.Read(buffer);
        if (read == 0)
        {
            _ended = true;
            return _held == Seal ? 0 : throw new InvalidDataException("There are bytes behind its end.");
        }

        byte last = buffer[read - 1];
        buffer[..(read - 1)].CopyTo(buffer[1..]);
        buffer[0] = (byte)_held;
        _held = last;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>A file and the seal behind it.</summary>
    private sealed class Sealed(Stream file) : ForwardStream
    {
        private readonly MemoryStream _seal = new(SealMember, writable: false);

        public override int Read(Span<byte> buffer) => file.Read(buffer) is > 0 and int read ? read : _seal.Read(buffer);
    }
}
