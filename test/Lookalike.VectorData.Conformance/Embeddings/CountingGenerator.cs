using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;

namespace Lookalike.VectorData.Conformance.Embeddings;

/// <summary>Embeds a value as the vector of a number on the <see cref="Arc"/>, and counts how often it is called. Not thread-safe.</summary>
/// <param name="number">The number of a value.</param>
/// <typeparam name="TInput">What is embedded.</typeparam>
internal sealed class CountingGenerator<TInput>(Func<TInput, int> number) : IEmbeddingGenerator<TInput, Embedding<float>>
{
    /// <summary>How often it was called.</summary>
    public int Calls { get; private set; }

    /// <summary>How many values it was given.</summary>
    public int Values { get; private set; }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<TInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls++;
        GeneratedEmbeddings<Embedding<float>> embeddings = [.. values.Select(v => new Embedding<float>(Arc.At(number(v))))];
        Values += embeddings.Count;
        return Task.FromResult(embeddings);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
