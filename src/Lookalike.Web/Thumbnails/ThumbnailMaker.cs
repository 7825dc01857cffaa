using Lookalike.Application.Searching;
using Lookalike.Imaging.Copies;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;
using Lookalike.Web.Limits;
using Lookalike.Web.Pictures;
using Lookalike.Web.Serving;

namespace Lookalike.Web.Thumbnails;

/// <summary>Makes indexed images small, once each: upright, in sRGB, as WebP, without what else their files say. Thread-safe.</summary>
internal sealed class ThumbnailMaker(ThumbnailFile kept, PictureWork work)
{
    private const int MaxEmbeddedBytes = 4096;

    /// <summary>The longer sides that there are, in pixels.</summary>
    public static IReadOnlyList<int> Sides { get; } = [64, 160, 320];

    /// <summary>Whether the hash of a record is one: of a damaged record it may be anything.</summary>
    public static bool IsHash(string hash) => hash.Length == 32 && hash.All(char.IsAsciiHexDigitLower);

    /// <summary>The thumbnail of an image, as the bytes of a file.</summary>
    /// <param name="record">The record.</param>
    /// <param name="side">Its longer side at most, one of <see cref="Sides"/>.</param>
    /// <param name="moment">What is opened.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="Faults.ProblemException">The image is gone or has changed, and was never shown at this size.</exception>
    public async Task<byte[]> GetAsync(ImageRecord record, int side, Moment moment, CancellationToken cancellationToken)
    {
        bool isKept = IsHash(record.ContentHash);
        if (isKept && kept.Find(record.ContentHash, side) is { } known) return known;
        byte[] made = await work.RunAsync(moment.Opened, _ => Make(record, side, moment), cancellationToken).ConfigureAwait(false);
        if (isKept) kept.Keep(record.ContentHash, side, made);
        return made;
    }

    /// <summary>
    /// The thumbnail of an image as a data URL; null where none is asked for, where it is not kept yet, or where it is as well asked for on its own.
    /// A browser spends as much on asking for a picture as on receiving a few thousand bytes of it.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="side">Its longer side at most, one of <see cref="Sides"/>; null for none.</param>
    public string? Embed(ImageRecord record, int? side) =>
        side is not null && IsHash(record.ContentHash) && kept.Find(record.ContentHash, side.Value) is { Length: <= MaxEmbeddedBytes } bytes
            ? $"data:image/webp;base64,{Convert.ToBase64String(bytes)}" : null;

    private static byte[] Make(ImageRecord record, int side, Moment moment)
    {
        byte[] file = PictureSource.Read(record, moment);
        ShownImage small = ShownImage.Small(file, record.Key, side, PictureReader.DefaultMaxPixels);
        return WebPFile.Write(small.Pixels.Span, small.Shape);
    }
}
