using Lookalike.Models.Encoders;

namespace Lookalike.Models.Tests.Encoders;

/// <summary>An encoder that no network runs: the means of the upper and of the lower half of a grey image of 4x2 pixels.</summary>
internal sealed class MeanEncoder : IImageEncoder
{
    private bool _disposed;

    public EncoderDescription Description { get; } = new()
    {
        Preprocessing = new Preprocessing { Channels = 1, Height = 2, Width = 4 },
        LatentSize = 2,
        Fingerprint = new string('e', 64),
    };

    public int BatchSize => 2;

    public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int half = Description.PixelCount / Description.LatentSize;
        for (int i = 0; i < count * Description.LatentSize; i++) latents[i] = (float)pixels.Slice(i * half, half).ToArray().Average(static p => p);
    }

    public void Dispose() => _disposed = true;
}
