using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>
/// Compares the tables that a database says it has with those that this library makes. A file from elsewhere may say anything: a view, a
/// trigger, a computed column or a check would have SQLite run what its author wrote.
/// </summary>
internal static class SchemaInspection
{
    private const string Sequence = "CREATE TABLE sqlite_sequence(name,seq)";

    private static readonly string[] Kinds = ["records_", "free_", "vectors_", "sqlite_autoindex_records_"];

    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["collections"] = Catalogue.CreateCollections,
        ["collection_metadata"] = Catalogue.CreateMetadata,
        ["transactions"] = TransactionMarks.Create,
        ["sqlite_sequence"] = Sequence,
        ["sqlite_autoindex_collections_1"] = "",
    };

    /// <summary>Looks at the whole database: nothing may be there that no collection has, and the catalogue must be as it was made.</summary>
    /// <exception cref="InvalidDataException">Something else is there.</exception>
    public static void RequireOnlyOurs(Connection connection)
    {
        using Statement rows = connection.Prepare("SELECT type, name, sql FROM sqlite_master");
        while (rows.Step())
        {
            string type = rows.Text(0), name = rows.Text(1), sql = rows.IsNull(2) ? "" : rows.Text(2);
            if (type is not ("table" or "index") || !(Fixed.ContainsKey(name) || IsOfCollection(name)))
                throw new InvalidDataException($"it has the {type} '{name}', which this library does not make");
            if (Fixed.TryGetValue(name, out string? expected) && sql != expected) throw Changed(type, name);
        }
    }

    /// <summary>Looks at the tables of one collection. One that is not there is for whoever reads it to find.</summary>
    /// <exception cref="InvalidDataException">One is not as it was made.</exception>
    public static void RequireTables(Connection connection, CollectionLayout layout)
    {
        using Statement rows = connection.Prepare("SELECT type, name, sql FROM sqlite_master");
        while (rows.Step())
        {
            string name = rows.Text(1), sql = rows.IsNull(2) ? "" : rows.Text(2);
            if (layout.Owns(name) && !layout.MayBe(name, sql)) throw Changed(rows.Text(0), name);
        }
    }

    private static InvalidDataException Changed(string type, string name) =>
        new($"its {type} '{name}' is defined in another way than this library defines it");

    private static bool IsOfCollection(string name)
    {
        string? kind = Array.Find(Kinds, kind => name.StartsWith(kind, StringComparison.Ordinal));
        return kind is not null && name[kind.Length..].Replace("_version", "", StringComparison.Ordinal).All(c => char.IsAsciiDigit(c) || c == '_');
    }
}
