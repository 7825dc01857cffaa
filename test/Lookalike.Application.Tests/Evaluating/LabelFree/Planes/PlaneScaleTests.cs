using FsCheck.Xunit;
using Lookalike.Application.Evaluating.LabelFree.Planes;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Planes;

public sealed class PlaneScaleTests
{
    [Fact]
    public void A_plane_of_the_same_size_stays_as_it_is() => Assert.Equal([1, 2, 3, 4, 5, 6], Scale([1, 2, 3, 4, 5, 6], (2, 3), (2, 3)));

    [Fact]
    public void A_plane_that_grows_is_bilinear_and_repeats_its_border() => Assert.Equal([0, 1, 3, 4], Scale([0, 4], (1, 2), (1, 4)));

    [Fact]
    public void Every_pixel_of_a_plane_that_shrinks_counts()
    {
        // Each of two is the mean of all that are less than two pixels from its middle: weights 3, 3, 1 of 7.
        float[] scaled = Scale([7, 0, 0, 0, 7, 0, 0, 0], (2, 4), (1, 2));
        Assert.Equal(3, scaled[0], 1e-5);
        Assert.Equal(0, scaled[1], 1e-5);
    }

    [Property(MaxTest = 100)]
    public void A_plain_plane_stays_plain_in_every_size(byte height, byte width, byte toHeight, byte toWidth)
    {
        (int, int) from = (1 + (height % 50), 1 + (width % 50)), to = (1 + (toHeight % 50), 1 + (toWidth % 50));
        Assert.All(Scale([.. Enumerable.Repeat(100f, from.Item1 * from.Item2)], from, to), value => Assert.Equal(100, value, 1e-3));
    }

    private static float[] Scale(float[] plane, (int Height, int Width) from, (int Height, int Width) to)
    {
        float[] scaled = [.. Enumerable.Repeat(float.NaN, to.Height * to.Width)];
        new PlaneScale(from.Height, from.Width, to.Height, to.Width).Apply(plane, scaled);
        return scaled;
    }
}
