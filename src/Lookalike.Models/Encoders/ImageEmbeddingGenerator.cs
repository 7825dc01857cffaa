using System.Buffers;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Microsoft.Extensions.AI;

namespace Lookalike.Models.Encoders;

/// <summary>
/// Pictures to latents behind the interface of Microsoft.Extensions.AI, so that vector stores, caches and telemetry made for it work with a model
/// of Lookalike. Takes every format that <see cref="PictureReader"/> reads. Thread-safe: calls may overlap, but for <see cref="Dispose"/>.
/// </summary>
public sealed class ImageEmbeddingGenerator : IEmbeddingGenerator<DataContent, Embedding<float>>
{
    private const string ProviderName = "lookalike";

    private readonly IImageEncoder _encoder;
    private readonly PictureReader _reader;
    private readonly TimeProvider _time;
    private readonly PixelShape _shape;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Makes a generator.</summary>
    /// <param name="encoder">What encodes. Owned: disposed with the generator.</param>
    /// <param name="reader">What decodes pictures, its limits, and how it fits; where null, the default limits and the model's fit.</param>
    /// <param name="timeProvider">Where <see cref="Embedding.CreatedAt"/> comes from; the system's clock where null.</param>
    public ImageEmbeddingGenerator(IImageEncoder encoder, PictureReader? reader = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _reader = reader ?? encoder.Description.Preprocessing.NewReader();
        _time = timeProvider ?? TimeProvider.System;
        _shape = encoder.Description.Preprocessing.Shape;
        _metadata = new EmbeddingGeneratorMetadata(ProviderName, providerUri: null, ModelId, encoder.Description.LatentSize);
    }

    /// <summary><c>lookalike:</c> and the model's fingerprint. Embeddings with different model ids cannot be compared.</summary>
    public string ModelId => $"{ProviderName}:{_encoder.Description.Fingerprint}";

    /// <summary>Embeds pictures. The work is done on the thread pool.</summary>
    /// <param name="values">The pictures, each with a media type <c>image/...</c>. Its name, where it has one, names it in messages. Not retained.</param>
    /// <param name="options">Dimensions and model id, where given, must be those of this model; the rest is ignored.</param>
    /// <param name="cancellationToken">Looked at before every picture and every batch.</param>
    /// <returns>One embedding a picture, in the same order, with <see cref="ModelId"/> and the time; no usage, as there are no tokens.</returns>
    /// <exception cref="ArgumentException">A value is null or no image, or the options ask for another model or size.</exception>
    /// <exception cref="PictureException">A picture cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The generator is disposed.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimensions && dimensions != _encoder.Description.LatentSize)
        {
            string expected = $"Expected {_encoder.Description.LatentSize} dimensions, which the model has, or none";
            throw new ArgumentException($"{expected}; found {dimensions}.", nameof(options));
        }

        if (options?.ModelId is { } modelId && modelId != ModelId)
        {
            string fault = $"Expected the model id '{ModelId}' or none, found '{modelId}'.";
            throw new ArgumentException($"{fault} Open that model, or leave the id out.", nameof(options));
        }

        DataContent[] images = [.. values];
        for (int i = 0; i < images.Length; i++)
        {
            if (images[i] is null) throw new ArgumentException($"Expected an image at position {i}, found null.", nameof(values));
            if (!images[i].HasTopLevelMediaType("image"))
                throw new ArgumentException($"Expected a media type image/... at position {i}, found '{images[i].MediaType}'.", nameof(values));
        }

        return Task.Run(() => Generate(images, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    object? IEmbeddingGenerator.GetService(Type serviceType, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(EmbeddingGeneratorMetadata)) return _metadata;
        if (serviceType == typeof(IImageEncoder)) return _encoder;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Disposes the encoder. No call may be under way.</summary>
    public void Dispose() => _encoder.Dispose();

    private GeneratedEmbeddings<Embedding<float>> Generate(DataContent[] images, CancellationToken cancellationToken)
    {
        GeneratedEmbeddings<Embedding<float>> embeddings = new(images.Length);
        int batchSize = Math.Min(_encoder.BatchSize, images.Length);
        byte[] pixels = ArrayPool<byte>.Shared.Rent(batchSize * _encoder.Description.PixelCount); // (B,C,H,W)
        try
        {
            float[] latents = new float[batchSize * _encoder.Description.LatentSize]; // (B,d)
            for (int start = 0; start < images.Length; start += batchSize)
            {
                int count = Math.Min(batchSize, images.Length - start);
                for (int i = 0; i < count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Read(images[start + i], start + i).CopyTo(pixels, i * _encoder.Description.PixelCount);
                }

                _encoder.Encode(pixels.AsSpan(0, count * _encoder.Description.PixelCount), count, latents.AsSpan(0, count * _encoder.Description.LatentSize));
                for (int i = 0; i < count; i++)
                {
                    float[] vector = latents.AsSpan(i * _encoder.Description.LatentSize, _encoder.Description.LatentSize).ToArray();
                    embeddings.Add(new Embedding<float>(vector) { ModelId = ModelId, CreatedAt = _time.GetUtcNow() });
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }

        return embeddings;
    }

    private byte[] Read(DataContent image, int position) =>
        _reader.Read(image.Data, image.Name ?? $"image {position}", _shape, _encoder.Description.Preprocessing.Background).Pixels;
}
