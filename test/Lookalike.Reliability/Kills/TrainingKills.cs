using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Lookalike.Reliability.Suite;

namespace Lookalike.Reliability.Kills;

/// <summary>
/// Training is killed, and so is what goes on from its checkpoint, until a run comes to its end: the next run goes on after every epoch that was
/// printed, but for the last one where an epoch takes less than four times as long as the writing of its checkpoint, as those here do on a busy disk.
/// </summary>
internal sealed partial class TrainingKills : ReliabilityCase
{
    private const int Pictures = 300;

    public override string Name => "kill-train-and-resume";

    public override string Part => "kills";

    public override async Task RunAsync(string folder, int count, Random random, CaseTally tally)
    {
        var pool = new PicturePool(Path.Combine(folder, "pictures"), Pictures);
        string model = Path.Combine(folder, "m.onnx");
        string[] train = ["train", pool.Folder, "--model", model, "--objective", "reconstruction", "--epochs", "12", "--batch-size", "8", "--latent", "8", "--threads", "1"];
        long start = Stopwatch.GetTimestamp();
        await LookalikeCommand.RequireAsync(train);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        File.Delete(model);
        int printed = 0;
        for (int i = 0; i < count; i++)
        {
            // Killed when all was done: the model is there, and its checkpoint has gone.
            bool resumes = File.Exists(model + ".checkpoint");
            if (!resumes && File.Exists(model)) printed = Restart(folder);
            if (printed > 0 && !resumes) tally.Lose($"{printed} epochs were printed, and there is no checkpoint");
            (bool alive, CommandOutcome outcome) = await LookalikeCommand.KillAsync(took * (0.2 + (0.5 * random.NextDouble())), resumes ? [.. train, "--resume"] : train);
            tally.Try(alive);
            if (resumes && GoingOn().Match(outcome.Error) is { Success: true } on && int.Parse(on.Groups["epochs"].Value, CultureInfo.InvariantCulture) is var after && after < printed - 1)
                tally.Lose($"{printed} epochs were printed, and the next run goes on after {after}");
            printed = Math.Max(printed, LastEpoch(outcome));
            if (alive) continue;
            if (!tally.Judge(outcome, 0) || !File.Exists(model)) tally.Lose("a run that nobody killed left no model");
            printed = Restart(folder);
        }

        await EndAsync(folder, train, model, tally);
    }

    private static int Restart(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "m.onnx*")) File.Delete(file);
        return 0;
    }

    /// <summary>Runs to the end what was killed last, and looks at what is left beside the model.</summary>
    private static async Task EndAsync(string folder, string[] train, string model, CaseTally tally)
    {
        CommandOutcome end = await LookalikeCommand.RunAsync(File.Exists(model + ".checkpoint") ? [.. train, "--resume"] : train);
        tally.Judge(end, 0);
        string[] left = [.. Directory.EnumerateFiles(folder, "m.onnx*").Select(f => Path.GetFileName(f)!).Where(f => f.EndsWith(".tmp", StringComparison.Ordinal))];
        if (left.Length > 0) tally.Lose($"the disk's space: {string.Join(", ", left)} are left behind");
    }

    private static int LastEpoch(CommandOutcome outcome) =>
        Epoch().Matches(outcome.Error).Select(m => int.Parse(m.Groups["epoch"].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    [GeneratedRegex(@"Going on after (?<epochs>\d+) epochs", RegexOptions.ExplicitCapture)]
    private static partial Regex GoingOn();

    [GeneratedRegex(@"^epoch (?<epoch>\d+) \(.*validation loss.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Epoch();
}
