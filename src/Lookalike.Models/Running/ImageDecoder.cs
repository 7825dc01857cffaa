using System.Buffers;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;

namespace Lookalike.Models.Running;

/// <summary>
/// Draws images from codes, and makes codes of images. A code is all that the decoder takes: the latent, and behind it the detail where the network has
/// one. <see cref="ModelFile.OpenDecoder"/> opens it. Thread-safe: calls may overlap, but for <see cref="Dispose"/>.
/// </summary>
internal sealed class ImageDecoder : IDisposable
{
    private readonly IImageEncoder _codes;
    private readonly OnnxSession _decoder;

    /// <summary>Joins what was opened; both are disposed with this.</summary>
    /// <param name="codes">Pixels to codes: its latents are the codes.</param>
    /// <param name="decoder">Codes to reconstructions.</param>
    /// <param name="latentSize">Values of the latent, the first of a code.</param>
    /// <param name="givesUnitLength">Whether the encoder brings latents to length 1.</param>
    public ImageDecoder(IImageEncoder codes, OnnxSession decoder, int latentSize, bool givesUnitLength)
    {
        (_codes, _decoder) = (codes, decoder);
        (LatentSize, GivesUnitLength) = (latentSize, givesUnitLength);
    }

    /// <summary>Values of a code, at least those of the latent.</summary>
    public int CodeSize => _codes.Description.LatentSize;

    /// <summary>Values of the latent, with which a code begins.</summary>
    public int LatentSize { get; }

    /// <summary>Whether latents have length 1.</summary>
    public bool GivesUnitLength { get; }

    /// <summary>Values of an image.</summary>
    public int PixelCount => _codes.Description.PixelCount;

    /// <summary>Makes the code of an image.</summary>
    /// <param name="pixels">bytes [C,H,W], as for <see cref="IImageEncoder.Encode"/>.</param>
    /// <returns>[<see cref="CodeSize"/>].</returns>
    /// <exception cref="ArgumentException">There are more or fewer pixels.</exception>
    /// <exception cref="ModelFileException">The network fails, or gives a value that is not finite or beyond 1e15.</exception>
    public float[] Encode(ReadOnlySpan<byte> pixels)
    {
        float[] code = new float[CodeSize];
        _codes.Encode(pixels, count: 1, code);
        return code;
    }

    /// <summary>Draws images.</summary>
    /// <param name="codes">float32 [count, <see cref="CodeSize"/>].</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="pixels">bytes [count,C,H,W], overwritten. What the network draws outside of black and white is cut off.</param>
    /// <param name="cancellationToken">Ends the drawing between two batches.</param>
    /// <exception cref="ArgumentException">A span does not have the length that <paramref name="count"/> asks for.</exception>
    /// <exception cref="ModelFileException">The network fails, or gives a value that is not finite or beyond 1e15.</exception>
    public void Decode(ReadOnlySpan<float> codes, int count, Span<byte> pixels, CancellationToken cancellationToken)
    {
        _decoder.Check(codes.Length, nameof(codes), count, pixels.Length, nameof(pixels));
        int largest = Math.Min(count, _decoder.BatchSize);
        float[] drawn = ArrayPool<float>.Shared.Rent(largest * PixelCount);
        try
        {
            for (int done = 0; done < count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int batch = Math.Min(largest, count - done);
                Span<float> made = drawn.AsSpan(0, batch * PixelCount);
                _decoder.Run(codes.Slice(done * CodeSize, batch * CodeSize), batch, made);
                PixelScale.ToBytes(made, pixels.Slice(done * PixelCount, batch * PixelCount));
                done += batch;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(drawn);
        }
    }

    public void Dispose()
    {
        _codes.Dispose();
        _decoder.Dispose();
    }
}
