using Lookalike.Datasets;

namespace Lookalike.Application.Tests;

public sealed class RankedImagesTests
{
    [Fact]
    public async Task Of_more_images_than_are_wanted_some_are_picked_evenly_each_with_its_own_vector()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 100, 1, 2, 3);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        RankedImages images = await RankedImages.ReadAsync(made.Index, [set], made.Encoder, most: 10, TestContext.Current.CancellationToken);

        Assert.Equal(10, images.Pixels.Count);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(set[i * 10].ToArray(), images.Pixels[i].ToArray());
            Assert.Equal(set[i * 10].ToArray().Select(v => v / 255f), images.Vectors.Slice(i * 6, 6).ToArray());
        }
    }
}
