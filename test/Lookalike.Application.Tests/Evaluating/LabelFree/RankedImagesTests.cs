using FsCheck.Xunit;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Core;
using Lookalike.Datasets;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class RankedImagesTests
{
    [Property]
    public void Every_original_is_among_the_images_at_the_place_that_is_told(byte copied, byte others, byte originals, byte maximum)
    {
        ImageSet first = SampleIndex.Images("a", copied + 1, 1, 1, 4), second = SampleIndex.Images("b", others + 1, 1, 1, 4, seed: 2);
        int limit = 2 + maximum;
        int[] chosen = EvenSpread.Positions(first.Count, Math.Min(1 + originals, Math.Min(first.Count, limit)), 0.5);

        RankedImages images = RankedImages.Of(first, second, chosen, limit, out int[] places);

        Assert.Equal(Math.Min(first.Count + second.Count, limit), images.Count);
        Assert.Equal(chosen.Select(i => first[i].ToArray()), places.Select(place => images[place].ToArray()));
        Assert.Null(images.Vectors);
    }
}
