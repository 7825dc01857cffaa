using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Running;

namespace Lookalike.Application.Encoders;

/// <summary>Where encoders come from: a model file, or one that the caller runs. What they are is known before one runs. Thread-safe.</summary>
internal sealed class EncoderSource
{
    private readonly ModelFile? _file;
    private readonly IImageEncoder? _lent;

    /// <summary>A model file, of which encoders are opened.</summary>
    public EncoderSource(ModelFile file)
    {
        (_file, Description) = (file, file.Metadata);
    }

    /// <summary>An encoder of the caller's, who closes it.</summary>
    public EncoderSource(IImageEncoder encoder)
    {
        (_lent, Description) = (encoder, encoder.Description);
    }

    /// <summary>What the encoders take and give.</summary>
    public EncoderDescription Description { get; }

    /// <summary>The model file; null of an encoder of the caller's.</summary>
    public ModelFile? File => _file;

    /// <summary>Whether it is somebody else's encoder, which no option of a training betters.</summary>
    public bool IsImported => _file is { IsImported: true };

    /// <summary>Opens an encoder, to be disposed.</summary>
    /// <param name="options">How it runs; one of the caller's runs as it does.</param>
    /// <exception cref="Models.Faults.ModelFileException">The network cannot be loaded.</exception>
    public IImageEncoder Open(EncoderOptions? options) => _file?.OpenEncoder(options) ?? new LentEncoder(_lent!);

    /// <summary>Opens the same network untrained; null where its layers are not known.</summary>
    /// <param name="seed">What the weights follow from.</param>
    /// <param name="options">How it runs.</param>
    public IImageEncoder? OpenUntrained(int seed, EncoderOptions? options) =>
        _file is { IsImported: false } ? _file.WithRandomWeights(seed).OpenEncoder(options) : null;

    /// <summary>An encoder that stays open when it is disposed.</summary>
    private sealed class LentEncoder(IImageEncoder encoder) : IImageEncoder
    {
        public EncoderDescription Description => encoder.Description;

        public int BatchSize => encoder.BatchSize;

        public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents) => encoder.Encode(pixels, count, latents);

        public void Dispose()
        {
        }
    }
}
