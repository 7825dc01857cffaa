using Lookalike.Training.Data;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Augmentations;

/// <summary>
/// Makes changed copies of whole batches: where they are only moved and lit otherwise by a handful of native calls, whatever the batch. Immutable, so
/// thread-safe.
/// </summary>
/// <param name="augmentation">The ranges.</param>
internal sealed class Augmenter(Augmentation augmentation)
{
    /// <summary>Changed copies of some images of a set, as the network takes them.</summary>
    /// <param name="images">The images. Where they are larger than the network takes them, edited copies are made of them as they are.</param>
    /// <param name="positions">[B] int64.</param>
    /// <param name="copies">How many copies of each, at least 1.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <returns>(V B, C, H, W) in 0..1: the first copies of all, then the second; in the caller's dispose scope.</returns>
    public Tensor Copy(ImageBatches images, Tensor positions, int copies, ulong seed)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = augmentation.IsEdited ? images.GatherWhole(positions) : images.Gather(positions);
        if (copies > 1) pixels = pixels.repeat(copies, 1, 1, 1);
        Tensor changed = augmentation.IsEdited ? Edit(pixels, (images.Input.Height, images.Input.Width), seed) : Apply(pixels, seed);
        return changed.MoveToOuterDisposeScope();
    }

    /// <summary>One changed copy of each image. What lies outside an image is the nearest pixel of its border.</summary>
    /// <param name="pixels">(B, C, H, W) in 0..1.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <returns>(B, C, H, W) in 0..1, in the caller's dispose scope; <paramref name="pixels"/> itself where nothing is to change.</returns>
    public Tensor Apply(Tensor pixels, ulong seed)
    {
        if (augmentation.IsNone) return pixels;
        if (augmentation.IsEdited) return Edit(pixels, ((int)pixels.shape[2], (int)pixels.shape[3]), seed);

        // Drawn on the processor whatever the device, so that a seed means the same copies everywhere.
        using var generator = new Generator(seed, CPU);
        using var scope = NewDisposeScope();
        Tensor copies = Warp(pixels, generator);
        if (augmentation.Brightness > 0 || augmentation.Contrast > 0) copies = Relight(copies, generator);
        return copies.MoveToOuterDisposeScope();
    }

    /// <summary>On the processor, image by image: each has a stream of its own, so that threads change nothing.</summary>
    private Tensor Edit(Tensor pixels, (int Height, int Width) wanted, ulong seed)
    {
        using var scope = NewDisposeScope();
        (int channels, int height, int width) = ((int)pixels.shape[1], (int)pixels.shape[2], (int)pixels.shape[3]);
        int count = (int)pixels.shape[0], size = channels * height * width, copySize = channels * wanted.Height * wanted.Width;
        float[] images = pixels.Values(), copies = new float[count * copySize];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = get_num_threads() }, i => EditedCopy.Make(
            new ImagePlanes(images.AsSpan(i * size, size), channels, height, width),
            augmentation,
            new CopyRandom(CopyRandom.Stream(seed, i)),
            new ImagePlanes(copies.AsSpan(i * copySize, copySize), channels, wanted.Height, wanted.Width)));
        return tensor(copies).reshape(count, channels, wanted.Height, wanted.Width).to(pixels.device).MoveToOuterDisposeScope();
    }

    private Tensor Warp(Tensor pixels, Generator generator)
    {
        (long batch, long height, long width) = (pixels.shape[0], pixels.shape[2], pixels.shape[3]);
        Tensor draws = rand([9, batch], generator: generator).Times(2).Plus(-1); // -> (9,B) in -1..1
        Tensor angle = draws[0].Times((float)(augmentation.Rotation * Math.PI / 180));
        Tensor shear = draws[1].Times((float)augmentation.Shear);
        float logScale = (float)Math.Log(1 + augmentation.Scale);
        Tensor kept = draws[2].Plus(1).Times((float)(augmentation.Crop / 2)).From(1); // side of the part that is kept
        Tensor scaleX = draws[3].Times(logScale).exp() * kept, scaleY = draws[4].Times(logScale).exp() * kept;

        // Grid coordinates run from -1 to 1, so a share of the side is twice as much of them.
        float shift = (float)(2 * augmentation.Shift);
        Tensor moveX = draws[5].Times(shift).Plus(kept.From(1) * draws[6]), moveY = draws[7].Times(shift).Plus(kept.From(1) * draws[8]);
        Tensor mirror = augmentation.Flip > 0
            ? rand([batch], generator: generator).Below((float)augmentation.Flip).to(ScalarType.Float32).Times(2).From(1)
            : ones(batch);

        // Rotation x shear x scale; the mirror is the innermost, as if the image had been mirrored first.
        Tensor cosine = angle.cos(), sine = angle.sin();
        Tensor maps = stack(
            [
                cosine * scaleX * mirror, (cosine * shear).Minus(sine) * scaleY * mirror, moveX,
                sine * scaleX, (sine * shear).Plus(cosine) * scaleY, moveY,
            ],
            1).reshape(batch, 2, 3); // -> (B,2,3)
        Tensor grid = nn.functional.affine_grid(maps, [batch, pixels.shape[1], height, width], align_corners: false); // -> (B,H,W,2)
        return nn.functional.grid_sample(
            pixels, grid.to(pixels.device), mode: GridSampleMode.Bilinear, padding_mode: GridSamplePaddingMode.Border, align_corners: false);
    }

    private Tensor Relight(Tensor pixels, Generator generator)
    {
        Tensor mean = pixels.mean([1, 2, 3], keepdim: true);
        Tensor brightness = Draw(pixels, generator, augmentation.Brightness).Plus(1), contrast = Draw(pixels, generator, augmentation.Contrast).Plus(1);
        return (pixels.Minus(mean) * contrast).Plus(mean * brightness).Within(0, 1);
    }

    /// <summary>(B, 1, 1, 1) in -range..range.</summary>
    private static Tensor Draw(Tensor pixels, Generator generator, double range) =>
        rand([pixels.shape[0], 1, 1, 1], generator: generator).Times(2).Plus(-1).Times((float)range).to(pixels.device);
}
