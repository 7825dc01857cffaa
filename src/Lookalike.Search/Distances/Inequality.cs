using System.Runtime.CompilerServices;

namespace Lookalike.Search.Distances;

/// <summary>1 where left and right differ.</summary>
internal readonly struct Inequality : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.Add(sum, TLanes.OneWhereDifferent(left, right));
}
