using Lookalike.Reliability.Suite;

namespace Lookalike.Reliability.Kills;

/// <summary>A new index is killed again and again: what was in it once stays in it, every vector is right, and the last run makes it whole.</summary>
internal sealed class NewIndexKills : ReliabilityCase
{
    private const int Pictures = 1500;
    private const int KillsOfIndex = 3;

    public override string Name => "kill-index-new";

    public override string Part => "kills";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        IndexStage stage = await IndexStage.CreateAsync(folder, Pictures);
        string index = Path.Combine(folder, "killed.db"), pictures = stage.Pool.Folder;
        Dictionary<string, string> before = [];
        for (int i = 0; i < count; i++)
        {
            (bool alive, CommandOutcome outcome) = await LookalikeCommand.KillAsync(stage.Took * (0.1 + (0.9 * random.NextDouble())), stage.Index(pictures, index));
            tally.Try(alive);
            if (!alive) tally.Judge(outcome, 0);
            List<string> faults = [];
            Dictionary<string, string> found = await stage.ReadAsync(index, faults);
            if (faults.Count > 0) tally.Lose(faults[0]);
            else if (before.Keys.Any(key => !found.ContainsKey(key))) tally.Lose($"{before.Count} records were stored, and {found.Count} are left");
            before = found;
            if ((i + 1) % KillsOfIndex != 0 && i + 1 != count) continue;
            await stage.FinishAsync(pictures, index, tally);
            IndexStage.Delete(index);
            before = [];
        }
    }
}
