using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>Tells a database of ours from any other, and lays out a new one.</summary>
internal static class SchemaGuard
{
    /// <summary>True for a database of ours that this version reads; false for an empty one.</summary>
    /// <exception cref="Microsoft.Extensions.VectorData.VectorStoreException">It belongs to another program or a newer version.</exception>
    /// <exception cref="InvalidDataException">It has more than this library puts there.</exception>
    public static bool IsOurs(Connection connection, string path, string operation)
    {
        long application = connection.ReadInt64("PRAGMA application_id");
        if (application != SqliteConstants.ApplicationId)
        {
            long objects = connection.ReadInt64("SELECT count(*) FROM sqlite_master");
            if (application == 0 && objects == 0) return false;
            throw SqliteFault.Create(
                $"'{path}' is a SQLite database of another program. Expected application_id 0x{SqliteConstants.ApplicationId:X8}, found " +
                    $"0x{application:X8} and {objects} tables and indexes. Give the path of a vector store, or of a file that does not exist yet.",
                path, operation, null);
        }
        long version = connection.ReadInt64("PRAGMA user_version");
        // An older one is read as it is, and migrated by the first connection that writes.
        if (version is < 1 or > SqliteConstants.SchemaVersion)
        {
            string remedy = version > SqliteConstants.SchemaVersion
                ? "It was written by a newer version of this library; update the library"
                : "The file is damaged; restore it from a copy";
            throw SqliteFault.Create($"'{path}' has layout version {version}. Expected {SqliteConstants.SchemaVersion}. {remedy}.", path, operation, null);
        }
        SchemaInspection.RequireOnlyOurs(connection);
        return true;
    }

    /// <summary>Sets up a connection for writing and lays out the database if it is empty.</summary>
    public static void Prepare(Connection connection, string path, string operation)
    {
        bool ours = IsOurs(connection, path, operation);
        bool current = ours && connection.ReadInt64("PRAGMA user_version") == SqliteConstants.SchemaVersion;
        // Larger pages than the usual 4 KiB: a block of vectors is read as a chain of pages. No effect on a database that has tables.
        if (!ours) connection.Execute("PRAGMA page_size = 16384");
        connection.Execute("PRAGMA journal_mode = WAL");
        // A batch touches its index all over; the usual 2 MB would write pages out to make room and read them back.
        connection.Execute("PRAGMA cache_size = -65536");
        // With the log, NORMAL loses at most the last transactions at a power cut; it never damages the file.
        connection.Execute("PRAGMA synchronous = NORMAL");
        if (current) return;
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Asked again under the lock: another process may have been first.
            if (!IsOurs(connection, path, operation)) Create(connection);
            else Migrate(connection);
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    private static void Migrate(Connection connection)
    {
        long version = connection.ReadInt64("PRAGMA user_version");
        if (version < SqliteConstants.MarksVersion)
            connection.Execute(TransactionMarks.Create.Replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", StringComparison.Ordinal));
        connection.Execute($"PRAGMA user_version = {SqliteConstants.SchemaVersion}");
        foreach (CatalogueEntry entry in Catalogue.All(connection))
        {
            var layout = new CollectionLayout(entry.Id, SchemaText.Read(entry.Definition));
            SchemaInspection.RequireTables(connection, layout);
            foreach (string table in layout.Blocks)
            {
                if (version < 2) connection.Execute(CollectionLayout.CreateVersionIndex(table));
                if (version < SqliteConstants.ChecksumVersion) AddChecksums(connection, table);
            }

            if (version < SqliteConstants.MarksVersion) TransactionMarks.Add(connection, entry.Id, entry.Version);
        }
    }

    private static void AddChecksums(Connection connection, string table)
    {
        connection.Execute(CollectionLayout.AddChecksum(table));
        List<long> blocks = [];
        using (Statement all = connection.Prepare($"SELECT block FROM {table}"))
        {
            while (all.Step()) blocks.Add(all.Int64(0));
        }

        using Statement select = connection.Prepare($"SELECT occupied, vectors FROM {table} WHERE block = ?1");
        using Statement update = connection.Prepare($"UPDATE {table} SET checksum = ?2 WHERE block = ?1");
        foreach (long block in blocks)
        {
            select.Bind(1, block).Step();
            update.Bind(1, block).Bind(2, BlockChecksum.Of(block, select.Blob(0), select.Blob(1)));
            select.Reset();
            update.Step();
            update.Reset();
        }
    }

    private static void Create(Connection connection)
    {
        connection.Execute($"PRAGMA application_id = {SqliteConstants.ApplicationId}");
        connection.Execute($"PRAGMA user_version = {SqliteConstants.SchemaVersion}");
        connection.Execute(Catalogue.CreateCollections);
        connection.Execute(Catalogue.CreateMetadata);
        connection.Execute(TransactionMarks.Create);
    }
}
