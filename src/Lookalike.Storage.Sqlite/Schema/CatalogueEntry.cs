namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>A collection's row in the catalogue.</summary>
internal sealed record CatalogueEntry(long Id, long Version, string Definition);
