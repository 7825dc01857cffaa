using System.Numerics.Tensors;
using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Lookalike.Training.Objectives;

/// <summary>The latents of many images, and the codes that are compared: latents about their mean, of length 1.</summary>
internal static class LatentCodes
{
    private const int UsualBatch = 500;

    /// <summary>The latents of all images, batch by batch.</summary>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="images">The images.</param>
    /// <returns>[N, d], row-major.</returns>
    public static float[] Encode(Autoencoder autoencoder, ImageBatches images)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = autoencoder.Begin(training: false);
        float[] latents = new float[(long)images.Count * autoencoder.LatentSize];
        int size = images.Chunk(UsualBatch);
        for (int start = 0; start < images.Count; start += size)
        {
            using var batch = NewDisposeScope();
            Tensor pixels = images.Slice(start, Math.Min(size, images.Count - start));
            autoencoder.Encode(pixels, pass).Values().CopyTo(latents.AsSpan(start * autoencoder.LatentSize));
        }

        return latents;
    }

    /// <summary>Brings codes to a device.</summary>
    /// <param name="codes">[N, size], row-major. Not retained.</param>
    /// <param name="size">Values of a code.</param>
    /// <param name="device">Where they are wanted.</param>
    /// <returns>(N, size), the caller's.</returns>
    public static Tensor ToTensor(float[] codes, int size, Device device)
    {
        using var scope = NewDisposeScope();
        return tensor(codes).reshape(-1, size).to(device).DetachFromDisposeScope();
    }

    /// <summary>The mean of some codes.</summary>
    /// <param name="codes">[N, size], at least one.</param>
    /// <param name="size">Values of a code.</param>
    public static double[] Mean(ReadOnlySpan<float> codes, int size)
    {
        var mean = new double[size];
        for (int i = 0; i < codes.Length; i++) mean[i % size] += codes[i];
        int count = codes.Length / size;
        for (int i = 0; i < size; i++) mean[i] /= count;
        return mean;
    }

    /// <summary>Subtracts a mean from codes and makes each of length 1; zero stays zero.</summary>
    /// <param name="codes">[N, size]; overwritten.</param>
    /// <param name="mean">[size].</param>
    public static void CentreAndNormalise(Span<float> codes, ReadOnlySpan<double> mean)
    {
        for (int start = 0; start < codes.Length; start += mean.Length)
        {
            Span<float> code = codes.Slice(start, mean.Length);
            for (int i = 0; i < code.Length; i++) code[i] = (float)(code[i] - mean[i]);
            Normalise(code);
        }
    }

    /// <summary>Makes a code of length 1; zero stays zero.</summary>
    public static void Normalise(Span<float> code)
    {
        float length = TensorPrimitives.Norm<float>(code);
        if (length > 0) TensorPrimitives.Divide(code, length, code);
    }
}
