using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Data;

/// <summary>
/// The images of a set, and batches of them as pixels. A set that memory holds with ease is kept as one tensor of bytes, from which a
/// batch is gathered, widened and scaled by three native calls. Of a larger one, or one in a mapped file, each batch's images are copied
/// from the set. The pixels are the same either way. Not safe to use from several threads at once.
/// </summary>
internal sealed class ImageBatches : IDisposable
{
    /// <summary>The share of memory that the bytes of a set may take.</summary>
    public const double ResidentShare = 0.25;

    /// <summary>Pixels of the largest images of which as many are computed at a time as is usual.</summary>
    private const int UsualPixels = 32 * 32;

    private readonly ImageSet _images;
    private readonly Tensor? _bytes; // (N, C, H, W) uint8

    /// <summary>Brings the bytes to the device, where memory holds them.</summary>
    /// <param name="images">The images; they stay the caller's, and readable until this is disposed.</param>
    /// <param name="device">Where the batches are wanted.</param>
    public ImageBatches(ImageSet images, Device device)
        : this(images, device, IsResident(images, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes))
    {
    }

    internal ImageBatches(ImageSet images, Device device, bool resident)
    {
        (_images, Device) = (images, device);
        if (!resident) return;
        using var scope = NewDisposeScope();
        _bytes = Copy(0, images.Count).DetachFromDisposeScope();
    }

    /// <summary>The number of images.</summary>
    public int Count => _images.Count;

    /// <summary>The images.</summary>
    public ImageSet Set => _images;

    /// <summary>What the network takes.</summary>
    public PixelShape Input => _images.Input;

    /// <summary>Where the batches are.</summary>
    public Device Device { get; }

    /// <summary>Whether a set is kept as one tensor.</summary>
    /// <param name="images">The set.</param>
    /// <param name="memory">The bytes of memory that the process may use.</param>
    internal static bool IsResident(ImageSet images, long memory)
    {
        long bytes = (long)images.Count * images.PixelsPerImage;
        return !images.IsMapped && bytes <= memory * ResidentShare && bytes <= Array.MaxLength;
    }

    /// <summary>How many images to compute at a time: the usual number up to 32x32 pixels, of larger ones fewer, so that the memory is the same.</summary>
    /// <param name="usual">The usual number.</param>
    public int Chunk(int usual) => (int)Math.Clamp((long)usual * UsualPixels / ((long)Input.Height * Input.Width), 1, usual);

    /// <summary>The order of one epoch: a permutation that follows from the seed and the epoch alone.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="epoch">The epoch, 0-based.</param>
    /// <returns>[N] int64, in the caller's dispose scope.</returns>
    public Tensor Shuffle(int seed, int epoch)
    {
        using var generator = new Generator(Stream(seed, epoch, 0), CPU);
        return randperm(Count, generator: generator).to(Device);
    }

    /// <summary>The seed of the draws of one epoch's order (step 0) or of one of its steps.</summary>
    /// <param name="seed">The recipe's seed.</param>
    /// <param name="epoch">The epoch, 0-based.</param>
    /// <param name="step">The step, 1-based; 0 for the order.</param>
    public static ulong Stream(int seed, int epoch, int step) =>
        // SplitMix64's increment keeps the streams of neighbouring seeds and epochs apart.
        unchecked(((ulong)seed * 0x9E3779B97F4A7C15UL) + (ulong)epoch + 1 + ((ulong)step << 32));

    /// <summary>The images at some positions as the network takes them.</summary>
    /// <param name="positions">[B] int64.</param>
    /// <returns>(B, C, H, W) float32 in 0..1, in the caller's dispose scope.</returns>
    public Tensor Gather(Tensor positions)
    {
        using var scope = NewDisposeScope();
        return Fit(GatherWhole(positions)).MoveToOuterDisposeScope();
    }

    /// <summary>The images at some positions in the shape of the set, of which copies are made.</summary>
    /// <param name="positions">[B] int64.</param>
    /// <returns>(B, C, H, W) float32 in 0..1, in the caller's dispose scope.</returns>
    public Tensor GatherWhole(Tensor positions)
    {
        using var scope = NewDisposeScope();
        return Pixels(_bytes is not null ? _bytes.index_select(0, positions) : Copy(positions.cpu().data<long>().ToArray())).MoveToOuterDisposeScope();
    }

    /// <summary>A run of images as the network takes them.</summary>
    /// <param name="start">The first image.</param>
    /// <param name="count">How many.</param>
    /// <returns>(B, C, H, W) float32 in 0..1, in the caller's dispose scope.</returns>
    public Tensor Slice(int start, int count)
    {
        using var scope = NewDisposeScope();
        return Fit(Pixels(_bytes is not null ? _bytes.narrow(0, start, count) : Copy(start, count))).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes?.Dispose();

    /// <summary>The mean of the pixels that lie under each of the smaller image.</summary>
    private Tensor Fit(Tensor whole) =>
        _images.Input == _images.Shape ? whole : nn.functional.interpolate(whole, [Input.Height, Input.Width], mode: InterpolationMode.Area);

    private static Tensor Pixels(Tensor bytes) => bytes.to(ScalarType.Float32).Divide(255);

    private Tensor Copy(int start, int count)
    {
        Tensor bytes = Allocate(count);
        _images.CopyTo(start, count, bytes.bytes);
        return bytes.to(Device);
    }

    private Tensor Copy(long[] positions)
    {
        Tensor bytes = Allocate(positions.Length);
        Span<byte> values = bytes.bytes;
        for (int i = 0; i < positions.Length; i++) _images[(int)positions[i]].CopyTo(values[(i * _images.PixelsPerImage)..]);
        return bytes.to(Device);
    }

    /// <summary>Memory for some images, on the processor: (B, C, H, W) uint8.</summary>
    private Tensor Allocate(int count) => empty([count, _images.Channels, _images.Height, _images.Width], ScalarType.Byte);
}
