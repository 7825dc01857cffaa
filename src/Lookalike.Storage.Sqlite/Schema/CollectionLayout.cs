namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>The tables of one collection, and the SQL that works on them. Built once for each collection number.</summary>
internal sealed class CollectionLayout
{
    /// <summary>The record table's own column: a record's place in the blocks of vectors. No property may be stored under this name.</summary>
    public const string SlotColumn = "$slot";

    private readonly string _records;
    private readonly string _free;
    private readonly string _slot = Quote(SlotColumn);
    private readonly string _key;
    private readonly string[] _data;

    public CollectionLayout(long id, CollectionSchema schema)
    {
        Id = id;
        Schema = schema;
        _records = Quote($"records_{id}");
        _free = Quote($"free_{id}");
        _key = Quote(schema.Key.Name);
        _data = [.. schema.Data.Select(c => Quote(c.Name))];
        Blocks = [.. schema.Vectors.Select((_, i) => Quote($"vectors_{id}_{i}"))];

        string columns = string.Concat(_data.Select(c => $", {c}"));
        string parameters = string.Concat(_data.Select((_, i) => $", ?{i + 3}"));
        string updates = _data.Length == 0 ? $"{_key} = excluded.{_key}" : string.Join(", ", _data.Select(c => $"{c} = excluded.{c}"));
        SelectAll = $"SELECT {_slot}, {_key}{columns} FROM {_records} ORDER BY {_slot}";
        SelectByKey = $"SELECT {_slot}, {_key}{columns} FROM {_records} WHERE {_key} = ?1";
        SelectInOrder = $"SELECT {_slot}, {_key}{columns} FROM {_records} ORDER BY {_key}";
        SelectAfter = $"SELECT {_slot}, {_key}{columns} FROM {_records} WHERE {_key} > ?1 ORDER BY {_key}";
        SelectBySlot = $"SELECT {_slot}, {_key}{columns} FROM {_records} WHERE {_slot} = ?1";
        // One statement finds the record or makes it: the slot that comes back is the proposed one only if the key is new.
        Upsert = $"INSERT INTO {_records} ({_slot}, {_key}{columns}) VALUES (?1, ?2{parameters}) ON CONFLICT ({_key}) DO UPDATE SET {updates} " +
            $"RETURNING {_slot}";
        Delete = $"DELETE FROM {_records} WHERE {_key} = ?1 RETURNING {_slot}";
        FreeSlots = $"SELECT slot FROM {_free} ORDER BY slot";
        AddFreeSlot = $"INSERT INTO {_free} (slot) VALUES (?1)";
        TakeFreeSlots = $"DELETE FROM {_free} WHERE slot <= ?1";
        SelectKeys = $"SELECT {_slot}, {_key} FROM {_records} WHERE {_slot} >= ?1 AND {_slot} < ?2 ORDER BY {_slot}";
        SlotsOutOfRange = $"SELECT sum(1) FROM {_records} WHERE {_slot} < 0 OR {_slot} >= ?1";
        // Not count(*): that is one step to SQLite, however many rows it counts, and a damaged tree may have it count for ever.
        CountRecords = $"SELECT sum(1) FROM {_records}";
        FreeSlotsInUse = $"SELECT slot, {_key} FROM {_free} JOIN {_records} ON {_slot} = slot ORDER BY slot";
        DropFreeSlotsInUse = $"DELETE FROM {_free} WHERE slot IN (SELECT {_slot} FROM {_records})";
        LastSlot = $"SELECT max(coalesce((SELECT max({_slot}) FROM {_records}), -1), coalesce((SELECT max(slot) FROM {_free}), -1))";
    }

    public long Id { get; }

    public CollectionSchema Schema { get; }

    /// <summary>The table of blocks of each vector property, quoted.</summary>
    public IReadOnlyList<string> Blocks { get; }

    /// <summary>Every table of the collection, quoted.</summary>
    public IEnumerable<string> Tables => [_records, _free, .. Blocks];

    /// <summary>Slot, key, then the data columns in the schema's order; all records by slot.</summary>
    public string SelectAll { get; }

