using FsCheck.Xunit;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class ChangedCopyTests
{
    [Theory]
    [InlineData(28, 2)]
    [InlineData(56, 4)]
    [InlineData(5, 1)]
    public void A_shifted_copy_lies_a_fourteenth_of_the_side_to_the_right_and_below_and_repeats_the_border(int side, int shift)
    {
        var shape = new PixelShape(1, side, side);
        byte[] image = Noise(shape, seed: 1), copy = Copy(CopyChange.Shifted, image, shape);

        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
                Assert.Equal(image[(Math.Max(0, y - shift) * side) + Math.Max(0, x - shift)], copy[(y * side) + x]);
        }
    }

    [Fact]
    public void A_cropped_copy_shows_the_inner_part_about_its_middle()
    {
        var shape = new PixelShape(1, 12, 20);
        byte[] ramp = [.. Enumerable.Range(0, shape.Count).Select(i => (byte)(10 * (i % 20)))];
        byte[] copy = Copy(CopyChange.Cropped, ramp, shape);

        // The middle of the ramp is at 95; a pixel of the copy is 0.85 pixels of the image.
        for (int i = 0; i < copy.Length; i++) Assert.InRange(copy[i] - (95 + (8.5 * ((i % 20) - 9.5))), -0.51, 0.51);
    }

    [Fact]
    public void A_copy_of_other_brightness_has_seven_tenths_of_the_contrast_and_a_tenth_more_light()
    {
        Assert.Equal([26, 96, 166, 204], Copy(CopyChange.Brightness, [0, 100, 200, 255], new PixelShape(1, 2, 2)));
    }

    [Fact]
    public void Noise_has_its_standard_deviation_about_the_image_and_follows_the_seed()
    {
        var shape = new PixelShape(1, 100, 100);
        byte[] grey = new byte[shape.Count];
        Array.Fill(grey, (byte)128);

        byte[] copy = Copy(CopyChange.Noise, grey, shape, seed: 3);

        double mean = copy.Average(v => (double)v);
        Assert.InRange(mean, 127, 129);
        Assert.InRange(Math.Sqrt(copy.Average(v => (v - mean) * (v - mean))), 12.25, 13.25);
        Assert.Equal(copy, Copy(CopyChange.Noise, grey, shape, seed: 3));
        Assert.NotEqual(copy, Copy(CopyChange.Noise, grey, shape, seed: 4));
    }

    [Fact]
    public void A_JPEG_copy_differs_from_its_image_but_is_near_it()
    {
        var shape = new PixelShape(3, 16, 16);
        byte[] image = [.. Enumerable.Range(0, shape.Count).Select(i => (byte)(((i % 16) * 9) + (i / 256 * 40)))];

        byte[] copy = Copy(CopyChange.Jpeg, image, shape);

        Assert.NotEqual(image, copy);
        Assert.InRange(image.Zip(copy, (a, b) => Math.Abs(a - b)).Average(), 0.1, 12);
    }

    [Property(MaxTest = 50)]
    public void The_colours_of_an_image_are_changed_each_as_grey_would_be(int seed, byte height, byte width)
    {
        var colour = new PixelShape(3, 1 + (height % 20), 1 + (width % 20));
        var grey = new PixelShape(1, colour.Height, colour.Width);
        byte[] image = Noise(colour, seed);
        foreach (CopyChange change in (CopyChange[])[CopyChange.Shifted, CopyChange.Cropped, CopyChange.Brightness])
            Assert.Equal(image.Chunk(grey.Count).SelectMany(plane => Copy(change, plane, grey)), Copy(change, image, colour));
    }

    [Property(MaxTest = 50)]
    public void A_plain_image_stays_as_it_is_where_pixels_are_only_moved(byte value, byte height, byte width)
    {
        var shape = new PixelShape(1, 1 + (height % 20), 1 + (width % 20));
        byte[] image = new byte[shape.Count];
        Array.Fill(image, value);
        Assert.Equal(image, Copy(CopyChange.Shifted, image, shape));
        Assert.Equal(image, Copy(CopyChange.Cropped, image, shape));
    }

    private static byte[] Noise(PixelShape shape, int seed)
    {
        byte[] image = new byte[shape.Count];
        new Random(seed).NextBytes(image);
        return image;
    }

    private static byte[] Copy(CopyChange change, byte[] image, PixelShape shape, int seed = 0)
    {
        byte[] copy = new byte[image.Length];
        ChangedCopy.Make(change, image, shape, seed, copy);
        return copy;
    }
}
