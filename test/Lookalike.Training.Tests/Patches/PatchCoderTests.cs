using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Objectives;
using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PatchCoderTests
{
    private static readonly PixelShape Colour = new(3, 32, 32);
    private static readonly PatchSettings Small = new() { Entries = 128, EntryLimit = 0.6, Directions = 24, Size = 16, Seed = 3 };

    [Theory]
    [InlineData(3, 32, 32)]
    [InlineData(1, 28, 28)]
    [InlineData(3, 64, 90)]
    public void Images_of_like_structure_are_near_whatever_their_tone(int channels, int height, int width)
    {
        ImageSet images = PatchImages.Stripes(160, new PixelShape(channels, height, width), directions: 4, seed: 1);
        float[] codes = Codes(PatchCoder.Fit(images, Small, threads: 2, cancellationToken: TestContext.Current.CancellationToken), images);
        int alike = 0;
        for (int i = 0; i < 160; i++)
        {
            double Cosine(int j) => Enumerable.Range(0, 16).Sum(k => (double)codes[(i * 16) + k] * codes[(j * 16) + k]);
            if (Enumerable.Range(0, 160).Where(j => j != i).MaxBy(Cosine) % 4 == i % 4) alike++;
        }

        Assert.True(alike >= 144, $"{alike} of 160");
    }

    [Theory]
    [InlineData(3, 32, 32)]
    [InlineData(1, 16, 26)]
    [InlineData(1, 28, 28)]
    public void A_mirrored_image_has_the_same_code(int channels, int height, int width)
    {
        ImageSet images = PatchImages.Stripes(40, new PixelShape(channels, height, width), directions: 7, seed: 2);
        PatchCoder coder = PatchCoder.Fit(images, Small, threads: 2, cancellationToken: TestContext.Current.CancellationToken);
        float[] codes = Encode(coder, images), mirrored = Encode(coder, PatchImages.Mirror(images));
        double difference = codes.Zip(mirrored, (a, b) => (double)(a - b) * (a - b)).Sum(), whole = codes.Sum(c => (double)c * c);
        Assert.True(difference < whole * 1e-3, $"{difference / whole}"); // a cosine at the threshold may fall on either side
    }

    [Fact]
    public void The_codes_follow_from_the_seed_whatever_the_threads()
    {
        ImageSet images = PatchImages.Stripes(50, Colour, directions: 5, seed: 3);
        float[] Codes(int threads, int seed) =>
            PatchCoder.Fit(images, Small with { Seed = seed }, threads, cancellationToken: TestContext.Current.CancellationToken)
                .Encode(images, threads, cancellationToken: TestContext.Current.CancellationToken);
        float[] codes = Codes(threads: 1, seed: 3);
        Assert.Equal(codes, Codes(threads: 3, seed: 3));
        Assert.NotEqual(codes, Codes(threads: 1, seed: 4));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 1)]
    public void A_few_images_have_codes_too(int count, int channels) =>
        AssertFinite(PatchImages.Stripes(count, new PixelShape(channels, 16, 16), directions: 3, seed: 4), Small with { Entries = 256 });

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void Plain_images_have_codes_too(int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * Colour.Count).Select(i => (byte)(i / Colour.Count * 7))];
        AssertFinite(new ImageSet("plain/train", Colour, pixels), Small);
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        ImageSet images = PatchImages.Stripes(20, Colour, directions: 2, seed: 5);
        List<double> fitted = [], encoded = [];
        PatchCoder.Fit(images, Small, threads: 2, fitted.Add, TestContext.Current.CancellationToken).Encode(images, threads: 2, encoded.Add, TestContext.Current.CancellationToken);
        Assert.All([fitted, encoded], told =>
        {
            Assert.Equal(told.Order(), told);
            Assert.InRange(told[0], 0, 0.99);
            Assert.Equal(1, told[^1], 1e-9);
        });
    }

    [Fact]
    public void Fitting_and_encoding_end_when_they_are_cancelled()
    {
        ImageSet images = PatchImages.Stripes(20, Colour, directions: 2, seed: 6);
        PatchCoder coder = PatchCoder.Fit(images, Small, threads: 1, cancellationToken: TestContext.Current.CancellationToken);
        using var cancelled = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => PatchCoder.Fit(images, Small, 1, _ => cancelled.Cancel(), cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => coder.Encode(images, 1, cancellationToken: cancelled.Token));
    }

    [Fact]
    public void No_images_and_images_of_another_shape_are_errors()
    {
        ImageSet images = PatchImages.Stripes(2, Colour, directions: 2, seed: 7);
        Assert.Throws<ArgumentException>(() => PatchCoder.Fit(images.Select([]), Small, threads: 1, cancellationToken: TestContext.Current.CancellationToken));
        PatchCoder coder = PatchCoder.Fit(images, Small, threads: 1, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => Encode(coder, PatchImages.Stripes(1, new PixelShape(1, 32, 32), directions: 1, seed: 1)));
    }

    private static void AssertFinite(ImageSet images, PatchSettings settings)
    {
        PatchCoder coder = PatchCoder.Fit(images, settings, threads: 2, cancellationToken: TestContext.Current.CancellationToken);
        float[] codes = Encode(coder, images);
        Assert.Equal(images.Count * settings.Size, codes.Length);
        Assert.All(codes, v => Assert.True(float.IsFinite(v)));
    }

    private static float[] Encode(PatchCoder coder, ImageSet images) =>
        coder.Encode(images, threads: 2, cancellationToken: TestContext.Current.CancellationToken);

    private static float[] Codes(PatchCoder coder, ImageSet images)
    {
        float[] codes = Encode(coder, images);
        LatentCodes.CentreAndNormalise(codes, LatentCodes.Mean(codes, coder.Size));
        return codes;
    }
}
