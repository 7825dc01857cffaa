using Lookalike.Reliability.Suite;

namespace Lookalike.Reliability.Kills;

/// <summary>A run over a folder with pictures that are new, changed, moved and gone is killed: each record is as it was or as it will be, and no picture that is still there has lost its own.</summary>
internal sealed class ChangedIndexKills : ReliabilityCase
{
    private const int Pictures = 1200;
    private const int Moved = 100;

    public override string Name => "kill-index-changes";

    public override string Part => "kills";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        IndexStage stage = await IndexStage.CreateAsync(folder, Pictures);
        string pictures = Path.Combine(folder, "pictures"), first = Path.Combine(folder, "first.db"), index = Path.Combine(folder, "killed.db");
        stage.Pool.Fill(pictures, Enumerable.Range(0, Pictures / 2));
        await LookalikeCommand.RequireAsync(stage.Index(pictures, first));
        Dictionary<string, string> before = IndexStage.Expected(pictures);
        Change(stage.Pool, pictures);
        Dictionary<string, string> after = IndexStage.Expected(pictures);
        HashSet<string> staying = [.. before.Values.Intersect(after.Values)];
        for (int i = 0; i < count; i++)
        {
            File.Copy(first, index, overwrite: true);
            (bool alive, CommandOutcome outcome) = await LookalikeCommand.KillAsync(stage.Took * (0.1 + (0.9 * random.NextDouble())), stage.Index(pictures, index));
            tally.Try(alive);
            if (!alive) tally.Judge(outcome, 0);
            List<string> faults = [];
            Dictionary<string, string> found = await stage.ReadAsync(index, faults);
            if (faults.Count > 0) tally.Lose(faults[0]);
            else if (found.Any(f => before.GetValueOrDefault(f.Key) != f.Value && after.GetValueOrDefault(f.Key) != f.Value)) tally.Lose("a record that is neither old nor new");
            else if (staying.Except(found.Values).FirstOrDefault() is { } gone) tally.Lose($"the record of a picture that is still there ({gone})");
            await stage.FinishAsync(pictures, index, tally);
            IndexStage.Delete(index);
        }
    }

    // Of the first half: some moved, some changed, some deleted, the rest stays. Then new ones.
    private static void Change(PicturePool pool, string pictures)
    {
        for (int i = 0; i < Moved; i++)
        {
            Directory.CreateDirectory(Path.Combine(pictures, "moved"));
            File.Move(Path.Combine(pictures, $"{i:00000}.png"), Path.Combine(pictures, "moved", $"{i}.png"));
            pool.Put((Pictures / 2) + i, Path.Combine(pictures, $"{i + Moved:00000}.png"));
            File.Delete(Path.Combine(pictures, $"{i + (2 * Moved):00000}.png"));
        }

        pool.Fill(pictures, Enumerable.Range((Pictures / 2) + Moved, (Pictures / 2) - Moved));
    }
}