    public string SelectByKey { get; }

    /// <summary>The same as <see cref="SelectAll"/>, by key.</summary>
    public string SelectInOrder { get; }

    /// <summary>The same from behind the key ?1 on.</summary>
    public string SelectAfter { get; }

    public string SelectBySlot { get; }

    public string Upsert { get; }

    public string Delete { get; }

    public string FreeSlots { get; }

    public string AddFreeSlot { get; }

    public string TakeFreeSlots { get; }

    public string LastSlot { get; }

    public string CountRecords { get; }

    /// <summary>How many records have a slot below 0, or one of ?1 and above.</summary>
    public string SlotsOutOfRange { get; }

    /// <summary>Slot and key of the records from slot ?1 on and before ?2, by slot.</summary>
    public string SelectKeys { get; }

    /// <summary>Slot and key of the records whose slot is said to be free.</summary>
    public string FreeSlotsInUse { get; }

    public string DropFreeSlotsInUse { get; }

    /// <summary>Slot and some columns, all records by slot.</summary>
    public string SelectColumns(IEnumerable<string> names) => $"SELECT {_slot}{string.Concat(names.Select(name => $", {Quote(name)}"))} FROM " +
        $"{_records} ORDER BY {_slot}";

    /// <summary>The statements that create the tables.</summary>
    public IEnumerable<string> CreateTables()
    {
        string key = $"{_key} {ColumnType.Named(Schema.Key.Type).Affinity} NOT NULL UNIQUE";
        string columns = string.Concat(Schema.Data.Select((c, i) => $", {_data[i]} {ColumnType.Named(c.Type).Affinity}"));
        yield return $"CREATE TABLE {_records} ({_slot} INTEGER PRIMARY KEY, {key}{columns})";
        yield return $"CREATE TABLE {_free} (slot INTEGER PRIMARY KEY)";
        foreach (string table in Blocks)
        {
            // The large column last, so that a scan for changed versions does not touch its pages.
            yield return $"CREATE TABLE {table} (block INTEGER PRIMARY KEY, version INTEGER NOT NULL, checksum INTEGER, occupied BLOB NOT NULL, " +
                "vectors BLOB NOT NULL)";
            yield return CreateVersionIndex(table);
        }
    }

    /// <summary>Whether a table or an index of this name is this collection's.</summary>
    public bool Owns(string name) =>
        name == $"records_{Id}" || name == $"free_{Id}" || name == $"sqlite_autoindex_records_{Id}_1"
        || name.StartsWith($"vectors_{Id}_", StringComparison.Ordinal);

    /// <summary>Whether a table or an index of this collection may be defined so: as it is made now, or as an older layout has it.</summary>
    public bool MayBe(string name, string sql) =>
        // An index that SQLite makes for a key has no text.
        (sql.Length == 0 && name.StartsWith("sqlite_autoindex_", StringComparison.Ordinal))
        || CreateTables().Contains(sql)
        || Blocks.Any(table => sql == CreateBlocksWithoutChecksum(table, "") || sql == CreateBlocksWithoutChecksum(table, ", checksum INTEGER"));

    /// <summary>The statement that creates the index by which a reader finds what changed, without a look at every block.</summary>
    public static string CreateVersionIndex(string table) => $"CREATE INDEX {VersionIndex(table)} ON {table} (version)";

    /// <summary>The name of that index, quoted.</summary>
    public static string VersionIndex(string table) => Quote($"{table.Trim('"')}_version");

    /// <summary>The statement that makes room for checksums in a table that was laid out without.</summary>
    public static string AddChecksum(string table) => $"ALTER TABLE {table} ADD COLUMN checksum INTEGER";

    // How a table reads that was laid out without checksums, and how after they were added.
    private static string CreateBlocksWithoutChecksum(string table, string added) =>
        $"CREATE TABLE {table} (block INTEGER PRIMARY KEY, version INTEGER NOT NULL, occupied BLOB NOT NULL, vectors BLOB NOT NULL{added})";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
