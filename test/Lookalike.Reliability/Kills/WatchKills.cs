using Lookalike.Reliability.Suite;

namespace Lookalike.Reliability.Kills;

/// <summary>A watch is killed while pictures come, change and go: every record has a right vector, and the next run brings the index to the folder's state.</summary>
internal sealed class WatchKills : ReliabilityCase
{
    private const int Pictures = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public override string Name => "kill-index-watch";

    public override string Part => "kills";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        IndexStage stage = await IndexStage.CreateAsync(folder, Pictures);
        string pictures = Path.Combine(folder, "pictures"), index = Path.Combine(folder, "watched.db");
        stage.Pool.Fill(pictures, Enumerable.Range(0, Pictures / 2));
        await LookalikeCommand.RequireAsync(stage.Index(pictures, index));
        for (int i = 0; i < count; i++)
        {
            using var stop = new CancellationTokenSource();
            Task changing = ChangeAsync(stage.Pool, pictures, new Random(random.Next()), stop.Token);
            (bool alive, CommandOutcome outcome) = await LookalikeCommand.KillAsync(stage.Took * (0.3 + (3 * random.NextDouble())), stage.Index(pictures, index, "--watch"));
            await stop.CancelAsync();
            await changing;
            tally.Try(alive);
            if (!alive) tally.Judge(outcome, []);
            List<string> faults = [];
            await stage.ReadAsync(index, faults);
            if (faults.Count > 0) tally.Lose(faults[0]);
            await stage.FinishAsync(pictures, index, tally);
        }
    }

    private static async Task ChangeAsync(PicturePool pool, string pictures, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string path = Path.Combine(pictures, $"{random.Next(Pictures):00000}.png");
            if (random.Next(3) == 0) File.Delete(path);
            else pool.Put(random.Next(Pictures), path);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
