using System.Runtime.Intrinsics;
using FsCheck.Xunit;
using Lookalike.Search.Distances;
using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PatchMatchTests
{
    [Property(MaxTest = 60)]
    public void Every_width_of_register_finds_what_a_plain_loop_finds(int shape, byte bound)
    {
        var random = new Random(shape);
        int count = random.Next(1, 40), entries = random.Next(1, 150), dimension = random.Next(1, 60);
        float threshold = 0.05f + (bound / 400f);
        float[] patches = new float[PatchMatch.BufferLength(count, dimension)], dictionary = PatchImages.Units(entries, dimension, shape);
        Array.Fill(patches, float.NaN); // what lies behind the last patch is read and does not count
        PatchImages.Units(count, dimension, shape ^ 1).CopyTo(patches, 0);
        double[] products = new double[count * entries];
        for (int i = 0; i < products.Length; i++)
        {
            (int patch, int entry) = Math.DivRem(i, entries);
            for (int k = 0; k < dimension; k++) products[i] += (double)patches[(patch * dimension) + k] * dictionary[(entry * dimension) + k];
        }

        var matches = new PatchMatches(count, entries);
        new PatchMatch(dictionary, dimension, threshold).Find(patches, count, matches);
        Check("widest");
        CheckLanes<Lanes512, Vector512<float>>();
        CheckLanes<Lanes256, Vector256<float>>();
        CheckLanes<Lanes128, Vector128<float>>();
        CheckLanes<ScalarLanes, float>();

        void CheckLanes<TLanes, TVector>()
            where TLanes : ILanes<TVector>
            where TVector : struct
        {
            if (!TLanes.IsSupported) return;
            matches.Clear();
            float[] packed = MatchKernel<TLanes, TVector>.Pack(dictionary, dimension);
            MatchKernel<TLanes, TVector>.Find(patches, count, packed, dimension, threshold, matches);
            Check(typeof(TLanes).Name);
        }

        void Check(string lanes)
        {
            for (int patch = 0; patch < count; patch++)
            {
                ushort[] found = matches.Of(patch).ToArray();
                Assert.Equal(found.Order(), found);
                for (int entry = 0; entry < entries; entry++)
                {
                    double product = products[(patch * entries) + entry];
                    if (Math.Abs(product - threshold) > 1e-5) // nearer, rounding decides
                        Assert.True(product >= threshold == found.Contains((ushort)entry), $"{lanes}: patch {patch}, entry {entry}, {product} for {threshold}");
                }
            }
        }
    }

    [Fact]
    public void A_patch_may_be_like_every_entry()
    {
        float[] patch = PatchImages.Units(1, 8, seed: 1), dictionary = [.. Enumerable.Repeat(patch, 200).SelectMany(p => p)];
        var matches = new PatchMatches(1, 200);
        new PatchMatch(dictionary, 8, 0.9f).Find([.. patch, .. new float[24]], 1, matches);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (ushort)i), matches.Of(0).ToArray());
    }

    [Fact]
    public void A_buffer_without_room_for_whole_tiles_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PatchMatch(new float[16], 8, 0.3f).Find(new float[8], 1, new PatchMatches(1, 2)));
}
