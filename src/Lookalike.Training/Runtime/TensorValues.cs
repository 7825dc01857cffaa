using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>What is in a tensor, wherever it is.</summary>
internal static class TensorValues
{
    /// <summary>The values of a float32 tensor in row-major order.</summary>
    public static float[] Values(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>The value of a float32 tensor that has one.</summary>
    public static float Value(this Tensor tensor) => tensor.Values()[0];
}
