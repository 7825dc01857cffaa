using System.Globalization;
using Lookalike.Reliability.Fuzzing.Mutations;
using Microsoft.Data.Sqlite;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Draws statements that craft an index, for the tables that there are, whatever they are called.</summary>
internal sealed class SqlStatements(Random random, SqliteConnection connection)
{
    private static readonly string[] Texts =
    [
        "", "x", "Euclidean", "pictures/../../etc/passwd", "pictures//etc/passwd", "pictures/a\nb", "pictures", "/", "..", "null", "[null]", "[{}]", "{}", "[]", "{\"name\":null}",
        """[{"name":"pictures","path":null}]""", """[{"name":"a/b","path":"relative"}]""", "9999999999999999999", "1e999", "\u202E", "Approximate", new('[', 300),
    ];

    /// <summary>One change, of one statement or some.</summary>
    public IEnumerable<string> Draw()
    {
        List<string> tables = Names("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
        if (tables.Count == 0) return [];
        string name = tables[random.Next(tables.Count)], table = Quote(name);
        List<string> columns = Columns(name);
        if (columns.Count == 0) return [];
        string column = Quote(columns[random.Next(columns.Count)]), other = Quote(columns[random.Next(columns.Count)]);
        return random.Next(24) switch
        {
            < 10 => [$"UPDATE OR REPLACE {table} SET {column} = {Value(column)}{Where(name)}"],
            10 => ["PRAGMA writable_schema=ON", "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '')", "PRAGMA writable_schema=RESET", $"UPDATE {table} SET {column} = NULL{Where(name)}"],
            11 => [$"DELETE FROM {table}{Where(name)}"],
            12 => [$"INSERT OR REPLACE INTO {table} ({column}) VALUES ({Value(column)})"],
            13 => [$"INSERT OR IGNORE INTO {table} SELECT {string.Join(", ", columns.Select(c => Quote(c) == column ? Value(column) : Quote(c)))} FROM {table} LIMIT 3"],
            14 => [$"DROP TABLE {table}"],
            15 => [$"ALTER TABLE {table} RENAME TO hidden", $"CREATE VIEW {table} AS SELECT * FROM hidden"],
            16 => [$"ALTER TABLE {table} RENAME TO hidden", $"CREATE VIEW {table} AS WITH RECURSIVE r AS (SELECT * FROM hidden UNION ALL SELECT * FROM r) SELECT * FROM r"],
            17 => [$"CREATE TRIGGER foreign_{random.Next(100)} AFTER UPDATE ON {table} BEGIN DELETE FROM {table}; END"],
            18 => [$"CREATE TABLE foreign_{random.Next(100)} (a, b)", $"CREATE INDEX foreign_index_{random.Next(100)} ON {table} ({column})"],
            19 => [$"ALTER TABLE {table} RENAME COLUMN {column} TO other"],
            20 => [$"ALTER TABLE {table} ADD COLUMN more DEFAULT (zeroblob(1000))"],
            21 => [$"PRAGMA {(random.Next(2) == 0 ? "user_version" : "application_id")} = {(int)OddNumbers.Draw(random)}"],
            22 => ["PRAGMA writable_schema=ON", $"UPDATE sqlite_master SET rootpage = {random.Next(20)} WHERE name = {Text(name)}", "PRAGMA writable_schema=RESET"],
            _ => [$"UPDATE OR REPLACE {table} SET {column} = {other}{Where(name)}"],
        };
    }

    private string Value(string column) => random.Next(12) switch
    {
        0 => "NULL",
        1 or 2 => OddNumbers.Draw(random).ToString(CultureInfo.InvariantCulture),
        3 => "1e308",
        4 => $"zeroblob({random.Next(3) switch { 0 => 0, 1 => random.Next(300), _ => 3_000_000 }})",
        5 => $"char(0) || {column}",
        6 => $"{column} || {column}",
        7 => $"{column} + {random.Next(-2, 3)}",
        8 => $"substr({column}, 1, {random.Next(40)})",
        9 => $"replace({column}, '{random.Next(10)}', '{OddNumbers.Draw(random)}')",
        10 => $"cast({column} AS {(random.Next(2) == 0 ? "BLOB" : "TEXT")})",
        _ => Text(Texts[random.Next(Texts.Length)]),
    };

    private string Where(string table)
    {
        if (random.Next(3) == 0) return "";
        string key = Quote(Columns(table)[0]);
        return $" WHERE {key} = (SELECT {key} FROM {Quote(table)} ORDER BY {key} LIMIT 1 OFFSET {random.Next(12)})";
    }

    private List<string> Columns(string table) => Names($"SELECT name FROM pragma_table_info({Text(table)}) ORDER BY cid");

    private List<string> Names(string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        List<string> names = [];
        try
        {
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read()) names.Add(reader.GetString(0));
        }
        catch (SqliteException)
        {
            // An earlier statement has broken it already.
        }

        return names;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
