using Lookalike.Models.Faults;

namespace Lookalike.Models.Encoders;

/// <summary>
/// Pixels to latents: all that indexing and searching ask of a network, whichever runtime runs it and wherever. <see cref="ModelFile.OpenEncoder"/>
/// gives the one of a model file. Implementations are thread-safe: calls may overlap, but for <see cref="IDisposable.Dispose"/>.
/// </summary>
public interface IImageEncoder : IDisposable
{
    /// <summary>What it takes and gives. Stays the same.</summary>
    EncoderDescription Description { get; }

    /// <summary>How many images make a good batch, 1 or more: as many as it takes at a time. More may be given at once, and are split.</summary>
    int BatchSize { get; }

    /// <summary>Encodes images of 8-bit pixels.</summary>
    /// <param name="pixels">bytes [count,C,H,W], of the shape and the kind that <see cref="EncoderDescription.Preprocessing"/> names. Not retained.</param>
    /// <param name="count">How many images, 0 or more.</param>
    /// <param name="latents">float32 [count,d], d the <see cref="EncoderDescription.LatentSize"/>; overwritten. Each value is finite, -1e15..1e15.</param>
    /// <exception cref="ArgumentException">A span does not have the length that <paramref name="count"/> asks for.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    /// <exception cref="ModelFileException">The network fails, or gives a value that is not finite or beyond 1e15.</exception>
    void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents);
}
