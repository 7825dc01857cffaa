using Lookalike.Datasets;
using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// The images of a set as one tensor of bytes, and batches of them as pixels. A batch is gathered, widened and scaled by three native
/// calls: no image is copied by managed code. Not safe to use from several threads at once.
/// </summary>
internal sealed class ImageBatches : IDisposable
{
    private readonly Tensor _bytes; // (N, C, H, W) uint8

    /// <summary>Brings the bytes to the device.</summary>
    /// <param name="images">The images; not retained.</param>
    /// <param name="device">Where the batches are wanted.</param>
    public ImageBatches(ImageSet images, Device device)
    {
        using var scope = NewDisposeScope();
        byte[] bytes = new byte[images.Count * images.PixelsPerImage];
        images.CopyTo(0, images.Count, bytes);
        Tensor all = tensor(bytes, dtype: ScalarType.Byte);
        _bytes = all.reshape(images.Count, images.Channels, images.Height, images.Width).to(device).MoveToOuterDisposeScope();
        Count = images.Count;
    }

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>Where the batches are.</summary>
    public Device Device => _bytes.device;

    /// <summary>The order of one epoch: a permutation that follows from the seed and the epoch alone.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="epoch">The epoch, 0-based.</param>
    /// <returns>[N] int64, in the caller's dispose scope.</returns>
    public Tensor Shuffle(int seed, int epoch)
    {
        using var generator = new Generator(Stream(seed, epoch, 0), CPU);
        return randperm(Count, generator: generator).to(_bytes.device);
    }

    /// <summary>The seed of the draws of one epoch's order (step 0) or of one of its steps.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="epoch">The epoch, 0-based.</param>
    /// <param name="step">The step, 1-based; 0 for the order.</param>
    public static ulong Stream(int seed, int epoch, int step) =>
        // SplitMix64's increment keeps the streams of neighbouring seeds and epochs apart.
        unchecked(((ulong)seed * 0x9E3779B97F4A7C15UL) + (ulong)epoch + 1 + ((ulong)step << 32));

    /// <summary>The images at some positions as pixels.</summary>
    /// <param name="positions">[B] int64.</param>
    /// <returns>(B, C, H, W) float32 in 0..1, in the caller's dispose scope.</returns>
    public Tensor Gather(Tensor positions) => _bytes.index_select(0, positions).to(ScalarType.Float32).div_(255);

    /// <summary>A run of images as pixels.</summary>
    /// <param name="start">The first image.</param>
    /// <param name="count">How many.</param>
    /// <returns>(B, C, H, W) float32 in 0..1, in the caller's dispose scope.</returns>
    public Tensor Slice(int start, int count) => _bytes.narrow(0, start, count).to(ScalarType.Float32).div_(255);

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();
}
