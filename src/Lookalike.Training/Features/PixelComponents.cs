using Lookalike.Core;
using Lookalike.Training.Data;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Features;

/// <summary>The leading principal components of the pixels of images, each brought to the same variance.</summary>
internal static class PixelComponents
{
    /// <summary>The most images that the components are found from: there are far fewer of them.</summary>
    private const int MaxImages = 1000;

    /// <summary>The deviation of a component: about that of the values of a latent of length 1.</summary>
    private const double Deviation = 0.125;

    /// <summary>Below this share of the first, a component is rounding; it becomes zero.</summary>
    private const double MinShare = 1e-9;

    /// <summary>Finds the components. A set of n images has n - 1 at most; the others are zero.</summary>
    /// <param name="images">The images, at least one.</param>
    /// <param name="count">How many components.</param>
    /// <returns>(count, C H W) and (count): what makes them of pixels in 0..1, in the caller's dispose scope.</returns>
    public static (Tensor Weights, Tensor Bias) Fit(ImageBatches images, int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        int[] positions = EvenSpread.Positions(images.Count, Math.Min(images.Count, MaxImages), 0);
        Tensor pixels = images.Gather(tensor(positions, ScalarType.Int64).to(images.Device)).flatten(1).to(CPU); // -> (n,P)
        Tensor mean = pixels.mean([0], keepdim: true), centred = pixels.Minus(mean);

        // Fewer images than pixels: the eigenvectors of their products are those of the covariance, seen from the images (Turk and Pentland 1991).
        (Tensor values, Tensor vectors) = linalg.eigh(centred.mm(centred.t()).to(ScalarType.Float64)); // -> (n) rising, (n,n)
        int kept = Math.Min(count, positions.Length);
        Tensor largest = values.narrow(0, positions.Length - kept, kept).flip(0), seen = vectors.narrow(1, positions.Length - kept, kept).flip(1);
        Tensor directions = seen.to(ScalarType.Float32).t().mm(centred); // -> (k,P), of length root of its value
        Tensor scale = largest.Within(0, double.MaxValue).Plus(double.Epsilon).reciprocal().Times(Deviation * Math.Sqrt(positions.Length));
        scale = where(largest > largest[0].Times(MinShare), scale, zeros_like(scale)).to(ScalarType.Float32).unsqueeze(1);
        Tensor weights = cat([directions * scale, zeros(count - kept, pixels.shape[1])]);
        Tensor bias = weights.mm(mean.t()).squeeze(1).neg();
        return (weights.to(images.Device).MoveToOuterDisposeScope(), bias.to(images.Device).MoveToOuterDisposeScope());
    }
}
