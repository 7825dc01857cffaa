using Lookalike.Search.Hnsw;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite;

/// <summary>
/// Search options with what this store can do for one search alone: another distance function, an exact search, or a more thorough
/// approximate one. Not safe to change while a search uses it.
/// </summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class SqliteVectorSearchOptions<TRecord> : VectorSearchOptions<TRecord>
{
    /// <summary>A name of <see cref="Microsoft.Extensions.VectorData.DistanceFunction"/>; null for the collection's own.</summary>
    /// <remarks>With another function than the collection's own the search is exact: a graph is of one function.</remarks>
    public string? DistanceFunction { get; set; }

    /// <summary>Whether every vector is compared, whatever the index kind.</summary>
    /// <value>False by default.</value>
    public bool Exact { get; set; }

    /// <summary>The nearest vectors that an approximate search keeps on its way, called ef in the literature. More cost time and find more.</summary>
    /// <value>1 and up; 100 by default.</value>
    public int Candidates
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = HnswSearchOptions.DefaultCandidates;
}
