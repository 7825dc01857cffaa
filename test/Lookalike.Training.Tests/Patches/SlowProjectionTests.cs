using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class SlowProjectionTests
{
    private static readonly RandomMatches Random = new(images: 60, patches: 30, seed: 2);
    private static readonly SlowProjection Projection = SlowProjection.Fit(Random.Count(), directions: 100);

    [Fact]
    public void A_small_dictionary_keeps_all_directions_but_a_quarter() => Assert.Equal(RandomMatches.Entries * 3 / 4, Projection.Directions);

    [Fact]
    public void Mirroring_a_patch_keeps_the_even_values_and_turns_the_sign_of_the_odd_ones()
    {
        Assert.Contains(1, Projection.Signs);
        Assert.Contains(-1, Projection.Signs);
        foreach (int[] patch in Random.Images[0])
        {
            float[] code = Project(patch), mirrored = Project(RandomMatches.Mirror(patch));
            for (int i = 0; i < code.Length; i++) Assert.Equal(code[i] * Projection.Signs[i], mirrored[i], 1e-4f);
        }
    }

    [Fact]
    public void Codes_of_patches_are_about_zero_and_vary_by_one_in_every_direction()
    {
        float[][] codes = [.. Random.CountedPatches().Select(ones => Project([.. Enumerable.Range(0, ones.Length).Where(e => ones[e] > 0)]))];
        for (int i = 0; i < Projection.Directions; i++)
        {
            Assert.Equal(0, codes.Average(c => c[i]), 1e-4);
            Assert.Equal(1, codes.Average(c => (double)c[i] * c[i]), 1e-2);
        }
    }

    [Fact]
    public void Directions_come_by_how_much_images_differ_in_them()
    {
        double[] between = [.. Enumerable.Range(0, Projection.Directions).Select(i => Random.Images.Average(patches =>
        {
            double own = patches.Average(p => Project(p)[i]), mirrored = patches.Average(p => Project(RandomMatches.Mirror(p))[i]);
            return ((own * own) + (mirrored * mirrored)) / 2;
        }))];
        for (int i = 1; i < between.Length; i++) Assert.True(between[i] < between[i - 1] * 1.05, $"{between[i - 1]} then {between[i]}");
    }

    [Fact]
    public void Without_any_match_everything_is_finite()
    {
        var nothing = new MatchStatistics(2, 4);
        nothing.End(nothing.Begin());
        float[] code = new float[3];
        SlowProjection.Fit(nothing, directions: 3).Project([0, 3], code);
        Assert.All(code, v => Assert.True(float.IsFinite(v)));
    }

    private static float[] Project(int[] entries)
    {
        float[] code = new float[Projection.Directions];
        Projection.Project([.. entries.Select(e => (ushort)e)], code);
        return code;
    }
}
