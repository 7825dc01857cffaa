using System.Diagnostics;
using Lookalike.Reliability.Suite;
using Lookalike.Reliability.Upserts;

namespace Lookalike.Reliability.Kills;

/// <summary>A process that writes batches, and keeps a graph over them, is killed: every batch that it called stored is there, none is there in part, and the graph finds what is near.</summary>
internal sealed class UpsertKills : ReliabilityCase
{
    private const int KillsOfFile = 10;
    private const int MostMilliseconds = 1500;
    private const double LeastRecall = 0.95;

    public override string Name => "kill-upserts";

    public override string Part => "kills";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        string start = Path.Combine(folder, "start.db"), path = Path.Combine(folder, "killed.db");
        await UpsertFile.CreateAsync(start);
        int batches = 0;
        for (int i = 0; i < count; i++)
        {
            // Later kills of a file meet what earlier ones left.
            if (i % KillsOfFile == 0)
            {
                IndexStage.Delete(path);
                UpsertFile.Copy(start, path);
                batches = UpsertFile.FirstBatches;
            }

            using Process child = UpsertChild.Start(path, batches);
            string first = UpsertChild.FirstLine(child);
            await Task.Delay(random.Next(MostMilliseconds));
            tally.Try(!child.HasExited);
            child.Kill();
            int reported = UpsertChild.Reported(first, child);
            using var file = new UpsertFile(path);
            (int found, string? fault) = await file.CheckAsync();
            if (fault is not null) tally.Lose(fault);
            else if (found < reported) tally.Lose($"{reported} batches were stored, and {found} are left");
            double recall = await file.RecallAsync();
            if (recall < LeastRecall) tally.Lose($"the graph finds {recall:0.000} of what is near");
            batches = Math.Max(found, reported);
        }
    }
}
