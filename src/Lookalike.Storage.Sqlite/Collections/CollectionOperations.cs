using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Files;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Collections;

/// <summary>What is done to a collection as a whole, from the store and from the collection alike.</summary>
internal static class CollectionOperations
{
    public static Task<bool> ExistsAsync(DatabaseFile file, string name, CancellationToken cancellationToken) =>
        file.ReadAsync("CollectionExists", name, connection => connection is not null && Catalogue.Find(connection, name) is not null, cancellationToken);

    public static async Task EnsureExistsAsync(DatabaseFile file, string name, CollectionSchema schema, CancellationToken cancellationToken)
    {
        const string Operation = "EnsureCollectionExists";
        // Looked for first without the write lock: mostly it exists, and the store may be read-only.
        bool exists = await file.ReadAsync(Operation, name, connection =>
            connection is not null && Matches(connection, Operation), cancellationToken).ConfigureAwait(false);
        if (exists) return;
        await file.WriteAsync(Operation, name, create: true, connection =>
        {
            if (Matches(connection!, Operation)) return false;
            var layout = new CollectionLayout(Catalogue.Add(connection!, name, SchemaText.Write(schema)), schema);
            foreach (string sql in layout.CreateTables()) connection!.Execute(sql);
            return true;
        }, cancellationToken).ConfigureAwait(false);

        bool Matches(Connection connection, string operation)
        {
            if (Catalogue.Find(connection, name) is not { } entry) return false;
            ThrowIfDifferent(file, name, operation, schema, entry);
            return true;
        }
    }

    public static Task EnsureDeletedAsync(DatabaseFile file, string name, CancellationToken cancellationToken) =>
        file.WriteAsync("EnsureCollectionDeleted", name, create: false, connection =>
        {
            if (connection is null || Catalogue.Find(connection, name) is not { } entry) return false;
            Catalogue.Remove(connection, entry);
            GraphFile.DeleteAll(file.Path, entry.Id, SchemaText.Read(entry.Definition).Vectors.Count);
            return true;
        }, cancellationToken);

    /// <summary>The stored schema, if it says the same as the one that is expected.</summary>
    public static CollectionSchema ThrowIfDifferent(DatabaseFile file, string name, string operation, CollectionSchema expected, CatalogueEntry entry)
    {
        // The same text is the same schema; reading it is for the other cases.
        if (entry.Definition == SchemaText.Write(expected)) return expected;
        CollectionSchema stored = SchemaText.Read(entry.Definition);
        if (expected.DifferenceFrom(stored) is { } difference)
        {
            throw SqliteFault.Create(
                $"The collection '{name}' in '{file.Path}' was created with another definition. {difference}. Use the definition it was created with, " +
                    "or delete the collection and write its records again.",
                file.Path, operation, name);
        }
        return stored;
    }
}
