namespace Lookalike.Models;

/// <summary>The decoder of a model on ONNX Runtime: latents to reconstructions. Thread-safe: calls may overlap, but for <see cref="Dispose"/>.</summary>
public sealed class Decoder : IDisposable
{
    private readonly OnnxSession _session;
    private readonly Preprocessing _preprocessing;
    private bool _disposed;

    internal Decoder(ModelMetadata metadata, OnnxSession session)
    {
        _session = session;
        _preprocessing = metadata.Preprocessing;
        LatentSize = metadata.LatentSize;
        Fingerprint = metadata.Fingerprint;
    }

    /// <summary>Channels of a reconstruction: 1 (grey) or 3 (red, green, blue).</summary>
    public int Channels => _preprocessing.Channels;

    /// <summary>Rows of a reconstruction.</summary>
    public int Height => _preprocessing.Height;

    /// <summary>Columns of a reconstruction.</summary>
    public int Width => _preprocessing.Width;

    /// <summary>Values of one reconstruction: channels x height x width.</summary>
    public int PixelCount => Channels * Height * Width;

    /// <summary>Values of one latent.</summary>
    public int LatentSize { get; }

    /// <summary>The model's fingerprint.</summary>
    public string Fingerprint { get; }

    /// <summary>The most latents in one run of the network; larger requests are split.</summary>
    public int BatchSize => _session.BatchSize;

    /// <summary>Reconstructs images.</summary>
    /// <param name="latents">float32 [count,<see cref="LatentSize"/>]. Read in place.</param>
    /// <param name="count">How many latents, 0 or more.</param>
    /// <param name="reconstruction">float32 [count,C,H,W], 0..1 where the network ends in a sigmoid; overwritten.</param>
    /// <exception cref="ArgumentException">A span does not have the length that <paramref name="count"/> asks for, or a value given is not finite or beyond 1e15.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is disposed.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or the network gives a value that is not finite or beyond 1e15.</exception>
    public void Decode(ReadOnlySpan<float> latents, int count, Span<float> reconstruction)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        BatchShape.Check(latents.Length, nameof(latents), count, LatentSize, reconstruction.Length, nameof(reconstruction), PixelCount);
        for (int done = 0; done < count;)
        {
            int batch = Math.Min(BatchSize, count - done);
            _session.Run(
                latents.Slice(done * LatentSize, batch * LatentSize),
                [batch, LatentSize],
                reconstruction.Slice(done * PixelCount, batch * PixelCount),
                [batch, Channels, Height, Width]);
            done += batch;
        }
    }

    /// <summary>Frees the session. No call may be under way.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _session.Dispose();
    }
}
