using System.Diagnostics;
using Lookalike.Core;
using Lookalike.Imaging;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

/// <summary>
/// What kind of pictures there are: whether all are grey, and how large they are. A sample of them is decoded at 32 pixels. Immutable.
/// </summary>
internal sealed class PictureSurvey
{
    /// <summary>The most pictures that are looked at, evenly spread over the files.</summary>
    internal const int MaxPictures = 500;

    /// <summary>
    /// How far the channels of a pixel may be apart in a picture that counts as grey, of 255: a scanner's tint or the rounding of JPEG is no colour.
    /// </summary>
    internal const int GreyTolerance = 8;

    /// <summary>Pictures of one size keep it up to this side, in pixels.</summary>
    internal const int LargestKeptSide = 64;

    /// <summary>Pictures of one size keep it down to this side, in pixels.</summary>
    internal const int SmallestKeptSide = 8;

    private const int LookSide = 32;
    private const int SmallSide = 32;
    private const int UsualSide = 64;
    private const int SmallMedian = 48;

    private PictureSurvey()
    {
    }

    /// <summary>How many pictures of the sample could be read.</summary>
    public int Pictures { get; private init; }

    /// <summary>Whether there are pictures and no pixel of any has channels further apart than <see cref="GreyTolerance"/>, seen at 32 pixels.</summary>
    public bool IsGrey { get; private init; }

    /// <summary>The channels that suit the pictures: 1 if they are grey, else 3.</summary>
    public int Channels => IsGrey ? 1 : 3;

    /// <summary>The median of the longer sides, in pixels; 0 where no picture could be read.</summary>
    public int MedianSide { get; private init; }

    /// <summary>The width that all pictures have, in pixels, if they are of one size; else null.</summary>
    public int? CommonWidth { get; private init; }

    /// <summary>The height that all pictures have, in pixels, if they are of one size; else null.</summary>
    public int? CommonHeight { get; private init; }

    /// <summary>Wall time that one file of the sample took, in seconds, on all the threads together.</summary>
    public double SecondsPerFile { get; private init; }

    /// <summary>Looks at a sample of the files.</summary>
    /// <param name="files">The files. Those with a fault are not looked at.</param>
    /// <param name="reader">What decodes, and its limits. A picture that it cannot read is passed over.</param>
    /// <param name="seed">The seed of the sample.</param>
    /// <param name="threads">How many pictures are decoded at once, at least 1.</param>
    /// <param name="cancellationToken">Looked at before every picture.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<PictureSurvey> OfAsync(
        IReadOnlyList<PictureFile> files, PictureReader reader, int seed, int threads, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(reader);
        PictureFile[] whole = [.. files.Where(f => f.Fault is null)];
        int[] chosen = [.. EvenSpread.Positions(whole.Length, Math.Min(MaxPictures, whole.Length), new Random(seed).NextDouble())];
        PictureFile[] sample = [.. chosen.Select(i => whole[i])];
        var pipeline = new PicturePipeline(reader, new PixelShape(3, LookSide, LookSide)) { Threads = threads };
        var sizes = new List<(int Width, int Height)>();
        bool grey = true;
        long start = Stopwatch.GetTimestamp();
        await foreach (PictureResult result in pipeline.ReadAsync(sample, cancellationToken).ConfigureAwait(false))
        {
            if (result.Picture is not { } picture) continue;
            sizes.Add((picture.SourceWidth, picture.SourceHeight));
            grey = grey && HasNoColour(picture.Pixels);
        }

        bool alike = sizes.Distinct().Count() == 1;
        int[] longer = [.. sizes.Select(s => Math.Max(s.Width, s.Height)).Order()];
        return new PictureSurvey
        {
            Pictures = sizes.Count,
            IsGrey = grey && sizes.Count > 0,
            MedianSide = longer.Length == 0 ? 0 : longer[longer.Length / 2],
            CommonWidth = alike ? sizes[0].Width : null,
            CommonHeight = alike ? sizes[0].Height : null,
            SecondsPerFile = sample.Length == 0 ? 0 : Stopwatch.GetElapsedTime(start).TotalSeconds / sample.Length,
        };
    }

    /// <summary>
    /// The shape that suits the pictures. Pictures of one size keep it where a network takes it and no side is larger than
    /// <see cref="LargestKeptSide"/> or smaller than <see cref="SmallestKeptSide"/>; else the shape is square, of 32 pixels where the median of the
    /// longer sides is below 48, and of 64 where it is not.
    /// </summary>
    /// <param name="sideMultiple">What both sides must be multiples of, by the longer side in pixels: what the network asks for.</param>
    public PixelShape Shape(Func<int, int> sideMultiple)
    {
        ArgumentNullException.ThrowIfNull(sideMultiple);
        if (CommonWidth is { } width && CommonHeight is { } height && IsKept(width, height, sideMultiple)) return new PixelShape(Channels, height, width);
        int square = MedianSide is > 0 and < SmallMedian ? SmallSide : UsualSide;
        return new PixelShape(Channels, square, square);
    }

    private static bool IsKept(int width, int height, Func<int, int> sideMultiple)
    {
        int longer = Math.Max(width, height), shorter = Math.Min(width, height);
        if (longer > LargestKeptSide || shorter < SmallestKeptSide) return false;
        int multiple = sideMultiple(longer);
        return longer % multiple == 0 && shorter % multiple == 0;
    }

    /// <param name="pixels">[3, height, width].</param>
    private static bool HasNoColour(byte[] pixels)
    {
        int plane = pixels.Length / 3;
        for (int i = 0; i < plane; i++)
        {
            int red = pixels[i], green = pixels[plane + i], blue = pixels[(2 * plane) + i];
            if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > GreyTolerance) return false;
        }

        return true;
    }
}
