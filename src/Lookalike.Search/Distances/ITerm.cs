namespace Lookalike.Search.Distances;

/// <summary>What one dimension adds to the sum that a metric is made from. A pair of zeros adds nothing, whatever the metric.</summary>
internal interface ITerm
{
    static abstract TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct;
}
