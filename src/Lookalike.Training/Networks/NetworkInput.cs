namespace Lookalike.Training.Networks;

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

    /// <summary>Values that the decoder is given beside a latent, and search ignores; 0 for none.</summary>
    public int DetailSize { get; init; }

    /// <summary>Values that the decoder is given.</summary>
    public int CodeSize => LatentSize + DetailSize;

    /// <summary>True where the encoder ends with latents of length 1 about the mean of all.</summary>
    public bool UnitLatents { get; init; }

    /// <summary>Values that are predicted from a latent beside the pixels while training; 0 for none.</summary>
    public int Features { get; init; }

    /// <summary>
    /// True for an encoder that has to see through more than it can with few layers. Where it only has to say what a decoder needs to draw, they are lost time.
    /// </summary>
    public bool Deep { get; init; }

    /// <summary>Height and width after some halvings.</summary>
    /// <param name="times">How often the architecture halves them.</param>
    /// <exception cref="TrainingException">The size cannot be halved so often.</exception>
    public (int Height, int Width) Halved(int times)
    {
        int multiple = 1 << times;
        if (Height % multiple == 0 && Width % multiple == 0) return (Height / multiple, Width / multiple);
        throw new TrainingException(
            $"The images are {Width}x{Height} pixels; the network halves them {times} times, so width and height must be multiples of {multiple}. "
            + "Resize or pad the images.");
    }
}
