using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lookalike.Search.Distances;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Tests.Distances;

/// <summary>
/// The kernels are tested again with features of the processor turned off by the runtime's knobs. A knob that the runtime does not
/// know turns nothing off, and says nothing.
/// </summary>
public sealed class ProcessorFeatureTests
{
    [Fact]
    public void A_run_without_AVX512_has_none()
    {
        bool off = IsOff("DOTNET_EnableAVX512") || IsOff("DOTNET_EnableAVX2") || IsOff("DOTNET_EnableHWIntrinsic");
        Assert.False(off && (Avx512F.IsSupported || Lanes512.IsSupported || CodeLanes512.IsSupported));
    }

    [Fact]
    public void A_run_without_AVX2_has_none()
    {
        bool off = IsOff("DOTNET_EnableAVX2") || IsOff("DOTNET_EnableHWIntrinsic");
        Assert.False(off && (Avx2.IsSupported || Vector256.IsHardwareAccelerated || CodeLanes256.IsSupported));
    }

    [Fact]
    public void A_run_without_vector_registers_has_none() =>
        Assert.False(IsOff("DOTNET_EnableHWIntrinsic") && (Vector128.IsHardwareAccelerated || Lanes128.IsSupported || CodeLanes128.IsSupported));

    private static bool IsOff(string knob) => Environment.GetEnvironmentVariable(knob) == "0";
}
