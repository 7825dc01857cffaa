using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Changes;

public sealed class MovedCopyTests
{
    [Theory]
    [InlineData(28, 2)]
    [InlineData(56, 4)]
    [InlineData(5, 1)]
    public void A_shifted_copy_lies_a_fourteenth_of_the_side_to_the_right_and_below_and_repeats_the_border(int side, int shift)
    {
        var shape = new PixelShape(1, side, side);
        byte[] image = SampleCopy.Noise(shape, seed: 1), copy = SampleCopy.Of(CopyChange.Shifted, image, shape);

        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
                Assert.Equal(image[(Math.Max(0, y - shift) * side) + Math.Max(0, x - shift)], copy[(y * side) + x]);
        }
    }

    [Theory]
    [InlineData("Cropped", 0.85, 0.85)]
    [InlineData("StrongCrop", 0.6, 0.6)]
    [InlineData("SquareCrop", 0.75, 1)]
    public void A_cropped_copy_shows_the_inner_part_about_its_middle(string name, double across, double down)
    {
        var shape = new PixelShape(1, 12, 20);
        byte[] rising = [.. Enumerable.Range(0, shape.Count).Select(i => (byte)(10 * (i % 20)))], falling = [.. Enumerable.Range(0, shape.Count).Select(i => (byte)(10 * (i / 20)))];
        CopyChange change = Enum.Parse<CopyChange>(name);
        byte[] right = SampleCopy.Of(change, rising, shape), below = SampleCopy.Of(change, falling, shape);

        // The middle of the ramps is at 95 and at 55; a pixel of the copy is as much of one of the image as is kept.
        for (int i = 0; i < right.Length; i++)
        {
            Assert.InRange(right[i] - (95 + (10 * across * ((i % 20) - 9.5))), -0.51, 0.51);
            Assert.InRange(below[i] - (55 + (10 * down * ((i / 20) - 5.5))), -0.51, 0.51);
        }
    }

    [Fact]
    public void A_turned_copy_has_black_corners_and_lies_about_the_middle_at_five_degrees()
    {
        var shape = new PixelShape(1, 65, 65);
        byte[] white = SampleCopy.Of(CopyChange.Turned, SampleCopy.Plain(shape, 255), shape), line = new byte[shape.Count];
        for (int i = 32 * 65; i < 33 * 65; i++) line[i] = 255;
        byte[] slanted = SampleCopy.Of(CopyChange.Turned, line, shape);

        Assert.Equal([0, 0, 0, 0], new[] { white[0], white[64], white[64 * 65], white[^1] });
        Assert.Equal(255, white[(32 * 65) + 32]);

        // 24 pixels to either side of the middle the line is tan(5) times as far up or down.
        double rise = (Heaviest(slanted, 8) - Heaviest(slanted, 56)) / 48;
        Assert.InRange(Math.Abs(rise), Math.Tan(4.8 * Math.PI / 180), Math.Tan(5.2 * Math.PI / 180));

        static double Heaviest(byte[] image, int column)
        {
            double[] weights = [.. Enumerable.Range(0, 65).Select(row => (double)image[(row * 65) + column])];
            return weights.Select((weight, row) => weight * row).Sum() / weights.Sum();
        }
    }
}
