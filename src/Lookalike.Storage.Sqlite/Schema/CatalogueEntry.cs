namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>A collection's row in the catalogue, with the mark of the transaction that wrote it last.</summary>
internal sealed record CatalogueEntry(long Id, long Version, long Mark, string Definition);
