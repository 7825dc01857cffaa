using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>SQLite's own check of the whole file.</summary>
internal static class IntegrityCheck
{
    private const int MaxLines = 20;

    public static List<StorageFault> Run(Connection connection, string path)
    {
        using Statement check = connection.Prepare($"PRAGMA integrity_check({MaxLines})");
        List<StorageFault> faults = [];
        while (check.Step())
        {
            string line = check.Text(0);
            if (line != "ok") faults.Add(new(StorageFaultKind.Integrity, path, $"SQLite's integrity check of '{path}' expected ok and found: {line}."));
        }

        return faults;
    }
}
