using Lookalike.Models.Encoders;

namespace Lookalike.Application.Tests.Library;

/// <summary>An encoder that no model file is behind: the mean of each quarter of a channel, 0..1.</summary>
internal sealed class QuarterEncoder : IImageEncoder
{
    private const int Side = 8;
    private const int Channels = 3;

    public EncoderDescription Description { get; } = new()
    {
        Preprocessing = new Preprocessing { Channels = Channels, Height = Side, Width = Side },
        LatentSize = 4 * Channels,
        Fingerprint = new string('c', 64),
    };

    public int BatchSize => 2;

    public bool IsDisposed { get; private set; }

    public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
    {
        latents.Clear();
        for (int i = 0; i < pixels.Length; i++)
        {
            int quarter = (i / (Side * Side / 2) % 2 * 2) + (i / (Side / 2) % 2);
            int channel = i / (Side * Side);
            latents[(channel * 4) + quarter] += pixels[i] / 255f / (Side * Side / 4);
        }
    }

    public void Dispose() => IsDisposed = true;
}
