using System.Runtime.Intrinsics;
using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Distances;

/// <summary>Each register width by itself, where the processor has it: the widest one hides the others from every other test.</summary>
public sealed class SumKernelTests
{
    [Fact]
    public void One_float_at_a_time_agrees_with_the_definition() => AssertAgrees<ScalarLanes, float>();

    [Fact]
    public void Four_floats_at_a_time_agree_with_the_definition() => AssertAgrees<Lanes128, Vector128<float>>();

    [Fact]
    public void Eight_floats_at_a_time_agree_with_the_definition() => AssertAgrees<Lanes256, Vector256<float>>();

    [Fact]
    public void Sixteen_floats_at_a_time_agree_with_the_definition() => AssertAgrees<Lanes512, Vector512<float>>();

    // Whole numbers, whose sums are the same in any order.
    private static void AssertAgrees<TLanes, TVector>()
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        for (int dimension = TLanes.Count; dimension <= 300 && TLanes.IsSupported; dimension++)
        {
            float[] left = TestVectors.Whole(dimension, dimension);
            float[] right = TestVectors.Whole(1000 + dimension, dimension);
            Assert.Equal(
                ScalarDistance.Compute(DistanceMetric.SquaredEuclidean, left, right),
                SumKernel<TLanes, TVector, SquaredDifference>.Pair(in left[0], in right[0], dimension));
            Assert.Equal(
                -ScalarDistance.Compute(DistanceMetric.DotProduct, left, right),
                SumKernel<TLanes, TVector, Product>.Pair(in left[0], in right[0], dimension));
            Assert.Equal(
                ScalarDistance.Compute(DistanceMetric.Manhattan, left, right),
                SumKernel<TLanes, TVector, AbsoluteDifference>.Pair(in left[0], in right[0], dimension));
            Assert.Equal(
                ScalarDistance.Compute(DistanceMetric.Hamming, left, right),
                SumKernel<TLanes, TVector, Inequality>.Pair(in left[0], in right[0], dimension));
        }
    }
}
