using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Ink;
using Lookalike.Imaging.Margins;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading.Memory;
using Lookalike.Imaging.Telemetry;
using NetVips;

namespace Lookalike.Imaging.Reading;

/// <summary>One picture as it is read: from the bytes of its file to a model's input.</summary>
/// <param name="reader">How it is fitted, and its limits.</param>
/// <param name="file">The file.</param>
/// <param name="name">What messages call it.</param>
/// <param name="cancellationToken">Ends the waiting for memory.</param>
internal sealed class PictureReading(PictureReader reader, LoadedFile file, string name, CancellationToken cancellationToken)
{
    /// <summary>Reads it.</summary>
    /// <param name="shape">What the model takes.</param>
    /// <param name="background">As for <see cref="PictureReader.Read(string, PixelShape, byte?)"/>.</param>
    /// <exception cref="PictureException">It is no picture, or a broken one, or too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Picture Read(PixelShape shape, byte? background)
    {
        PictureFormat? format = null;
        try
        {
            PictureHeader header = ReadHeader(ref format);
            Picture picture = Read(header, shape, background);
            ImagingTelemetry.CountRead(header.Format);
            return picture;
        }
        catch (PictureException e)
        {
            ImagingTelemetry.CountRefused(e.Fault, format);
            throw;
        }
    }

    /// <summary>Reads how large it is once upright, and refuses what has too many pixels.</summary>
    /// <exception cref="PictureException">It is no picture, or has a broken header, or is too large.</exception>
    public (int Width, int Height) Measure()
    {
        PictureFormat? format = null;
        PictureHeader header = ReadHeader(ref format);
        if ((double)header.Width * header.Height > reader.MaxPixels)
            throw PictureFaults.TooManyPixels(name, header.Width, header.Height, reader.MaxPixels);
        LibVips.Start();
        using IPictureSource source = Open(Whole(header), header);
        if ((double)source.Width * source.Height > reader.MaxPixels)
            throw PictureFaults.TooManyPixels(name, source.Width, source.Height, reader.MaxPixels);
        return (source.Width, source.Height);
    }

    /// <summary>Finds what stands around the picture that is in it.</summary>
    /// <returns>The part inside; null where nothing stands around it.</returns>
    /// <exception cref="PictureException">It is no picture, or a broken one, or too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PictureArea? FindInside()
    {
        PictureFormat? format = null;
        PictureHeader header = ReadHeader(ref format);
        var shape = new PixelShape(3, PictureMargins.Side, PictureMargins.Side);
        Admit(header, header.Width, header.Height, shape);
        LibVips.Start();
        (Raster raster, int width, int height, _) = Decode(Whole(header), header, shape, PictureFit.Pad, reader.Area);
        if (PictureMargins.Find(Transparency.Flatten(raster, background: null)) is not { } inside) return null;
        PictureArea whole = reader.Area ?? new PictureArea(0, 0, width, height);
        return inside.Scaled(raster.Width, raster.Height, whole);
    }

    private Picture Read(PictureHeader header, PixelShape shape, byte? background)
    {
        Admit(header, header.Width, header.Height, shape);

        LibVips.Start();
        byte[] whole = Whole(header);
        (Raster raster, int width, int height, bool isPreview) = Decode(whole, header, shape, reader.Fit, reader.Area);
        raster = Transparency.Flatten(raster, background);
        bool inverted = background is byte value && Polarity.IsOpposite(raster, value);
        if (inverted) Polarity.Invert(raster);
        byte[] pixels = Canvas.Centre(raster, shape, background);
        if (reader.InkBox is not { } box || shape.Channels != 1 || background is null || IsFramed(pixels, shape, box))
            return new Picture(shape, pixels, inverted, PictureInk.AsItIs, width, height) { IsPreview = isPreview };

        byte[]? framed = InkReading.Frame(ReadSheet, reader.Area ?? new PictureArea(0, 0, width, height), shape, box);
        return new Picture(shape, framed ?? pixels, inverted, framed is null ? PictureInk.Blank : PictureInk.Framed, width, height)
        {
            IsPreview = isPreview,
        };

        // Decoded once more, because the pixels of a source are read once.
        Raster ReadSheet(PictureArea? part, int side) =>
            Transparency.Flatten(Decode(whole, header, new PixelShape(3, side, side), PictureFit.Pad, part ?? reader.Area).Raster, background);
    }

