using System.Diagnostics;
using Lookalike.Reliability.Suite;
using Microsoft.Data.Sqlite;

namespace Lookalike.Reliability.Kills;

/// <summary>The mender of an index whose every block is marked as damaged is killed: the next one mends all, and no record is lost.</summary>
internal sealed class DoctorKills : ReliabilityCase
{
    private const int Pictures = 800;

    public override string Name => "kill-doctor-fix";

    public override string Part => "kills";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        IndexStage stage = await IndexStage.CreateAsync(folder, Pictures);
        string pictures = stage.Pool.Folder, index = Path.Combine(folder, "killed.db");
        Damage(stage.Whole);
        string[] fix = ["doctor", "--fix", "--model", stage.Model, "--index", index];
        File.Copy(stage.Whole, index);
        long start = Stopwatch.GetTimestamp();
        await LookalikeCommand.RequireAsync(fix);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        IndexStage.Delete(index);
        for (int i = 0; i < count; i++)
        {
            File.Copy(stage.Whole, index, overwrite: true);
            (bool alive, CommandOutcome outcome) = await LookalikeCommand.KillAsync(took * (0.1 + (0.85 * random.NextDouble())), fix);
            tally.Try(alive);
            if (!alive) tally.Judge(outcome, 0);
            bool mended = tally.Judge(await LookalikeCommand.RunAsync(fix), 0) && tally.Judge(await LookalikeCommand.RunAsync("doctor", "--model", stage.Model, "--index", index), 0);
            if (mended) await stage.CompareAsync(pictures, index, tally);
            IndexStage.Delete(index);
        }
    }

    /// <summary>Gives every block of vectors another checksum than its own.</summary>
    public static void Damage(string index)
    {
        using var connection = new SqliteConnection($"Data Source={index};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'vectors_%'";
        command.CommandText = $"UPDATE \"{command.ExecuteScalar()}\" SET checksum = checksum + 1";
        if (command.ExecuteNonQuery() == 0) throw new InvalidOperationException($"{index} has no block of vectors to damage.");
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.ExecuteNonQuery();
    }
}
