using System.Runtime.Intrinsics;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Tests.Quantization;

/// <summary>Each register width by itself, where the processor has it: the widest one hides the others from every other test.</summary>
public sealed class CodeKernelTests
{
    [Fact]
    public void One_code_at_a_time_agrees_with_the_definition() => AssertAgrees<ScalarCodeLanes, int, int>();

    [Fact]
    public void Eight_codes_at_a_time_agree_with_the_definition() => AssertAgrees<CodeLanes128, Vector128<short>, Vector128<int>>();

    [Fact]
    public void Sixteen_codes_at_a_time_agree_with_the_definition() => AssertAgrees<CodeLanes256, Vector256<short>, Vector256<int>>();

    [Fact]
    public void Thirty_two_codes_at_a_time_agree_with_the_definition() => AssertAgrees<CodeLanes512, Vector512<short>, Vector512<int>>();

    private static void AssertAgrees<TLanes, TCodes, TSums>()
        where TLanes : ICodeLanes<TCodes, TSums>
        where TCodes : struct
        where TSums : struct
    {
        for (int dimension = TLanes.Count; dimension <= 300 && TLanes.IsSupported; dimension++)
        {
            byte[] left = ScalarCodes.Draw(dimension, dimension, extreme: dimension % 2 == 0);
            byte[] right = ScalarCodes.Draw(1000 + dimension, dimension);
            int squares = ScalarCodes.SquaredDifference(left, right), products = ScalarCodes.Dot(left, right);
            Assert.Equal(squares, CodeKernel<TLanes, TCodes, TSums, CodeSquaredDifference>.Pair(in left[0], in right[0], dimension));
            Assert.Equal(products, CodeKernel<TLanes, TCodes, TSums, CodeProduct>.Pair(in left[0], in right[0], dimension));
            Assert.Equal(
                Vector128.Create(squares, 0, squares, 0),
                CodeKernel<TLanes, TCodes, TSums, CodeSquaredDifference>.OneToFour(
                    in left[0], in right[0], in left[0], in right[0], in left[0], dimension));
        }
    }
}
