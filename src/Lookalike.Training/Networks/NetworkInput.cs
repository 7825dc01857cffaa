namespace Lookalike.Training;

/// <summary>What an architecture is built for.</summary>
internal sealed class NetworkInput
{
    /// <summary>Channels of an image.</summary>
    public required int Channels { get; init; }

    /// <summary>Height of an image in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Width of an image in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Values of a latent.</summary>
    public required int LatentSize { get; init; }

    /// <summary>True where the encoder ends with latents of length 1 about the mean of all.</summary>
    public bool UnitLatents { get; init; }

    /// <summary>Values that are predicted from a latent beside the pixels while training; 0 for none.</summary>
    public int Features { get; init; }

    /// <summary>Height and width after two halvings, where both architectures have their smallest maps.</summary>
    /// <exception cref="TrainingException">The size cannot be halved twice.</exception>
    public (int Height, int Width) Quarter() => Height % 4 == 0 && Width % 4 == 0
        ? (Height / 4, Width / 4)
        : throw new TrainingException(
            $"The images are {Width}x{Height} pixels; both architectures halve them twice, so width and height must be multiples of 4. "
            + "Resize or pad the images.");
}
