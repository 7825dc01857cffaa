using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Datasets;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class IndexedSetImagesTests
{
    [Fact]
    public async Task Of_more_images_than_are_wanted_some_are_picked_evenly_each_with_its_own_vector()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 100, 1, 2, 3);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        RankedImages images = await IndexedSetImages.ReadAsync(made.Index, [set], made.Encoder.Description.PixelCount, maximum: 10, TestContext.Current.CancellationToken);

        Assert.Equal(10, images.Count);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(set[i * 10].ToArray(), images[i].ToArray());
            Assert.Equal(set[i * 10].ToArray().Select(v => v / 255f), images.Vectors!.Value.Slice(i * 6, 6).ToArray());
        }
    }
}
