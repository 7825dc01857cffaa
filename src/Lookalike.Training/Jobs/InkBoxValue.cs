using Lookalike.Datasets;
using Lookalike.Imaging.Ink;

namespace Lookalike.Training.Jobs;

/// <summary>
/// Finds the box that the ink of every image fills, if they are all made as those of MNIST are. Search uses it to bring a photographed drawing
/// to it.
/// </summary>
internal static class InkBoxValue
{
    private const int MinImages = 20, MaxImages = 2000;

    /// <summary>The share of images that fill the same box, at least.</summary>
    private const double MinShare = 0.95;

    /// <summary>The longer side of the box in pixels, or null where the images are made otherwise, or too few to tell.</summary>
    /// <param name="images">Up to 2,000, evenly spread, are looked at.</param>
    public static int? Find(ImageSet images)
    {
        if (images.Channels != 1 || images.Count < MinImages) return null;
        int count = Math.Min(images.Count, MaxImages);
        int?[] sides =
        [
            .. Enumerable.Range(0, count).Select(i => CentredInk.SideOf(images[(int)((long)i * images.Count / count)], images.Height, images.Width)),
        ];
        IGrouping<int?, int?> commonest = sides.GroupBy(side => side).MaxBy(group => group.Count())!;
        return commonest.Count() >= MinShare * count ? commonest.Key : null;
    }
}
