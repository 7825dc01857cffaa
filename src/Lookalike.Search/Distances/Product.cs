using System.Runtime.CompilerServices;

namespace Lookalike.Search.Distances;

/// <summary>left times right.</summary>
internal readonly struct Product : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TLanes, TVector>(TVector sum, TVector left, TVector right)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.MultiplyAdd(left, right, sum);
}
