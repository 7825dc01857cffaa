using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>The right to read matrices that nobody changes meanwhile. Dispose it soon: a writer's next reader copies a matrix that is held.</summary>
internal sealed class MatrixLease(CatalogueEntry entry, VectorMatrix?[] matrices) : IDisposable
{
    public CatalogueEntry Entry => entry;

    /// <summary>The matrix of a vector property by its ordinal; it must have been asked for.</summary>
    public VectorMatrix this[int ordinal] => matrices[ordinal]!;

    public void Dispose()
    {
        foreach (VectorMatrix? matrix in matrices) matrix?.Buffer.Release();
    }
}
