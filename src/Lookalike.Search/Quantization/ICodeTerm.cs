using System.Runtime.CompilerServices;

namespace Lookalike.Search.Quantization;

/// <summary>What one dimension adds to a sum over codes. A pair of zeros adds nothing.</summary>
internal interface ICodeTerm
{
    static abstract TSums Add<TLanes, TCodes, TSums>(TSums sums, TCodes left, TCodes right)
        where TLanes : ICodeLanes<TCodes, TSums>
        where TCodes : struct
        where TSums : struct;
}

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

/// <summary>left times right.</summary>
internal readonly struct CodeProduct : ICodeTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TSums Add<TLanes, TCodes, TSums>(TSums sums, TCodes left, TCodes right)
        where TLanes : ICodeLanes<TCodes, TSums>
        where TCodes : struct
        where TSums : struct =>
        TLanes.AddProducts(sums, left, right);
}
