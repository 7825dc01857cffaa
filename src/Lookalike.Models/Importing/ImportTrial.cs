using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Running;

namespace Lookalike.Models.Importing;

/// <summary>Runs an encoder on pictures of which it is known that they differ, and looks at what it makes of them.</summary>
internal static class ImportTrial
{
    /// <summary>Black, white, a slope, and noise.</summary>
    private const int Pictures = 4;

    /// <summary>How far two runs may be apart, relative to the largest value: sums are done in another order for a batch of two.</summary>
    private const float Tolerance = 1e-3f;

    /// <summary>How near the latents of all pictures must be to say that the encoder does not see them.</summary>
    private const float Sameness = 1e-6f;

    /// <summary>Whether a batch of two gives what two batches of one do.</summary>
    public static bool TakesBatches(ModelFile model)
    {
        byte[] pixels = Draw(model.Metadata);
        try
        {
            using IImageEncoder together = model.OpenEncoder(new EncoderOptions { BatchSize = 2 });
            using IImageEncoder alone = model.OpenEncoder(new EncoderOptions { BatchSize = 1 });
            float[] expected = Encode(alone, pixels), found = Encode(together, pixels);
            return Apart(expected, found) <= Tolerance * Largest(expected);
        }
        catch (ModelFileException)
        {
            return false; // a batch is written into the graph; what else is wrong shows when pictures are run one by one
        }
    }

    /// <summary>Makes sure that pictures give latents: finite, the same for the same picture, and others for others.</summary>
    /// <exception cref="ModelFileException">They do not.</exception>
    public static void Require(ModelFile model, ModelFaults faults)
    {
        byte[] pixels = Draw(model.Metadata);
        using IImageEncoder encoder = model.OpenEncoder();
        float[] latents = Encode(encoder, pixels), again = Encode(encoder, pixels);
        if (Apart(latents, again) > Tolerance * Largest(latents)) throw faults.At("run", "the same latent for the same picture", "another each time");
        int size = model.Metadata.LatentSize;
        float spread = Enumerable.Range(1, Pictures - 1).Max(i => Apart(latents.AsSpan(0, size), latents.AsSpan(i * size, size)));
        if (spread <= Sameness * Largest(latents))
            throw faults.At("run", "different latents for different pictures", "the same for all: it does not see them, or all is cut off");
    }

    private static float[] Encode(IImageEncoder encoder, byte[] pixels)
    {
        float[] latents = new float[Pictures * encoder.Description.LatentSize];
        encoder.Encode(pixels, Pictures, latents);
        return latents;
    }

    private static byte[] Draw(EncoderDescription input)
    {
        int count = input.PixelCount, width = input.Preprocessing.Width;
        byte[] pixels = new byte[Pictures * count]; // the first is black
        pixels.AsSpan(count, count).Fill(byte.MaxValue);
        for (int i = 0; i < count; i++) pixels[(2 * count) + i] = (byte)(i % width * byte.MaxValue / width);
        new Random(1).NextBytes(pixels.AsSpan(3 * count));
        return pixels;
    }

    private static float Apart(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        float apart = 0;
        for (int i = 0; i < left.Length; i++) apart = Math.Max(apart, Math.Abs(left[i] - right[i]));
        return apart;
    }

    private static float Largest(float[] values) => values.Max(Math.Abs);
}
