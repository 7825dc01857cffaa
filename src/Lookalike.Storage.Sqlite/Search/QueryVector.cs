using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Search;

/// <summary>Makes the vector to search for from what the caller gave.</summary>
internal static class QueryVector
{
    public static async ValueTask<ReadOnlyMemory<float>> ResolveAsync(VectorPropertyModel property, object value, CancellationToken cancellationToken)
    {
        if (!VectorValue.TryGet(value, out ReadOnlyMemory<float> vector))
            vector = await GenerateAsync(property, value, cancellationToken).ConfigureAwait(false);
        if (VectorValue.FaultOf(vector.Span, property.Dimensions) is { } fault)
            throw new ArgumentException($"The vector to search '{property.ModelName}' for {fault}.", "searchValue");
        return vector;
    }

    private static async Task<ReadOnlyMemory<float>> GenerateAsync(VectorPropertyModel property, object value, CancellationToken cancellationToken)
    {
        if (property.EmbeddingGenerator is null)
            throw new NotSupportedException(VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(value.GetType(), VectorValue.Supported));
        if (property.EmbeddingGenerationDispatcher is null)
            throw new InvalidOperationException(VectorDataStrings.IncompatibleEmbeddingGeneratorWasConfiguredForInputType(value.GetType(),
                property.EmbeddingGenerator.GetType()));
        Embedding embedding = await property.GenerateEmbeddingAsync(value, cancellationToken).ConfigureAwait(false);
        return ((Embedding<float>)embedding).Vector;
    }
}
