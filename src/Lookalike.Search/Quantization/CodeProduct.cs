using System.Runtime.CompilerServices;

namespace Lookalike.Search.Quantization;

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
