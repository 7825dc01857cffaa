using System.Buffers.Binary;
using Lookalike.Imaging;

namespace Lookalike.Datasets.Idx;

/// <summary>
/// The start of an IDX file: two zero bytes, the element type (8 = unsigned byte), the number of dimensions, then each dimension as a
/// big-endian 32-bit number. Format: http://yann.lecun.com/exdb/mnist/. Four dimensions are [count, channels, height, width].
/// </summary>
internal sealed class IdxHeader
{
    public const int MaxLength = 4 + (4 * 4);
    public const uint LabelsMagic = 0x0000_0801;
    public const uint GreyMagic = 0x0000_0803;
    public const uint ColourMagic = 0x0000_0804;

    /// <summary>The shape of every image; of labels one value.</summary>
    public required PixelShape Shape { get; init; }

    /// <summary>Bytes before the first element.</summary>
    public int Length { get; private init; }

    /// <summary>Bytes that a file with this header has. At most <see cref="Array.MaxLength"/>.</summary>
    public int FileLength { get; private init; }

    /// <summary>Reads and checks a header of images (<see cref="GreyMagic"/> or <see cref="ColourMagic"/>).</summary>
    /// <param name="start">The first <see cref="MaxLength"/> bytes of the file, or all of a shorter one.</param>
    /// <param name="path">The file, for messages.</param>
    public static IdxHeader ParseImages(ReadOnlySpan<byte> start, string path)
    {
        uint magic = ReadNumber(start, 0, path);
        if (magic is not (GreyMagic or ColourMagic))
            throw WrongMagic(path, magic, "0x00000803 (grey images) or 0x00000804 (images with channels)");
        int offset = 4;
        int count = ReadDimension(start, ref offset, "image count", (uint)Array.MaxLength, path);
        int channels = magic == ColourMagic ? ReadDimension(start, ref offset, "channel count", 3, path) : 1;
        if (channels == 2)
            throw IdxReader.Malformed(path, offset - 4, "1 or 3 channels", "2 channels", "Store grey images or red, green and blue");
        int height = ReadDimension(start, ref offset, "height", PixelShape.MaxSide, path);
        int width = ReadDimension(start, ref offset, "width", PixelShape.MaxSide, path);
        return new IdxHeader
        {
            Shape = new PixelShape(channels, height, width),
            Length = offset,
            FileLength = RequireFileLength(offset, (UInt128)(uint)count * (uint)channels * (uint)height * (uint)width, path),
        };
    }

    /// <summary>Reads and checks a header of labels (<see cref="LabelsMagic"/>).</summary>
    /// <param name="start">The first <see cref="MaxLength"/> bytes of the file, or all of a shorter one.</param>
    /// <param name="path">The file, for messages.</param>
    public static IdxHeader ParseLabels(ReadOnlySpan<byte> start, string path)
    {
        uint magic = ReadNumber(start, 0, path);
        if (magic != LabelsMagic) throw WrongMagic(path, magic, "0x00000801 (labels)");
        int offset = 4;
        int count = ReadDimension(start, ref offset, "label count", (uint)Array.MaxLength, path);
        return new IdxHeader { Shape = new PixelShape(1, 1, 1), Length = offset, FileLength = RequireFileLength(offset, (uint)count, path) };
    }

    private static int ReadDimension(ReadOnlySpan<byte> start, ref int offset, string name, uint max, string path)
    {
        uint value = ReadNumber(start, offset, path);
        if (value == 0 || value > max)
            throw IdxReader.Malformed(path, offset, $"a {name} of 1 to {max}", $"{value}", "Write the file again, or get a whole copy");
        offset += 4;
        return (int)value;
    }

    private static uint ReadNumber(ReadOnlySpan<byte> start, int offset, string path) =>
        start.Length >= offset + 4
            ? BinaryPrimitives.ReadUInt32BigEndian(start[offset..])
            : throw IdxReader.Malformed(
                path, start.Length, $"a header of at least {offset + 4} bytes", $"the end of the file after {start.Length}", "Get a whole copy of the file");

    private static int RequireFileLength(int headerLength, UInt128 elements, string path)
    {
        UInt128 length = elements + (uint)headerLength;
        return length <= (uint)Array.MaxLength
            ? (int)length
            : throw IdxReader.Malformed(
                path, 4, $"dimensions that make at most {Array.MaxLength} bytes", $"dimensions that make {length} bytes", "Split the file");
    }

    private static DatasetException WrongMagic(string path, uint found, string expected) =>
        IdxReader.Malformed(
            path, 0, $"the magic number {expected}", $"0x{found:x8}", "Pass an IDX file of unsigned bytes; images and labels are different files");
}
