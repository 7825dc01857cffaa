using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PatchDictionaryTests
{
    private const int Size = 36;

    [Fact]
    public void Kept_patches_are_far_apart_and_their_mirrors_follow_in_their_order()
    {
        float[] patches = PatchImages.Units(3000, Size, seed: 1), mirrored = PatchGrid.Mirror(patches);
        PatchDictionary dictionary = PatchDictionary.Choose(patches, mirrored, Size, count: 100, limit: 0.4);
        Assert.Equal(100, dictionary.Count);
        for (int i = 0; i < 50; i++)
        {
            float[] entry = Entry(dictionary, i);
            Assert.Equal(PatchGrid.Mirror(entry), Entry(dictionary, i + 50));
            for (int j = 0; j < i; j++) Assert.True(entry.Zip(Entry(dictionary, j), (a, b) => a * b).Sum() < 0.4f);
        }
    }

    [Fact]
    public void Too_few_that_are_far_apart_are_filled_up_with_others()
    {
        float[] patches = PatchImages.Units(60, Size, seed: 2);
        PatchDictionary dictionary = PatchDictionary.Choose(patches, PatchGrid.Mirror(patches), Size, count: 100, limit: 0.01);
        Assert.Equal(100, dictionary.Count);
        Assert.Equal(50, Enumerable.Range(0, 50).Select(i => string.Join(' ', Entry(dictionary, i))).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(7, 14)]
    [InlineData(50, 100)]
    [InlineData(51, 100)]
    public void Too_few_patches_make_a_smaller_dictionary(int patches, int expected)
    {
        float[] drawn = PatchImages.Units(patches, Size, seed: 3);
        Assert.Equal(expected, PatchDictionary.Choose(drawn, drawn, Size, count: 100, limit: 0.5).Count);
    }

    [Fact]
    public void A_plain_patch_is_taken_only_where_nothing_else_is_left()
    {
        float[] patches = [.. new float[2 * Size], .. PatchImages.Units(3, Size, seed: 4)];
        PatchDictionary dictionary = PatchDictionary.Choose(patches, patches, Size, count: 6, limit: 0.99);
        Assert.Equal(patches[(2 * Size)..], dictionary.Entries[..(3 * Size)]);
        Assert.Equal(10, PatchDictionary.Choose(patches, patches, Size, count: 20, limit: 0.99).Count);
    }

    private static float[] Entry(PatchDictionary dictionary, int entry) => dictionary.Entries[(entry * Size)..((entry + 1) * Size)];
}
