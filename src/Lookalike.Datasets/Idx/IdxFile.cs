using System.Buffers.Binary;
using Lookalike.Core.Files;
using Lookalike.Imaging;

namespace Lookalike.Datasets.Idx;

/// <summary>
/// Reads and writes IDX files of unsigned bytes, the format of MNIST (http://yann.lecun.com/exdb/mnist/). Images have three dimensions
/// (grey: [count, height, width]) or four ([count, channels, height, width] with 1 or 3 channels); labels have one.
/// Sides are as <see cref="PixelShape"/> has them.
/// </summary>
/// <remarks>
/// Reading allocates no more than the file's length bears out, and refuses a wrong magic number, a zero or absurd dimension, a truncated file and
/// trailing bytes. All members are safe to call from many threads.
/// </remarks>
internal static class IdxFile
{
    /// <summary>Reads images. A gzip file is known by its first bytes and unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The images, named as the file; their pixels are one new array, read once.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="DatasetException">The file cannot be opened or is not a whole IDX file of images; the message has the offset.</exception>
    public static ImageSet ReadImages(string path) => ReadImages(path, Path.GetFileName(path));

    /// <summary>Reads labels. A gzip file is known by its first bytes and unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <returns>One class number for each image, 0..255.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="DatasetException">The file cannot be opened or is not a whole IDX file of labels; the message has the offset.</exception>
    public static ReadOnlyMemory<byte> ReadLabels(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (IdxHeader header, byte[] content) = IdxReader.Read(path, IdxHeader.ParseLabels);
        return content.AsMemory(header.Length);
    }

    /// <summary>Writes images, uncompressed: three dimensions for one channel, four for three. The file appears whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="pixels">[count, channels, height, width], row-major, 0..255: at least one image, and whole ones.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or there is no image or no whole number of them.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public static void WriteImages(string path, PixelShape shape, ReadOnlySpan<byte> pixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(shape);
        if (pixels.IsEmpty || pixels.Length % shape.Count != 0)
            throw new ArgumentException($"Expected one image of {shape.Count} bytes or more, and whole ones, found {pixels.Length} bytes.", nameof(pixels));
        int count = pixels.Length / shape.Count;
        if (shape.Channels == 1) Write(path, pixels, IdxHeader.GreyMagic, count, shape.Height, shape.Width);
        else Write(path, pixels, IdxHeader.ColourMagic, count, shape.Channels, shape.Height, shape.Width);
    }

    /// <summary>Writes labels, uncompressed. The file appears whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="labels">One class number for each image, 0..255; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or there is no label.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public static void WriteLabels(string path, ReadOnlySpan<byte> labels)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (labels.IsEmpty) throw new ArgumentException("Expected at least one label, found none.", nameof(labels));
        Write(path, labels, IdxHeader.LabelsMagic, labels.Length);
    }

    /// <summary>Reads images as a set of another name.</summary>
    internal static ImageSet ReadImages(string path, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (IdxHeader header, byte[] content) = IdxReader.Read(path, IdxHeader.ParseImages);
        return new ImageSet(name, header.Shape, content.AsMemory(header.Length));
    }

    private static void Write(string path, ReadOnlySpan<byte> elements, uint magic, params ReadOnlySpan<int> dimensions)
    {
        Span<byte> header = stackalloc byte[4 + (4 * dimensions.Length)];
        BinaryPrimitives.WriteUInt32BigEndian(header, magic);
        for (int i = 0; i < dimensions.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header[(4 + (4 * i))..], dimensions[i]);
        using AtomicFile file = AtomicFile.Create(path);
        file.Stream.Write(header);
        file.Stream.Write(elements);
        file.Commit();
    }
}
