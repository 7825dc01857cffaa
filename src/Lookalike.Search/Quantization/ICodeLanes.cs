using System.Runtime.Intrinsics;

namespace Lookalike.Search.Quantization;

/// <summary>One width of vector register for codes: bytes are widened to 16 bits, and products are added up in 32 bits.</summary>
/// <typeparam name="TCodes">The register of 16-bit codes.</typeparam>
/// <typeparam name="TSums">The register of 32-bit sums, half as many as there are codes; <c>default</c> is all zeros.</typeparam>
internal interface ICodeLanes<TCodes, TSums>
    where TCodes : struct
    where TSums : struct
{
    /// <summary>Whether the processor has these registers.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The number of codes in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> bytes, each to a lane of 16 bits.</summary>
    static abstract TCodes Load(ref readonly byte start, nuint offset);

    /// <summary>All bits set in the last <paramref name="kept"/> lanes, none in the others.</summary>
    static abstract TCodes LastLanes(int kept);

    static abstract TCodes And(TCodes left, TCodes right);

    static abstract TCodes Subtract(TCodes left, TCodes right);

    /// <summary>Adds the products of the lanes to the sums, those of two neighbouring lanes to one sum.</summary>
    static abstract TSums AddProducts(TSums sums, TCodes left, TCodes right);

    /// <summary>The sum of each register's lanes.</summary>
    static abstract Vector128<int> Sums(TSums value0, TSums value1, TSums value2, TSums value3);

    /// <summary>The sum of a register's lanes.</summary>
    static abstract int Sum(TSums value);
}
