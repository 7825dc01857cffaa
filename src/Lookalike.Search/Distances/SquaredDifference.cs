using System.Runtime.CompilerServices;

namespace Lookalike.Search.Distances;

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