    /// <summary>Whether pixels are made as the model's images; scaling may have blurred a drawing by a pixel at each end.</summary>
    private static bool IsFramed(byte[] pixels, PixelShape shape, int box) =>
        CentredInk.SideOf(pixels, shape.Height, shape.Width) is { } side && Math.Abs(side - box) <= 1;

    /// <summary>What is decoded: the file, but of a JPEG that lacks its end marker and nothing else, the file with it.</summary>
    private byte[] Whole(PictureHeader header)
    {
        byte[] encoded = file.Encoded;
        if (header.Format != PictureFormat.Jpeg || !JpegEnd.IsMissing(encoded)) return encoded;
        return JpegEnd.Complete(encoded) ?? throw PictureFaults.Broken(name, header.Width, header.Height, PictureDamage.Find(encoded, header.Format));
    }

    private (Raster Raster, int Width, int Height, bool IsPreview) Decode(
        byte[] encoded, PictureHeader header, PixelShape shape, PictureFit fit, PictureArea? area)
    {
        using IPictureSource source = Open(encoded, header);
        Admit(header, source.Width, source.Height, shape);
        if (area is not null && !area.LiesIn(source.Width, source.Height)) throw PictureFaults.OutOfBounds(name, source.Width, source.Height, area);
        try
        {
            return (source.Fit(shape, fit, area), source.Width, source.Height, source.IsPreview);
        }
        catch (VipsException)
        {
            throw PictureFaults.Broken(name, source.Width, source.Height, PictureDamage.Find(encoded, header.Format));
        }
        catch (InvalidDataException e)
        {
            throw PictureFaults.Broken(name, source.Width, source.Height, e.Message, e);
        }
    }

    /// <summary>Refuses a picture that is too large, and makes sure of the memory for any other.</summary>
    private void Admit(PictureHeader header, long width, long height, PixelShape shape)
    {
        if ((double)width * height > reader.MaxPixels) throw PictureFaults.TooManyPixels(name, width, height, reader.MaxPixels);
        long bytes = file.Length + reader.DecodeBytes(header, width, height, shape), limit = reader.Memory.Bytes;
        if (bytes > limit) throw PictureFaults.TooMuchMemory(name, header.Format, width, height, bytes, limit);
        file.Require(bytes, reader.Memory, cancellationToken);
    }

    /// <summary>Reads the header, and says what format it is of as soon as that is known.</summary>
    private PictureHeader ReadHeader(ref PictureFormat? found)
    {
        byte[] encoded = file.Encoded;
        if (encoded.Length == 0) throw PictureFaults.Empty(name);
        PictureFormat format = PictureSignature.Find(encoded) ?? throw PictureFaults.NotAPicture(name, encoded, encoded.Length);
        found = format;
        try
        {
            return PictureHeader.Read(new HeaderBytes(encoded), format);
        }
        catch (InvalidDataException e)
        {
            throw PictureFaults.BrokenHeader(name, format, e.Message, e);
        }
        catch (NotSupportedException e)
        {
            throw PictureFaults.Unsupported(name, e.Message);
        }
    }

    private IPictureSource Open(byte[] encoded, PictureHeader header)
    {
        try
        {
            return header.Format switch
            {
                PictureFormat.Bmp => new BmpPicture(encoded),
                PictureFormat.Pnm => new PnmPicture(encoded),
                PictureFormat.Heic or PictureFormat.Raw => CameraDecoder.Open(encoded, header.Format),
                _ => EncodedPicture.Open(encoded, header),
            };
        }
        catch (VipsException)
        {
            throw PictureFaults.BrokenHeader(name, header.Format, PictureDamage.Find(encoded, header.Format));
        }
        catch (InvalidDataException e)
        {
            throw PictureFaults.BrokenHeader(name, header.Format, e.Message, e);
        }
    }
}
