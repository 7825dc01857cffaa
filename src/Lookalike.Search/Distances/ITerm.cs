using System.Runtime.CompilerServices;

namespace Lookalike.Search.Distances;

/// <summary>What one dimension adds to the sum that a metric is made from. A pair of zeros adds nothing, whatever the metric.</summary>
internal interface ITerm
{
    static abstract TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct;
}

/// <summary>(left - right) squared.</summary>
internal readonly struct SquaredDifference : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        TVector difference = TLanes.Subtract(left, right);
        return TLanes.MultiplyAdd(difference, difference, sum);
    }
}

/// <summary>|left - right|.</summary>
internal readonly struct AbsoluteDifference : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.Add(sum, TLanes.Abs(TLanes.Subtract(left, right)));
}

/// <summary>left times right.</summary>
internal readonly struct Product : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.MultiplyAdd(left, right, sum);
}

/// <summary>1 where left and right differ.</summary>
internal readonly struct Inequality : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.Add(sum, TLanes.OneWhereDifferent(left, right));
}
