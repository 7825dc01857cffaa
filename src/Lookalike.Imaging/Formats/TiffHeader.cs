namespace Lookalike.Imaging.Formats;

/// <summary>
/// The header of a TIFF: which of its pictures is meant, and how it is stored. Raw files of cameras are TIFFs whose first picture is a small
/// preview; they are told by what only they have. Format: TIFF 6.0; TIFF/EP (ISO 12234-2); DNG 1.4.
/// </summary>
internal static class TiffHeader
{
    private const int SubfileType = 254, Width = 256, Height = 257, Bits = 258, Compression = 259, Photometric = 262, Samples = 277, RowsPerStrip = 278,
        Planar = 284, TileWidth = 322, TileHeight = 323, SubDirectories = 330, SampleFormat = 339, DngVersion = 50706;

    private const int ColourFilterArray = 32803, LinearRaw = 34892;

    /// <summary>Directories that are looked at: of a scan with a thousand pages the first few tell.</summary>
    private const int MaxDirectories = 8;

    public static PictureHeader Read(HeaderBytes file)
    {
        bool bigEndian = file.Byte(0) == 'M', large = file.UInt16(2, bigEndian) == 43;
        long first = large ? (long)file.UInt64(8, bigEndian) : file.UInt32(4, bigEndian);
        List<(TiffDirectory Directory, (string, int)? Page)> all = Directories(file, first, bigEndian, large);
        bool isCanon = file.Length > 10 && file.Slice(8, 2).SequenceEqual("CR"u8);
        if (isCanon || all.Any(one => IsRaw(one.Directory)))
            return CameraFormats.AreRead ? CameraFormats.RawHeader() : throw new NotSupportedException("a RAW file of a camera");

        // A preview that says so gives way to the largest picture that is none.
        (TiffDirectory chosen, (string, int)? page) = all[0];
        if (IsReduced(chosen) && all.Any(one => !IsReduced(one.Directory)))
            (chosen, page) = all.Where(one => !IsReduced(one.Directory)).MaxBy(one => one.Directory.First(Width, 0) * one.Directory.First(Height, 0));

        return Header(chosen, page);
    }

    private static List<(TiffDirectory Directory, (string, int)? Page)> Directories(HeaderBytes file, long first, bool bigEndian, bool large)
    {
        var all = new List<(TiffDirectory Directory, (string, int)? Page)>();
        long at = first;
        while (at != 0 && all.Count < MaxDirectories)
        {
            TiffDirectory directory;
            try
            {
                directory = TiffDirectory.Read(file, at, bigEndian, large);
            }
            catch (InvalidDataException) when (all.Count > 0)
            {
                // The pages behind the first are not read.
                break;
            }

            int page = all.Count;
            all.Add((directory, page == 0 ? null : ("page", page)));
            if (page == 0) AddSubDirectories(file, directory, bigEndian, large, all);
            at = all.Count > page + 1 ? 0 : directory.Next;
        }

        return all.Count > 0 ? all : throw new InvalidDataException("it has no directory");
    }

    private static void AddSubDirectories(
        HeaderBytes file, TiffDirectory parent, bool bigEndian, bool large, List<(TiffDirectory Directory, (string, int)? Page)> all)
    {
        IReadOnlyList<long> offsets = parent.All(SubDirectories);
        for (int i = 0; i < offsets.Count && all.Count < MaxDirectories; i++)
        {
            try
            {
                all.Add((TiffDirectory.Read(file, offsets[i], bigEndian, large), ("subifd", i)));
            }
            catch (InvalidDataException)
            {
                // Whatever hangs below the first picture, the first is there.
            }
        }
    }

    private static bool IsReduced(TiffDirectory directory) => (directory.First(SubfileType, 0) & 1) != 0;

    /// <summary>Codings of Sony, Kodak, Nikon, Pentax and Samsung.</summary>
    private static bool IsOfCamera(long compression) => compression is 32767 or 32769 or 32770 or 32867 or 34713 or 65000 or 65535;

    private static PictureHeader Header(TiffDirectory directory, (string, int)? page)
    {
        long width = directory.First(Width, 0), height = directory.First(Height, 0), bits = directory.First(Bits, 1), format = directory.First(SampleFormat, 1);
        if (width < 1 || height < 1) throw new InvalidDataException($"expected a picture with pixels, found {width} x {height}");
        if (format is 5 or 6) throw new NotSupportedException("a TIFF of complex numbers");
        if (format == 3 && bits != 32) throw new NotSupportedException($"a TIFF of {bits}-bit floating-point numbers");
        if (bits is not (1 or 2 or 4 or 8 or 16 or 32)) throw new NotSupportedException($"a TIFF of {bits}-bit numbers");

        double pixel = directory.First(Samples, 1) * Math.Max(1, bits / 8);
        long tileWidth = directory.First(TileWidth, 0), tileHeight = directory.First(TileHeight, 0);
        bool tiled = tileWidth > 0 && tileHeight > 0, planes = directory.First(Planar, 1) == 2;

        // A row of tiles, or a strip of each plane, is decoded as one.
        double rows = tiled ? tileHeight : planes ? Math.Min(height, directory.First(RowsPerStrip, height)) : 0;
        double columns = tiled ? Math.Max(tileWidth, width) : width;
        return new PictureHeader
        {
            Format = PictureFormat.Tiff,
            Width = width,
            Height = height,
            PixelBytes = Math.Max(pixel, 3),
            WholeBytes = 2 * pixel * rows * columns / ((double)width * height),
            Page = page,
            IsDeep = bits > 8 || format is 2 or 3,
        };
    }

    private static bool IsRaw(TiffDirectory directory) =>
        directory.Has(DngVersion) || directory.First(Photometric, 0) is ColourFilterArray or LinearRaw || IsOfCamera(directory.First(Compression, 1));
}
