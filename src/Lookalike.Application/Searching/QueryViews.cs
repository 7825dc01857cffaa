using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Reading.Memory;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Searching;

/// <summary>
/// A picture to search with is looked at more than once: as it is, without what stands around it, and, where that is asked for, in parts. An indexed image is
/// as near as the nearest of them, so no look takes a hit away.
/// </summary>
internal static class QueryViews
{
    /// <summary>The side of a part, as a share of the picture's.</summary>
    private const double PartShare = 0.7;

    /// <summary>Where the parts lie: in the middle and at the corners, as shares of the room that is left.</summary>
    private static readonly (double X, double Y)[] Places = [(0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)];

    /// <summary>Reads a picture.</summary>
    /// <param name="file">The file; it stays the caller's.</param>
    /// <param name="name">What the query is called, in messages too.</param>
    /// <param name="input">The model's input.</param>
    /// <param name="look">What of it is looked at.</param>
    /// <exception cref="PictureException">It is no picture, or one of too many pixels, or the part does not lie inside it.</exception>
    public static QueryImage Read(LoadedFile file, string name, Preprocessing input, QueryLook look)
    {
        PictureReader reader = input.NewReader(look.MaxPixels, look.Area);
        Picture picture = Read(reader, file, name, input);

        // What is drawn on a ground is framed as the model's images are; a part that was named is what is wanted, margins and all.
        PictureArea? inside = input.Background is null && look.Area is null ? reader.FindInside(file, name) : null;
        var views = new List<ReadOnlyMemory<byte>>();
        if (inside is not null && !TryAdd(inside)) inside = null;
        if (look.Parts)
        {
            foreach (PictureArea part in PartsOf(inside ?? look.Area ?? new PictureArea(0, 0, picture.SourceWidth, picture.SourceHeight))) Add(part);
        }

        return new QueryImage
        {
            Name = name,
            Pixels = picture.Pixels,
            Inverted = picture.Inverted,
            Ink = picture.Ink,
            IsPreview = picture.IsPreview,
            Inside = inside,
            OtherViews = views,
        };

        void Add(PictureArea area) => views.Add(Read(input.NewReader(look.MaxPixels, area), file, name, input).Pixels);

        // A part is cut from all of a picture, decoded, which can take more memory than there is for what the whole can be shrunk to while it is decoded.
        bool TryAdd(PictureArea area)
        {
            try
            {
                Add(area);
                return true;
            }
            catch (PictureException e) when (e.Fault == PictureFault.TooMuchMemory)
            {
                return false;
            }
        }
    }

    private static Picture Read(PictureReader reader, LoadedFile file, string name, Preprocessing input) =>
        reader.Read(file, name, input.Shape, input.Background, CancellationToken.None);

    private static IEnumerable<PictureArea> PartsOf(PictureArea whole)
    {
        int width = Math.Max(1, (int)(whole.Width * PartShare)), height = Math.Max(1, (int)(whole.Height * PartShare));
        return Places.Select(place => new PictureArea(
            whole.X + (int)((whole.Width - width) * place.X), whole.Y + (int)((whole.Height - height) * place.Y), width, height));
    }
}
