using Lookalike.Imaging;
using Lookalike.Imaging.Copies;

namespace Lookalike.Training.Logs;

/// <summary>Some images, and what the decoder makes of them.</summary>
internal sealed class DrawnSample
{
    /// <summary>The shape of each.</summary>
    public required PixelShape Shape { get; init; }

    /// <summary>How many there are.</summary>
    public required int Count { get; init; }

    /// <summary>The images as one PNG, in a row.</summary>
    public required byte[] Originals { get; init; }

    /// <summary>What was made of them, alike.</summary>
    public required byte[] Reconstructions { get; init; }

    /// <summary>Makes the pictures.</summary>
    /// <param name="shape">The shape of each.</param>
    /// <param name="originals">[count, C, H, W], 0..255.</param>
    /// <param name="reconstructions">The same.</param>
    public static DrawnSample Of(PixelShape shape, ReadOnlySpan<byte> originals, ReadOnlySpan<byte> reconstructions) => new()
    {
        Shape = shape,
        Count = originals.Length / shape.Count,
        Originals = PngFile.WriteRow(originals, shape),
        Reconstructions = PngFile.WriteRow(reconstructions, shape),
    };
}
