using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PatchWhiteningTests
{
    private const int Size = 36;

    [Theory]
    [InlineData(int.MaxValue, 36)]
    [InlineData(10, 10)]
    public void Whitened_patches_have_length_one_and_as_many_values_as_are_kept(int dimensions, int expected)
    {
        float[] patches = Smooth(500, seed: 1);
        PatchWhitening whitening = PatchWhitening.Fit(patches, Size, dimensions);
        float[] whitened = new float[500 * whitening.Dimensions];
        whitening.Apply(patches, whitened);
        Assert.Equal(expected, whitening.Dimensions);
        Assert.All(whitened.Chunk(expected), p => Assert.Equal(1, p.Sum(v => (double)v * v), 1e-4));
    }

    [Fact]
    public void Whitened_directions_vary_alike_although_patches_do_not()
    {
        float[] patches = Smooth(20_000, seed: 2);
        PatchWhitening whitening = PatchWhitening.Fit(patches, Size, int.MaxValue);
        float[] whitened = new float[patches.Length];
        whitening.Apply(patches, whitened);
        double[] before = [.. Enumerable.Range(0, Size).Select(i => patches.Where((_, p) => p % Size == i).Average(v => (double)v * v))];
        double[] after = [.. Enumerable.Range(0, Size).Select(i => whitened.Where((_, p) => p % Size == i).Average(v => (double)v * v))];
        Assert.True(before.Max() / before.Min() > 3);
        Assert.InRange(after.Max() / after.Min(), 1, 1.5);
    }

    [Fact]
    public void Mirroring_two_patches_keeps_their_cosine()
    {
        float[] patches = Smooth(400, seed: 3);
        PatchWhitening whitening = PatchWhitening.Fit(patches, Size, int.MaxValue);
        float[] whitened = new float[patches.Length], mirrored = new float[patches.Length];
        whitening.Apply(patches, whitened);
        whitening.Apply(PatchGrid.Mirror(patches), mirrored);
        double Cosine(float[] values, int i, int j) => Enumerable.Range(0, Size).Sum(k => (double)values[(i * Size) + k] * values[(j * Size) + k]);
        for (int i = 1; i < 100; i++) Assert.Equal(Cosine(whitened, 0, i), Cosine(mirrored, 0, i), 1e-4);
    }

    [Fact]
    public void A_plain_patch_stays_like_nothing()
    {
        PatchWhitening whitening = PatchWhitening.Fit(Smooth(500, seed: 4), Size, int.MaxValue);
        float[] plain = new float[Size], whitened = new float[Size];
        Array.Fill(plain, 1e-7f); // what rounding leaves of the mean
        whitening.Apply(plain, whitened);
        Assert.All(whitened, v => Assert.InRange(v, -0.01f, 0.01f));
    }

    /// <summary>Random patches whose columns are sums of those before them, so that some directions vary far more than others.</summary>
    private static float[] Smooth(int count, int seed)
    {
        var random = new Random(seed);
        float[] patches = new float[count * Size];
        for (int i = 0; i < patches.Length; i++) patches[i] = (float)(random.NextDouble() - 0.5) + (i % 6 > 0 ? 0.9f * patches[i - 1] : 0);
        return patches;
    }
}
