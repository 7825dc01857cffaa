namespace Lookalike.Search.Quantization;

/// <summary>What one dimension adds to a sum over codes. A pair of zeros adds nothing.</summary>
internal interface ICodeTerm
{
    static abstract TSums Add<TLanes, TCodes, TSums>(TSums sums, TCodes left, TCodes right)
        where TLanes : ICodeLanes<TCodes, TSums>
        where TCodes : struct
        where TSums : struct;
}
