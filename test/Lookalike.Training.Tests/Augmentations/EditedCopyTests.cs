using FsCheck.Xunit;
using Lookalike.Training.Augmentations;

namespace Lookalike.Training.Tests.Augmentations;

public sealed class EditedCopyTests
{
    private const int Side = 24;

    private static readonly float[] Image = Noise(3 * Side * Side, seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_any_range_a_copy_is_the_image(ulong seed)
    {
        float[] copy = Copy(new Augmentation(), seed);
        Assert.All(Image.Zip(copy), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void A_sure_flip_mirrors_left_to_right()
    {
        float[] copy = Copy(new Augmentation { Flip = 1 }, seed: 1);
        for (int i = 0; i < copy.Length; i++) Assert.Equal(Image[(i / Side * Side) + Side - 1 - (i % Side)], copy[i], 1e-4f);
    }

    [Fact]
    public void Recoloured_copies_keep_where_things_lie_and_some_are_grey()
    {
        int grey = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            float[] copy = Copy(new Augmentation { Recolour = 1 }, seed);
            int plane = Side * Side;
            if (Enumerable.Range(0, plane).All(i => Math.Abs(copy[i] - copy[plane + i]) < 1e-5f && Math.Abs(copy[i] - copy[(2 * plane) + i]) < 1e-5f)) grey++;
        }

        Assert.InRange(grey, 50, 110); // 40 of 100
        float[] channel = Copy(new Augmentation { Recolour = 1 }, seed: 3, channels: 1);
        Assert.All(Image.Zip(channel), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void A_copy_on_a_page_shows_all_of_the_image_within_it()
    {
        float[] white = new float[Side * Side];
        Array.Fill(white, 0.5f);
        for (ulong seed = 0; seed < 50; seed++)
        {
            float[] copy = Copy(new Augmentation { Page = 1 }, white, seed, 1);
            int shown = copy.Count(value => Math.Abs(value - 0.5f) < 1e-3f);
            Assert.InRange(shown, copy.Length / 5, copy.Length - 1);
        }
    }

    [Fact]
    public void Darker_copies_are_as_dark_as_the_range_allows_and_no_darker()
    {
        double mean = Image.Average(), darkest = double.MaxValue, lightest = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            double copy = Copy(new Augmentation { Brightness = 0.6 }, seed).Average();
            (darkest, lightest) = (Math.Min(darkest, copy), Math.Max(lightest, copy));
        }

        Assert.InRange(darkest / mean, 0.399, 0.45);
        Assert.InRange(lightest / mean, 1.3, 1.6);
    }

    [Fact]
    public void A_smaller_copy_shows_the_same_image()
    {
        float[] ramp = [.. Enumerable.Range(0, 48 * 48).Select(i => (i % 48) / 48f)], copy = new float[32 * 32];
        EditedCopy.Make(new ImagePlanes(ramp, 1, 48, 48), new Augmentation(), new CopyRandom(1), new ImagePlanes(copy, 1, 32, 32));
        for (int i = 0; i < copy.Length; i++) Assert.Equal((((i % 32) + 0.5f) * 1.5f / 48) - (0.5f / 48), copy[i], 1e-4f);
    }

    [Property(MaxTest = 60)]
    public void A_copy_follows_from_its_stream_and_stays_in_range_whatever_the_shape(int seed, byte height, byte width, bool colour)
    {
        (int channels, int rows, int columns) = (colour ? 3 : 1, 1 + (height % 40), 1 + (width % 40));
        float[] image = Noise(channels * rows * columns, seed);
        float[] Make(ulong stream)
        {
            float[] copy = new float[image.Length];
            var target = new ImagePlanes(copy, channels, rows, columns);
            EditedCopy.Make(new ImagePlanes(image, channels, rows, columns), Augmentation.For(AugmentationProfile.Edits), new CopyRandom(stream), target);
            return copy;
        }

        float[] first = Make((ulong)(uint)seed);
        Assert.Equal(first, Make((ulong)(uint)seed));
        Assert.All(first, value => Assert.InRange(value, 0, 1));
    }

    private static float[] Copy(Augmentation ranges, ulong seed, int channels = 3) => Copy(ranges, Image, seed, channels);

    private static float[] Copy(Augmentation ranges, float[] image, ulong seed, int channels)
    {
        float[] copy = new float[image.Length];
        int rows = image.Length / channels / Side;
        EditedCopy.Make(new ImagePlanes(image, channels, rows, Side), ranges, new CopyRandom(seed), new ImagePlanes(copy, channels, rows, Side));
        return copy;
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 0.25f + (0.3f * random.NextSingle()))];
    }
}
