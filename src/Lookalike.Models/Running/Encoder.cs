using System.Buffers;

namespace Lookalike.Models;

/// <summary>The encoder of a model on ONNX Runtime: pixels to latents. Thread-safe: calls may overlap, but for <see cref="Dispose"/>.</summary>
public sealed class Encoder : IDisposable
{
    private readonly OnnxSession _session;
    private readonly Preprocessing _preprocessing;
    private bool _disposed;

    internal Encoder(ModelMetadata metadata, OnnxSession session)
    {
        _session = session;
        _preprocessing = metadata.Preprocessing;
        LatentSize = metadata.LatentSize;
        Fingerprint = metadata.Fingerprint;
    }

    /// <summary>Channels of an image: 1 (grey) or 3 (red, green, blue).</summary>
    public int Channels => _preprocessing.Channels;

    /// <summary>Rows of an image.</summary>
    public int Height => _preprocessing.Height;

    /// <summary>Columns of an image.</summary>
    public int Width => _preprocessing.Width;

    /// <summary>Values of one image: channels x height x width.</summary>
    public int PixelCount => Channels * Height * Width;

    /// <summary>The border value of the training images, where there was one.</summary>
    public byte? Background => _preprocessing.Background;

    /// <summary>How an image becomes the encoder's input.</summary>
    public Preprocessing Preprocessing => _preprocessing;

    /// <summary>Values of one latent.</summary>
    public int LatentSize { get; }

    /// <summary>The model's fingerprint; vectors of models with different fingerprints cannot be compared.</summary>
    public string Fingerprint { get; }

    /// <summary>The most images in one run of the network; larger requests are split.</summary>
    public int BatchSize => _session.BatchSize;

    /// <summary>Encodes images.</summary>
    /// <param name="pixels">float32 [count,C,H,W], 0..1. Read in place.</param>
    /// <param name="count">How many images, 0 or more.</param>
    /// <param name="latents">float32 [count,<see cref="LatentSize"/>], overwritten.</param>
    /// <exception cref="ArgumentException">A span does not have the length that <paramref name="count"/> asks for, or a pixel is not finite or beyond 1e15.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or the network gives a value that is not finite or beyond 1e15.</exception>
    public void Encode(ReadOnlySpan<float> pixels, int count, Span<float> latents)
    {
        Check(pixels.Length, count, latents.Length);
        for (int done = 0; done < count;)
        {
            int batch = Math.Min(BatchSize, count - done);
            Run(pixels.Slice(done * PixelCount, batch * PixelCount), batch, latents.Slice(done * LatentSize, batch * LatentSize));
            done += batch;
        }
    }

    /// <summary>Encodes images of 8-bit pixels: each value is divided by 255.</summary>
    /// <param name="pixels">bytes [count,C,H,W], 0..255.</param>
    /// <param name="count">How many images, 0 or more.</param>
    /// <param name="latents">float32 [count,<see cref="LatentSize"/>], overwritten.</param>
    /// <exception cref="ArgumentException">A span does not have the length that <paramref name="count"/> asks for.</exception>
    /// <exception cref="ObjectDisposedException">The encoder is disposed.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or the network gives a value that is not finite or beyond 1e15.</exception>
    public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
    {
        Check(pixels.Length, count, latents.Length);
        if (count == 0) return;
        float[] buffer = ArrayPool<float>.Shared.Rent(Math.Min(BatchSize, count) * PixelCount);
        try
        {
            for (int done = 0; done < count;)
            {
                int batch = Math.Min(BatchSize, count - done);
                Span<float> scaled = buffer.AsSpan(0, batch * PixelCount);
                Scale(pixels.Slice(done * PixelCount, batch * PixelCount), scaled);
                Run(scaled, batch, latents.Slice(done * LatentSize, batch * LatentSize));
                done += batch;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    // A table, not vector code: as fast as the memory, and nothing to compile at the start of a search.
    private static readonly float[] Scaled = MakeScaled();

    private static float[] MakeScaled()
    {
        float[] table = new float[byte.MaxValue + 1];
        for (int i = 0; i < table.Length; i++) table[i] = i / (float)byte.MaxValue;
        return table;
    }

    private static void Scale(ReadOnlySpan<byte> pixels, Span<float> scaled)
    {
        float[] table = Scaled;
        for (int i = 0; i < pixels.Length; i++) scaled[i] = table[pixels[i]];
    }

    /// <summary>Frees the session. No call may be under way.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _session.Dispose();
    }

    private void Run(ReadOnlySpan<float> pixels, int count, Span<float> latents) =>
        _session.Run(pixels, [count, Channels, Height, Width], latents, [count, LatentSize]);

    private void Check(int pixels, int count, int latents)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        BatchShape.Check(pixels, nameof(pixels), count, PixelCount, latents, nameof(latents), LatentSize);
    }
}
