using System.Runtime.CompilerServices;

namespace Lookalike.Search.Distances;

/// <summary>|left - right|.</summary>
internal readonly struct AbsoluteDifference : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.Add(sum, TLanes.Abs(TLanes.Subtract(left, right)));
}
