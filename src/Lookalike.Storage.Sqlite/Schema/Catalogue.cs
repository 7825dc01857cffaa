using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>The table of collections, and the small texts that belong to each.</summary>
internal static class Catalogue
{
    // AUTOINCREMENT: the number of a deleted collection never comes back, so what is in memory of it cannot be mistaken for another's.
    public const string CreateCollections =
        "CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, version INTEGER NOT NULL)";

    public const string CreateMetadata =
        "CREATE TABLE collection_metadata (collection INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (collection, key)) WITHOUT ROWID";

    public static CatalogueEntry? Find(Connection connection, string name)
    {
        using Statement statement = connection.Prepare("SELECT id, version, definition FROM collections WHERE name = ?1");
        statement.Bind(1, name);
        return statement.Step() ? Read(connection, statement) : null;
    }

    public static CatalogueEntry? ById(Connection connection, long id)
    {
        using Statement statement = connection.Prepare("SELECT id, version, definition FROM collections WHERE id = ?1");
        return statement.Bind(1, id).Step() ? Read(connection, statement) : null;
    }

    /// <summary>Every collection, by number.</summary>
    public static List<CatalogueEntry> All(Connection connection)
    {
        using Statement statement = connection.Prepare("SELECT id, version, definition FROM collections ORDER BY id");
        List<CatalogueEntry> entries = [];
        while (statement.Step()) entries.Add(Read(connection, statement));
        return entries;
    }

    /// <summary>The version of the collection with a number; null where there is none.</summary>
    public static long? VersionOf(Connection connection, long id)
    {
        using Statement statement = connection.Prepare("SELECT version FROM collections WHERE id = ?1");
        return statement.Bind(1, id).Step() ? statement.Integer(0) : null;
    }

    public static List<string> Names(Connection connection)
    {
        using Statement statement = connection.Prepare("SELECT name FROM collections ORDER BY name");
        List<string> names = [];
        while (statement.Step()) names.Add(statement.Text(0));
        return names;
    }

    public static long Add(Connection connection, string name, string definition)
    {
        using Statement statement = connection.Prepare("INSERT INTO collections (name, definition, version) VALUES (?1, ?2, 0) RETURNING id");
        statement.Bind(1, name).Bind(2, definition);
        statement.Step();
        long id = statement.Integer(0);
        TransactionMarks.Add(connection, id, version: 0);
        return id;
    }

    /// <summary>Counts the collection's version up by one and returns it. Every block that a transaction writes carries it.</summary>
    public static long NextVersion(Connection connection, long id)
    {
        using Statement statement = connection.Prepare("UPDATE collections SET version = version + 1 WHERE id = ?1 RETURNING version");
        statement.Bind(1, id).Step();
        long version = statement.Integer(0);
        TransactionMarks.Add(connection, id, version);
        return version;
    }

    public static void Remove(Connection connection, CatalogueEntry entry)
    {
        CollectionLayout layout = new(entry.Id, SchemaText.Read(entry.Definition));
        foreach (string table in layout.Tables) connection.Execute($"DROP TABLE IF EXISTS {table}");
        TransactionMarks.Remove(connection, entry.Id);
        foreach (string sql in (string[])["DELETE FROM collection_metadata WHERE collection = ?1", "DELETE FROM collections WHERE id = ?1"])
        {
            using Statement statement = connection.Prepare(sql);
            statement.Bind(1, entry.Id).Step();
        }
    }

    public static string? ReadMetadata(Connection connection, long id, string key)
    {
        using Statement statement = connection.Prepare("SELECT value FROM collection_metadata WHERE collection = ?1 AND key = ?2");
        statement.Bind(1, id).Bind(2, key);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>Writes texts, as one version of the collection.</summary>
    public static void WriteMetadata(Connection connection, long id, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0) return;
        NextVersion(connection, id);
        foreach ((string key, string value) in values) WriteMetadata(connection, id, key, value);
    }

    private static void WriteMetadata(Connection connection, long id, string key, string value)
    {
        using Statement statement = connection.Prepare(
            "INSERT INTO collection_metadata (collection, key, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value");
        statement.Bind(1, id).Bind(2, key).Bind(3, value).Step();
    }

    private static CatalogueEntry Read(Connection connection, Statement row)
    {
        long id = row.Integer(0), version = row.Integer(1);
        if (version < 0) throw new InvalidDataException($"its version in the catalogue is {version}; expected 0 or more");
        long mark = TransactionMarks.Of(connection, id, version);
        if (mark == 0 && connection.ReadInt64("PRAGMA user_version") >= SqliteConstants.MarksVersion)
            throw new InvalidDataException($"its version in the catalogue, {version}, is none that a transaction made");
        return new CatalogueEntry(id, version, mark, row.Text(2));
    }
}

/// <summary>A collection's row in the catalogue, with the mark of the transaction that wrote it last.</summary>
internal sealed record CatalogueEntry(long Id, long Version, long Mark, string Definition);
