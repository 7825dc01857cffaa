using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Search;

/// <summary>What one search asks for.</summary>
internal sealed class SearchRequest<TRecord>
    where TRecord : class
{
    /// <summary>The vector property to search.</summary>
    public required VectorPropertyModel Property { get; init; }

    /// <summary>The vector to search for, of the property's dimension.</summary>
    public required ReadOnlyMemory<float> Query { get; init; }

    /// <summary>The hits of a page, 1 and up.</summary>
    public required int Top { get; init; }

    /// <summary>The filter, the threshold, the page, and whether to read vectors.</summary>
    public required VectorSearchOptions<TRecord> Options { get; init; }

    /// <summary>How the search scores: as the property does, or by another function.</summary>
    public required Scoring Scoring { get; init; }

    /// <summary>Whether every vector is compared, whatever the index kind.</summary>
    public required bool Exact { get; init; }

    /// <summary>The nearest vectors that a walk keeps on its way.</summary>
    public required int Candidates { get; init; }

    /// <summary>The vector properties whose vectors it needs.</summary>
    public required IReadOnlyList<VectorPropertyModel> Vectors { get; init; }
}
