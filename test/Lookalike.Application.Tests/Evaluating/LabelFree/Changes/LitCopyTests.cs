using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Changes;

public sealed class LitCopyTests
{
    [Fact]
    public void A_copy_of_other_brightness_has_seven_tenths_of_the_contrast_and_a_tenth_more_light() =>
        Assert.Equal([26, 96, 166, 204], SampleCopy.Of(CopyChange.Brightness, [0, 100, 200, 255], new PixelShape(1, 2, 2)));

    [Fact]
    public void A_darker_copy_has_half_the_light() =>
        Assert.Equal([0, 50, 101, 128], SampleCopy.Of(CopyChange.Darker, [0, 100, 201, 255], new PixelShape(1, 2, 2)));

    [Fact]
    public void A_grey_copy_has_the_lightness_of_each_colour_in_all_channels()
    {
        // Red, green, blue, white: plane by plane.
        byte[] copy = SampleCopy.Of(CopyChange.Grey, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255], new PixelShape(3, 2, 2));
        Assert.Equal([76, 150, 29, 255, 76, 150, 29, 255, 76, 150, 29, 255], copy);
    }

    [Fact]
    public void Noise_has_its_standard_deviation_about_the_image_and_follows_the_seed()
    {
        var shape = new PixelShape(1, 100, 100);
        byte[] grey = SampleCopy.Plain(shape, 128), copy = SampleCopy.Of(CopyChange.Noise, grey, shape, seed: 3);

        double mean = copy.Average(v => (double)v);
        Assert.InRange(mean, 127, 129);
        Assert.InRange(Math.Sqrt(copy.Average(v => (v - mean) * (v - mean))), 12.25, 13.25);
        Assert.Equal(copy, SampleCopy.Of(CopyChange.Noise, grey, shape, seed: 3));
        Assert.NotEqual(copy, SampleCopy.Of(CopyChange.Noise, grey, shape, seed: 4));
    }

    [Fact]
    public void A_JPEG_copy_differs_from_its_image_but_is_near_it()
    {
        var shape = new PixelShape(3, 16, 16);
        byte[] image = [.. Enumerable.Range(0, shape.Count).Select(i => (byte)(((i % 16) * 9) + (i / 256 * 40)))], copy = SampleCopy.Of(CopyChange.Jpeg, image, shape);

        Assert.NotEqual(image, copy);
        Assert.InRange(image.Zip(copy, (a, b) => Math.Abs(a - b)).Average(), 0.1, 12);
    }
}
