using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite;

/// <summary>
/// Search options with a distance function for this one search. The search is exact, so any function serves, whatever the collection was
/// defined with. Not safe to change while a search uses it.
/// </summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class SqliteVectorSearchOptions<TRecord> : VectorSearchOptions<TRecord>
{
    /// <summary>A name of <see cref="Microsoft.Extensions.VectorData.DistanceFunction"/>; null for the collection's own.</summary>
    public string? DistanceFunction { get; set; }
}
