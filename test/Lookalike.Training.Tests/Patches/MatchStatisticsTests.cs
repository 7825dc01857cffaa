namespace Lookalike.Training.Tests.Patches;

public sealed class MatchStatisticsTests
{
    private static readonly RandomMatches Random = new(images: 30, patches: 20, seed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void What_varies_within_images_is_the_covariance_of_patches_and_their_mirrors(int sign) =>
        AssertPart(Covariance(Random.CountedPatches()), sign, Random.Count().Within(sign), 1e-9);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void What_varies_between_images_is_the_covariance_of_mean_codes_and_their_mirrors(int sign)
    {
        double[][] means = [.. Random.Images.SelectMany(patches => new[] { patches, [.. patches.Select(RandomMatches.Mirror)] }).Select(Mean)];
        AssertPart(Covariance(means), sign, Random.Count().Between(sign), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_number_of_threads_changes_nothing(int sign)
    {
        Assert.Equal(Random.Count(1).Within(sign), Random.Count(4).Within(sign));
        Assert.Equal(Random.Count(1).Between(sign), Random.Count(4).Between(sign));
        Assert.Equal(Random.Count(1).Mean(), Random.Count(4).Mean());
    }

    /// <summary>The even or the odd part of a covariance is what it does to vectors (u, u) or (u, -u), of length root 2.</summary>
    private static void AssertPart(double[,] whole, int sign, double[,] part, double tolerance)
    {
        for (int i = 0; i < RandomMatches.Half; i++)
        {
            for (int j = 0; j < RandomMatches.Half; j++)
            {
                (int k, int l) = (i + RandomMatches.Half, j + RandomMatches.Half);
                Assert.Equal((whole[i, j] + whole[k, l] + (sign * (whole[i, l] + whole[k, j]))) / 2, part[i, j], tolerance);
            }
        }
    }

    private static double[] Mean(IEnumerable<int[]> patches)
    {
        double[][] codes = [.. patches.Select(RandomMatches.Ones)];
        return [.. Enumerable.Range(0, RandomMatches.Entries).Select(e => codes.Average(c => c[e]))];
    }

    private static double[,] Covariance(double[][] vectors)
    {
        double[] mean = [.. Enumerable.Range(0, RandomMatches.Entries).Select(e => vectors.Average(v => v[e]))];
        var covariance = new double[mean.Length, mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            for (int j = 0; j < mean.Length; j++) covariance[i, j] = vectors.Average(v => (v[i] - mean[i]) * (v[j] - mean[j]));
        }

        return covariance;
    }
}
