using Lookalike.Datasets;
using Lookalike.Models.Encoders;

namespace Lookalike.Benchmarks;

/// <summary>What an encoder makes of images that have its size.</summary>
internal static class Latents
{
    /// <returns>[images, latent].</returns>
    public static float[] Of(IImageEncoder encoder, ImageSet images)
    {
        float[] latents = new float[images.Count * encoder.Description.LatentSize];
        encoder.Encode(images.Pixels.Span, images.Count, latents);
        return latents;
    }
}
