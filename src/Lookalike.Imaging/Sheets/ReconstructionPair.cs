namespace Lookalike.Imaging.Sheets;

/// <summary>An image and what the autoencoder made of it.</summary>
internal sealed class ReconstructionPair
{
    /// <summary>The shape of both.</summary>
    public required PixelShape Shape { get; init; }

    /// <summary>The image: [channels, height, width], 0..255; <see cref="PixelShape.Count"/> bytes.</summary>
    public required ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>The reconstruction, in the same form.</summary>
    public required ReadOnlyMemory<byte> Reconstruction { get; init; }
}
