namespace Lookalike.Imaging.Formats;

/// <summary>
/// The header of a HEIF file, AVIF or HEIC: which item is its picture, how that is coded and how large it is. Formats: ISO/IEC 14496-12 (boxes, 8.11: meta),
/// ISO/IEC 23008-12 (HEIF: properties), AV1 Codec ISO Media File Format Binding (av1C).
/// </summary>
internal static class HeifHeader
{
    /// <summary>What decoding takes for every pixel, however it is stored: the picture in two forms, and copies on the way.</summary>
    private const double WholeBytes = 14;

    public static PictureHeader Read(HeaderBytes file)
    {
        HeifBox meta = HeifBox.Find(HeifBox.All(file, 0, file.Length), "meta") ?? throw new NotSupportedException("a film without a still picture");
        HeifBox[] parts = [.. HeifBox.All(file, meta.Start + 4, meta.End)];
        HeifItems items = HeifItems.Read(file, parts);
        bool isHevc = items.Coding is "hvc1" or "hev1";
        if (!(items.Coding is "av01" or "" || (isHevc && CameraFormats.AreRead)))
            throw new NotSupportedException(isHevc ? "HEIC" : $"a HEIF picture coded as {items.Coding}");

        var properties = HeifProperties.Read(file, parts, items.Primary);
        long width = properties.Width, height = properties.Height;
        double samples = properties.SampleBytes, larger = 1;
        if (items.IsCoded && items.DataAt > 0 && Av1Sequence.TryReadSize(file, items.DataAt, out long codedWidth, out long codedHeight))
        {
            if (width > codedWidth || height > codedHeight)
                throw new InvalidDataException($"its header says {width} x {height} pixels, and what is coded is {codedWidth} x {codedHeight}");
            larger = (double)codedWidth * codedHeight / Math.Max(1, width * height);
        }

        return new PictureHeader
        {
            Format = isHevc ? PictureFormat.Heic : PictureFormat.Avif,
            Width = width,
            Height = height,
            PixelBytes = 4,
            WholeBytes = larger * (WholeBytes + (2 * samples)),
        };
    }
}
