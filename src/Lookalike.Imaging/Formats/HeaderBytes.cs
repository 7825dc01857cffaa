using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Lookalike.Imaging.Formats;

/// <summary>The bytes of a picture file, in memory or still on disk, of which a header is read. Not safe from several threads.</summary>
internal sealed class HeaderBytes
{
    private const int WindowLength = 4096;

    private readonly SafeFileHandle? _file;
    private readonly byte[] _window;
    private readonly int _windowed;
    private long _start;
    private int _filled;

    /// <summary>A file in memory.</summary>
    public HeaderBytes(byte[] whole)
    {
        _window = whole;
        Length = _filled = _windowed = whole.Length;
    }

    /// <summary>A file on disk, of which a few thousand bytes are in memory at a time.</summary>
    public HeaderBytes(SafeFileHandle file, long length)
    {
        _file = file;
        Length = length;
        _window = new byte[WindowLength];
        _windowed = WindowLength;
    }

    /// <summary>The size of the file, in bytes.</summary>
    public long Length { get; }

    /// <summary>Whether all of the file is in memory.</summary>
    public bool IsWhole => _file is null;

    /// <summary>The bytes at an offset.</summary>
    /// <param name="at">The offset.</param>
    /// <param name="count">How many, 0 to 4,096. They are valid until the next call.</param>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public ReadOnlySpan<byte> Slice(long at, int count)
    {
        if (at < 0 || at > Length - count) throw new InvalidDataException($"it ends at byte {Length:N0}, and its header goes on at byte {at:N0}");
        if (at < _start || at + count > _start + _filled) Fill(at);
        return at + count <= _start + _filled
            ? _window.AsSpan((int)(at - _start), count)
            : throw new InvalidDataException("it became shorter while it was read");
    }

    public byte Byte(long at) => Slice(at, 1)[0];

    public ushort UInt16(long at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Slice(at, 2)) : BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    public uint UInt32(long at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Slice(at, 4)) : BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    public ulong UInt64(long at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Slice(at, 8)) : BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    private void Fill(long at)
    {
        if (_file is null) return;
        _start = at;
        _filled = RandomAccess.Read(_file, _window.AsSpan(0, _windowed), at);
    }
}
