using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models.Encoders;
using Lookalike.Search.Projection;
using Lookalike.Training.Data;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Teachers;

/// <summary>
/// Teaches what another encoder makes of the images, brought to its size and colours, and to fewer values by their principal components.
/// </summary>
/// <param name="encoder">The encoder; it stays the caller's.</param>
internal sealed class EncoderTeacher(IImageEncoder encoder) : ITeacher
{
    private const int Batch = 32;

    /// <inheritdoc/>
    /// <exception cref="Lookalike.Models.Faults.ModelFileException">The encoder fails.</exception>
    public float[] Encode(ImageSet images, int size, int threads, Action<double>? progress, CancellationToken cancellationToken)
    {
        int own = encoder.Description.LatentSize;
        float[] latents = new float[checked(images.Count * own)];
        using var batches = new ImageBatches(images, CPU);
        for (int start = 0; start < images.Count; start += Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, images.Count - start);
            encoder.Encode(Pixels(batches, start, count), count, latents.AsSpan(start * own, count * own));
            progress?.Invoke((double)(start + count) / images.Count);
        }

        return Shorten(latents, own, size);
    }

    /// <summary>bytes [count, C, H, W] as the encoder takes them.</summary>
    private byte[] Pixels(ImageBatches batches, int start, int count)
    {
        PixelShape shape = encoder.Description.Preprocessing.Shape;
        using var scope = NewDisposeScope();
        Tensor pixels = batches.GatherWhole(ScalarOperations.Numbers(start, start + count)); // (B,c,h,w)
        if (pixels.shape[1] != shape.Channels) pixels = shape.Channels == 1 ? pixels.mean([1], keepdim: true) : pixels.expand(-1, shape.Channels, -1, -1);
        bool larger = pixels.shape[2] > shape.Height && pixels.shape[3] > shape.Width;
        Tensor sized = larger
            ? nn.functional.interpolate(pixels, [shape.Height, shape.Width], mode: InterpolationMode.Area)
            : nn.functional.interpolate(pixels, [shape.Height, shape.Width], mode: InterpolationMode.Bilinear, align_corners: false);
        return TensorValues.Bytes(sized.Values()); // (B,C,H,W)
    }

    private static float[] Shorten(float[] latents, int own, int size)
    {
        int count = latents.Length / own, kept = Math.Min(own, size);
        float[] projected = new float[count * kept];
        PrincipalComponents.Fit(latents, own, kept).Project(latents, projected);
        if (kept == size) return projected;
        float[] codes = new float[count * size];
        for (int i = 0; i < count; i++) projected.AsSpan(i * kept, kept).CopyTo(codes.AsSpan(i * size));
        return codes;
    }
}
