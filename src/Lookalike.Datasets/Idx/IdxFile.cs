using System.Buffers.Binary;

namespace Lookalike.Datasets;

/// <summary>
/// Reads and writes IDX files of unsigned bytes, the format of MNIST (http://yann.lecun.com/exdb/mnist/). Images have three dimensions
/// (grey: [count, height, width]) or four ([count, channels, height, width] with 1 or 3 channels); labels have one. Sides are at most 65,535.
/// </summary>
/// <remarks>
/// Reading allocates no more than the file's length bears out, and refuses a wrong magic number, a zero or absurd dimension, a truncated file and
/// trailing bytes. All members are safe to call from many threads.
/// </remarks>
public static class IdxFile
{
    /// <summary>Reads images. A gzip file is known by its first bytes and unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The images; their pixels are one new array, read once.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    /// <exception cref="DatasetException">The file cannot be opened or is not a whole IDX file of images; the message has the offset.</exception>
    public static IdxImages ReadImages(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (IdxHeader header, byte[] content) = IdxReader.Read(path, IdxHeader.ParseImages);
        return ToImages(header, content);
    }

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
    /// <param name="images">At least one image, sides of at most 65,535.</param>
    /// <exception cref="ArgumentException">An argument is null, <paramref name="path"/> is empty, there is no image, or a side is too long.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public static void WriteImages(string path, IdxImages images)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0) throw new ArgumentException("Expected at least one image, found none.", nameof(images));
        if (images.Height > IdxHeader.MaxSide || images.Width > IdxHeader.MaxSide)
            throw new ArgumentException($"Expected sides of at most {IdxHeader.MaxSide}, found {images.Height}x{images.Width}.", nameof(images));
        if (images.Channels == 1) Write(path, images.Pixels.Span, IdxHeader.GreyMagic, images.Count, images.Height, images.Width);
        else Write(path, images.Pixels.Span, IdxHeader.ColourMagic, images.Count, images.Channels, images.Height, images.Width);
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

    internal static IdxImages ToImages(IdxHeader header, byte[] content) =>
        new(header.Channels, header.Height, header.Width, content.AsMemory(header.Length));

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
