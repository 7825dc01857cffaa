using System.Runtime.Intrinsics;

namespace Lookalike.Search.Distances;

/// <summary>One width of vector register: the few operations that the kernels are written in.</summary>
/// <typeparam name="TVector">The register's type; <c>default</c> is all zeros.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Whether the processor has these registers.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The number of floats in a register.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(ref readonly float start, nuint offset);

    /// <summary>A value in all lanes.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>All bits set in the last <paramref name="kept"/> lanes, none in the others.</summary>
    static abstract TVector LastLanes(int kept);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary><paramref name="left"/> times <paramref name="right"/> plus <paramref name="addend"/>, fused where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Abs(TVector value);

    /// <summary>1 in the lanes that differ, 0 in the others.</summary>
    static abstract TVector OneWhereDifferent(TVector left, TVector right);

    /// <summary>A bit for each lane, that of the first lane lowest: set where the value is the bound or more.</summary>
    static abstract ulong AtLeast(TVector value, TVector bound);

    /// <summary>
    /// The sum of each register's lanes. The order in which lanes are added is the same for all four, and they share the work.
    /// </summary>
    static abstract Vector128<float> Sums(TVector value0, TVector value1, TVector value2, TVector value3);
}
