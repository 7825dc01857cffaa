using Microsoft.Data.Sqlite;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Index files that somebody wrote to who knows SQL: values of other types, absurd numbers, other tables, views in the place of tables.</summary>
internal sealed class IndexStatementsFormat : IndexFormat
{
    private string _path = "";

    public override string Name => "index-statements";

    public override int Share => 5;

    /// <summary>Whoever writes a vector can write its checksum.</summary>
    protected override bool HasPromise => false;

    public override void Prepare(string folder)
    {
        base.Prepare(folder);
        _path = Path.Combine(folder, "crafted.db");
    }

    public override FuzzInput Make(Random random)
    {
        File.WriteAllBytes(_path, Seed.Whole);
        List<string> done = [];
        using (var connection = new SqliteConnection($"Data Source={_path};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA synchronous=OFF");
            Execute(connection, "PRAGMA journal_mode=DELETE");
            var statements = new SqlStatements(random, connection);
            for (int rounds = random.Next(1, 4); rounds > 0; rounds--)
            {
                foreach (string sql in statements.Draw())
                {
                    if (Execute(connection, sql)) done.Add(sql.Length > 200 ? sql[..200] : sql);
                }
            }
        }

        byte[] bytes = File.ReadAllBytes(_path);

        // 2: written with a log, as the library writes. Only the mark is set; there is no log.
        bytes[18] = bytes[19] = 2;
        return new FuzzInput { Bytes = bytes, Change = string.Join("; ", done), Seed = Seed.Whole };
    }

    protected override bool Mends(FuzzInput input) => true;

    private static bool Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            // Not every statement fits every table.
            return false;
        }
    }
}
