using Lookalike.Models.Running;
using static TorchSharp.torch;

namespace Lookalike.Training.Runtime;

/// <summary>What is in a tensor, wherever it is.</summary>
internal static class TensorValues
{
    /// <summary>The values of a float32 tensor in row-major order.</summary>
    public static float[] Values(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>Pixels of 0..1 as bytes of 0..255, rounded; what lies outside is brought to the nearest end.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length];
        PixelScale.ToBytes(values, bytes);
        return bytes;
    }

    /// <summary>The value of a float32 tensor that has one.</summary>
    public static float Value(this Tensor tensor) => tensor.Values()[0];
}
