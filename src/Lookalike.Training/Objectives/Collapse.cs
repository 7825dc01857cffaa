using Lookalike.Core;

namespace Lookalike.Training.Objectives;

/// <summary>Notices a network that gives every image the same latent: it would call everything alike.</summary>
internal static class Collapse
{
    /// <summary>The least share of the latents' mean square that must be variance: codes within a hundredth of each other are one code.</summary>
    public const double MinSpread = 1e-4;

    /// <summary>The variance of latents about their mean, as a share of their mean square: 0, all alike, to 1.</summary>
    /// <param name="latents">[N, size], at least one.</param>
    /// <param name="size">Values of a latent.</param>
    public static double Spread(ReadOnlySpan<float> latents, int size)
    {
        double square = 0, meanSquare = 0;
        foreach (float value in latents) square += (double)value * value;
        foreach (double mean in LatentCodes.Mean(latents, size)) meanSquare += mean * mean;
        square /= latents.Length / size;
        return square == 0 ? 0 : Math.Max(0, 1 - (meanSquare / square));
    }

    /// <summary>Refuses latents that are all alike.</summary>
    /// <param name="latents">[N, size], at least one.</param>
    /// <param name="size">Values of a latent.</param>
    /// <exception cref="TrainingException">They are.</exception>
    public static void Require(ReadOnlySpan<float> latents, int size)
    {
        double spread = Spread(latents, size);
        if (spread >= MinSpread) return;
        throw new TrainingException(
            $"The network gives all images nearly the same latent (spread {spread:g2}, expected at least {MinSpread:g}): "
            + "it collapsed, and would call everything alike. "
            + "If the images are in truth all alike, there is nothing to learn; else use milder augmentation, or a smaller learning rate.")
        {
            Remedy = new Remedy(RemedyKind.SmallerLearningRate),
        };
    }
}
