using System.Globalization;
using Lookalike.Reliability.Kills;
using Lookalike.Reliability.Suite;

namespace Lookalike.Reliability.Disks;

/// <summary>
/// A write, a sync, a rename or an opening fails at a random place, with "no space left" or "input/output error", once or from then on. The command
/// ends with a message, and the same command on a sound disk makes all of it right.
/// </summary>
internal sealed class DiskFaults : ReliabilityCase
{
    private const int Pictures = 700;
    private const int NoSpace = 28;
    private const int InputOutput = 5;

    private static readonly string[] Calls = ["w", "s", "n"];

    public override string Name => "disk-faults";

    public override string Part => "disk";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        string disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        IndexStage stage = await IndexStage.CreateAsync(folder, Pictures);
        FaultyDisk faulty = await FaultyDisk.CreateAsync(folder, disk);
        string index = Path.Combine(disk, "i.db"), model = Path.Combine(disk, "m.onnx"), few = Path.Combine(folder, "few");
        stage.Pool.Fill(few, Enumerable.Range(0, 100));
        File.Copy(stage.Whole, Path.Combine(folder, "damaged.db"));
        DoctorKills.Damage(Path.Combine(folder, "damaged.db"));
        DiskTask[] tasks =
        [
            new("index", stage.Index(stage.Pool.Folder, index), () => { }, () => stage.FinishAsync(stage.Pool.Folder, index, tally)),
            new("fix", ["doctor", "--fix", "--model", stage.Model, "--index", index], () => File.Copy(Path.Combine(folder, "damaged.db"), index),
                () => stage.CompareAsync(stage.Pool.Folder, index, tally)),
            new("train", ["train", few, "--model", model, "--objective", "reconstruction", "--epochs", "3", "--latent", "4", "--threads", "1"], () => { }, () => Task.CompletedTask),
        ];
        Dictionary<(DiskTask Task, string Calls), int> number = [];
        for (int i = 0; i < count; i++)
        {
            // Training takes longest and writes least.
            DiskTask task = tasks[i % 8 == 7 ? 2 : i % 2];
            string calls = Calls[random.Next(Calls.Length)];
            if (!number.TryGetValue((task, calls), out int all)) all = number[(task, calls)] = await CountAsync(task, calls, faulty, disk, folder);
            Empty(disk);
            task.Prepare();
            int after = random.Next(all + 1), error = random.Next(2) == 0 ? NoSpace : InputOutput;
            CommandOutcome outcome = await LookalikeCommand.ShellAsync("exec \"$0\" \"$@\"", task.Arguments, faulty.Failing(calls, after, error, once: random.Next(2) == 0));
            tally.Try(outcome.ExitCode != 0);
            tally.Judge(outcome, 0, 3, 4, 5);
            if (Left(disk) is { } left) tally.Lose($"the disk's space: {task.Name} leaves {left} behind");
            if (tally.Judge(await LookalikeCommand.RunAsync(task.Arguments), 0)) await task.Check();
        }
    }

    private static async Task<int> CountAsync(DiskTask task, string calls, FaultyDisk faulty, string disk, string folder)
    {
        Empty(disk);
        task.Prepare();
        string count = Path.Combine(folder, "count");
        LookalikeCommand.Require(await LookalikeCommand.ShellAsync("exec \"$0\" \"$@\"", task.Arguments, faulty.Counting(calls, count)));
        return int.Parse(await File.ReadAllTextAsync(count), CultureInfo.InvariantCulture);
    }

    private static string? Left(string disk) => Directory.EnumerateFiles(disk, "*.tmp").Select(Path.GetFileName).FirstOrDefault();

    private static void Empty(string disk)
    {
        foreach (string file in Directory.EnumerateFiles(disk)) File.Delete(file);
    }

    private sealed record DiskTask(string Name, string[] Arguments, Action Prepare, Func<Task> Check);
}
