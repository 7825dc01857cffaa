namespace Lookalike.Imaging.Formats;

/// <summary>What a picture's header says of its size and its form, and so of the memory that decoding takes. Read before anything is decoded.</summary>
internal sealed class PictureHeader
{
    /// <summary>The rows that are in memory at once where a picture is decoded row by row and made smaller on its way.</summary>
    private const int RowsHeld = 1280;

    public required PictureFormat Format { get; init; }

    /// <summary>The columns as they are stored, in pixels.</summary>
    public required long Width { get; init; }

    /// <summary>The rows as they are stored, in pixels.</summary>
    public required long Height { get; init; }

    /// <summary>Bytes of a decoded pixel.</summary>
    public required double PixelBytes { get; init; }

    /// <summary>Bytes for every pixel of the picture that are in memory until the last is decoded; 0 where the picture is decoded row by row.</summary>
    public double WholeBytes { get; init; }

    /// <summary>The option of libvips' loader that chooses the picture among several, and its value; null for the first picture.</summary>
    public (string Name, int Number)? Page { get; init; }

    /// <summary>Whether samples have more than eight bits, or are no whole numbers.</summary>
    public bool IsDeep { get; init; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">It is broken or cut short.</exception>
    /// <exception cref="NotSupportedException">It is of a form that is not read; the message names it.</exception>
    public static PictureHeader Read(HeaderBytes file, PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => JpegHeader.Read(file),
        PictureFormat.Png => PngHeader.Read(file),
        PictureFormat.Gif => GifHeader.Read(file),
        PictureFormat.WebP => WebPHeader.Read(file),
        PictureFormat.Tiff => TiffHeader.Read(file),
        PictureFormat.Avif or PictureFormat.Heic => HeifHeader.Read(file),
        PictureFormat.Raw => CameraFormats.RawHeader(),
        PictureFormat.Bmp => BmpHeader.ReadSize(file),
        PictureFormat.Pnm => PnmHeader.Read(file).ToPicture(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>What decoding takes beside the file itself, in bytes: an estimate, and rather too much than too little.</summary>
    /// <param name="width">The columns, if the decoder found others than the header.</param>
    /// <param name="height">The rows.</param>
    /// <param name="whole">Whether all pixels are needed at once, whatever the format.</param>
    public long DecodeBytes(long width, long height, bool whole) =>
        (long)Math.Min(long.MaxValue / 4, ((WholeBytes + (whole ? PixelBytes : 0)) * width * height) + (PixelBytes * width * Math.Min(height, RowsHeld)));
}
