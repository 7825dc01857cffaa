using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Application.Tests.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class PictureHashTests
{
    [Fact]
    public void A_difference_hash_says_which_pixels_are_lighter_than_their_right_neighbours()
    {
        float[] falling = [.. Enumerable.Range(0, 72).Select(i => 100f - (i % 9))], rising = [.. Enumerable.Range(0, 72).Select(i => (float)(i % 9))];
        Assert.Equal(Enumerable.Repeat(1f, 64), Hash(PictureHash.Difference, falling, 8, 9));
        Assert.Equal(new float[64], Hash(PictureHash.Difference, rising, 8, 9));
    }

    [Fact]
    public void A_perceptual_hash_says_which_low_frequencies_are_above_the_median()
    {
        // One wave across and no other: only its coefficient, the first after the mean, is above the others, which are next to nothing.
        float[] wave = [.. Enumerable.Range(0, 1024).Select(i => (float)(100 + (50 * Math.Cos(Math.PI * ((2 * (i % 32)) + 1) / 64))))];
        float[] hash = Hash(PictureHash.Perceptual, wave, 32, 32), opposite = Hash(PictureHash.Perceptual, [.. wave.Select(value => 200 - value)], 32, 32);
        Assert.Equal((63, 1f, 0f), (hash.Length, hash[0], opposite[0]));
    }

    [Fact]
    public void About_half_the_bits_of_a_perceptual_hash_are_set() =>
        Assert.Equal(31, Hash(PictureHash.Perceptual, [.. SampleCopy.Noise(new PixelShape(1, 40, 50), 1).Select(value => (float)value)], 40, 50).Sum());

    [Fact]
    public void Hashes_of_images_are_vectors_of_bits_that_light_does_not_change_and_another_image_does()
    {
        var shape = new PixelShape(3, 48, 40);
        byte[] image = Spots(shape, seed: 1), darker = SampleCopy.Of(CopyChange.Darker, image, shape), other = Spots(shape, seed: 2);
        foreach (HashVectors vectors in (HashVectors[])[new(shape, PictureHash.Perceptual), new(shape, PictureHash.Difference)])
        {
            float[] made = new float[3 * vectors.Dimension];
            vectors.Make([.. image, .. darker, .. other], 3, made);

            Assert.Equal(DistanceMetric.Hamming, vectors.Metric);
            Assert.All(made, bit => Assert.True(bit is 0 or 1));
            float near = Apart(made, vectors.Dimension, 1), far = Apart(made, vectors.Dimension, 2);
            Assert.True(near <= 4 && far >= 16, $"{vectors.Name}: {near} bits apart from the darker one, {far} from the other");
        }
    }

    [Fact]
    public void Hashes_have_the_names_and_sizes_that_they_are_known_by() => Assert.Equal(
        [("pHash", 63), ("dHash", 64)], new[] { PictureHash.Perceptual, PictureHash.Difference }.Select(hash => (hash.Name, hash.Count)));

    private static float Apart(float[] made, int dimension, int image) =>
        VectorDistance.Compute(DistanceMetric.Hamming, made.AsSpan(0, dimension), made.AsSpan(image * dimension, dimension));

    /// <summary>Large spots of any colour, as no hash of low frequencies could tell the pixels of noise.</summary>
    private static byte[] Spots(PixelShape shape, int seed)
    {
        byte[] colours = SampleCopy.Noise(new PixelShape(shape.Channels, 6, 5), seed);
        return [.. Enumerable.Range(0, shape.Count).Select(i => colours[(i / (40 * 8) * 5) + (i % 40 / 8)])];
    }

    private static float[] Hash(PictureHash hash, float[] grey, int height, int width)
    {
        float[] bits = new float[hash.Count];
        hash.Make(grey, hash.ScaleOf(height, width), bits);
        return bits;
    }
}
