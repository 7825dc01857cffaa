using Lookalike.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Lookalike.Training.Features;

/// <summary>
/// Histograms of oriented gradients (Dalal and Triggs 2005): which way the edges run in each cell of an image, whatever its brightness
/// and contrast. Eight undirected orientations, cells normalised by the energy of their 3x3 surroundings, square root taken.
/// As a second target beside the pixels they teach an encoder shape (Wei et al., Masked feature prediction, 2021).
/// </summary>
internal static class GradientHistograms
{
    private const int Orientations = 8;
    private const int CellPixels = 4;
    private const int MaxCells = 8;

    /// <summary>Energy below which a cell counts as flat.</summary>
    private const float Floor = 0.05f;

    private static readonly float[] Centres = [.. Enumerable.Range(0, Orientations).Select(i => (float)i)];

    /// <summary>Values of one image.</summary>
    /// <param name="height">Height of the images in pixels.</param>
    /// <param name="width">Width of the images in pixels.</param>
    public static int Size(int height, int width) => Orientations * Cells(height) * Cells(width);

    /// <summary>The histograms of a batch.</summary>
    /// <param name="pixels">(B, C, H, W) in 0..1; colours are averaged.</param>
    /// <returns>(B, Size) in 0..1, in the caller's dispose scope.</returns>
    public static Tensor Compute(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        (long height, long width) = (pixels.shape[2], pixels.shape[3]);
        Tensor padded = nn.functional.pad(pixels.mean([1], keepdim: true), [1, 1, 1, 1], PaddingModes.Replicate); // -> (B,1,H+2,W+2)
        Tensor dx = padded.narrow(2, 1, height).narrow(3, 2, width).Minus(padded.narrow(2, 1, height).narrow(3, 0, width)); // -> (B,1,H,W)
        Tensor dy = padded.narrow(2, 2, height).narrow(3, 1, width).Minus(padded.narrow(2, 0, height).narrow(3, 1, width));
        Tensor magnitude = hypot(dx, dy);
        Tensor angle = atan2(dy, dx).Times((float)(Orientations / Math.PI)).Modulo(Orientations); // opposite directions are one

        // Each pixel's magnitude is shared between the two nearest orientations.
        Tensor centres = tensor(Centres).to(pixels.device).reshape(1, Orientations, 1, 1);
        Tensor distance = angle.Minus(centres).abs(); // -> (B,8,H,W)
        Tensor votes = minimum(distance, distance.From(Orientations)).From(1).Within(0, 1) * magnitude;
        Tensor cells = nn.functional.adaptive_avg_pool2d(votes, [Cells(height), Cells(width)]); // -> (B,8,h,w)
        Tensor energy = nn.functional.avg_pool2d(cells.square().sum(1, keepdim: true).sqrt(), 3, 1, 1, count_include_pad: false);
        return (cells / energy.Plus(Floor)).Within(0, 4).sqrt().Over(2).flatten(1).MoveToOuterDisposeScope(); // -> (B,8hw)
    }

    private static int Cells(long side) => (int)Math.Clamp(side / CellPixels, 1, MaxCells);
}
