using Lookalike.Imaging;
using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PatchGridTests
{
    private static readonly PixelShape Shape = new(3, 18, 24);

    [Fact]
    public void A_patch_is_in_the_order_channel_row_column()
    {
        var grid = new PatchGrid(Shape);
        float[] pixels = [.. Enumerable.Range(0, Shape.Count).Select(i => (float)i)], patches = new float[grid.Count * grid.PatchSize];
        grid.Cut(pixels, patches);
        Assert.Equal((13, 19, 108), (grid.Rows, grid.Columns, grid.PatchSize));
        (int row, int column) = (4, 7);
        for (int i = 0; i < 108; i++)
        {
            int expected = (i / 36 * 18 * 24) + ((row + (i / 6 % 6)) * 24) + column + (i % 6);
            Assert.Equal(expected, patches[(((row * grid.Columns) + column) * 108) + i]);
        }
    }

    [Fact]
    public void The_patches_of_a_centred_image_have_the_mean_zero_in_each_channel()
    {
        var grid = new PatchGrid(Shape);
        float[] pixels = [.. PatchImages.Noise(Shape.Count, seed: 2).Select(b => b / 255f)], patches = new float[grid.Count * grid.PatchSize];
        grid.Centre(pixels);
        grid.Cut(pixels, patches);
        for (int channel = 0; channel < 3; channel++)
            Assert.Equal(0, patches.Where((_, i) => i % 108 / 36 == channel).Average(), 1e-6);
    }

    [Fact]
    public void The_patches_of_a_mirrored_image_are_the_mirrored_patches_in_mirrored_places()
    {
        var grid = new PatchGrid(Shape);
        float[] pixels = [.. PatchImages.Noise(Shape.Count, seed: 3).Select(b => b / 255f)], mirrored = [.. pixels];
        for (int start = 0; start < mirrored.Length; start += 24) mirrored.AsSpan(start, 24).Reverse();
        float[] patch = new float[108], other = new float[108];
        for (int position = 0; position < grid.Count; position++)
        {
            grid.Cut(pixels, position, patch);
            grid.Cut(mirrored, position - (2 * (position % grid.Columns)) + grid.Columns - 1, other);
            Assert.Equal(PatchGrid.Mirror(patch), other);
            Assert.All(Enumerable.Range(0, 108), i => Assert.Equal(patch[i], other[PatchGrid.MirrorOf(i)]));
        }
    }
}
