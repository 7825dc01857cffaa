namespace Lookalike.Models.Encoders;

/// <summary>What an encoder takes and gives, and which one it is. Immutable.</summary>
public class EncoderDescription
{
    /// <summary>How an image becomes the encoder's input.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Values of one latent, at least 1.</summary>
    public required int LatentSize { get; init; }

    /// <summary>
    /// 64 lower-case hexadecimal digits, which follow from the layers, the weights and the preprocessing: encoders with the same fingerprint give
    /// the same latents, and latents of encoders with different ones cannot be compared.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>Values of one image: channels x height x width.</summary>
    internal int PixelCount => Preprocessing.Channels * Preprocessing.Height * Preprocessing.Width;
}
