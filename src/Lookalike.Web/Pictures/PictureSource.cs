using Lookalike.Application.Searching;
using Lookalike.Imaging.Copies;
using Lookalike.Index.Records;
using Lookalike.Web.Faults;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Pictures;

/// <summary>An indexed image as the bytes of a picture file: its own file, or for an image of a data set one that has the same pixels.</summary>
internal static class PictureSource
{
    /// <summary>Reads it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="moment">What is opened.</param>
    /// <exception cref="ProblemException">It is gone, has changed, or lies outside its folder.</exception>
    public static byte[] Read(ImageRecord record, Moment moment)
    {
        if (record.Path is not null) return OriginalFile.ReadAll(record, moment.Description.Roots, Bounds.PictureBytes);
        ShownImage shown = moment.Opened.ShowOfDataset(record.Key);
        return shown.Fault is null ? WebPFile.WriteExact(shown.Pixels.Span, shown.Shape)
            : throw new ProblemException(ProblemType.Gone, "The image is not there any more.");
    }
}
