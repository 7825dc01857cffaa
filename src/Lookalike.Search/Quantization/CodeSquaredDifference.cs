using System.Runtime.CompilerServices;

namespace Lookalike.Search.Quantization;

/// <summary>(left - right) squared.</summary>
internal readonly struct CodeSquaredDifference : ICodeTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSums Add<TLanes, TCodes, TSums>(TSums sums, TCodes left, TCodes right)
        where TLanes : ICodeLanes<TCodes, TSums>
        where TCodes : struct
        where TSums : struct
    {
        TCodes difference = TLanes.Subtract(left, right);
        return TLanes.AddProducts(sums, difference, difference);
    }
}
