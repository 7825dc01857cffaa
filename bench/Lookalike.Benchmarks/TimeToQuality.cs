using System.CommandLine;
using System.Globalization;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;

namespace Lookalike.Benchmarks;

/// <summary>How long the compact network and the reference network train until the 10,000 test images of MNIST are reconstructed well enough.</summary>
internal static class TimeToQuality
{
    public static Command Create()
    {
        Option<double> target = new("--target") { Description = "The validation loss to reach.", DefaultValueFactory = _ => 0.0070 };
        Option<bool> whole = new("--whole") { Description = "Train the reference recipe to its last epoch." };
        Option<string?> history = new("--history") { Description = "Write the losses as a Markdown table." };
        var command = new Command("time-to-quality", "Training time of the compact network and of the reference network to one validation loss, in one run.") { target, whole, history };
        command.SetAction(parsed => Run(parsed.GetValue(target), parsed.GetValue(whole), parsed.GetValue(history)));
        return command;
    }

    private static void Run(double target, bool whole, string? history)
    {
        // The short run on both sides of the long one: the machine's mood shows in their difference.
        IReadOnlyList<EpochResult> before = Train(Architecture.Compact, stop: null);
        IReadOnlyList<EpochResult> reference = Train(Architecture.Reference, whole ? null : target);
        IReadOnlyList<EpochResult> after = Train(Architecture.Compact, stop: null);
        double compactSeconds = (Reach(before, target) + Reach(after, target)) / 2, referenceSeconds = Reach(reference, target);
        Console.WriteLine($"validation loss <= {target:0.0000}: compact network {compactSeconds:0.0} s, reference network {referenceSeconds:0.0} s, ratio 1/{referenceSeconds / compactSeconds:0.0}");
        if (history is not null) File.WriteAllLines(history, Table(before, reference));
    }

    private static List<EpochResult> Train(Architecture architecture, double? stop)
    {
        var store = new DatasetStore();
        ImageSet images = store.Open("mnist", DatasetSplit.Train).Images;
        int threads = Environment.ProcessorCount;
        using var run = new TrainingRun(
            DefaultRecipe.For(architecture, Objective.Reconstruction, images.Count),
            images,
            store.Open("mnist", DatasetSplit.Test).Images,
            TorchRuntime.Open(TrainingDevice.Cpu, threads),
            threads);
        using var reached = new CancellationTokenSource();
        try
        {
            new Trainer(run, new ProgressReporter(Show)).Run(reached.Token);
        }
        catch (OperationCanceledException)
        {
            // The target was reached.
        }

        return run.State.Epochs;

        void Show(TrainingProgress progress)
        {
            if (progress.Finished is not { } epoch) return;
            Console.WriteLine($"{architecture,-9} epoch {epoch.Epoch,2}: training {epoch.TrainingLoss:0.00000} validation {epoch.ValidationLoss:0.00000} {epoch.Seconds,7:0.0} s");
            if (stop is { } target && epoch.ValidationLoss <= target) reached.Cancel();
        }
    }

    private static double Reach(IReadOnlyList<EpochResult> epochs, double target) =>
        epochs.FirstOrDefault(e => e.ValidationLoss <= target)?.Seconds ?? double.PositiveInfinity;

    private static IEnumerable<string> Table(IReadOnlyList<EpochResult> compact, IReadOnlyList<EpochResult> reference)
    {
        yield return "| network | epoch | training loss | validation loss | seconds so far |";
        yield return "|---|---|---|---|---|";
        foreach ((string name, IReadOnlyList<EpochResult> epochs) in new[] { ("compact", compact), ("reference", reference) })
        {
            foreach (EpochResult e in epochs)
                yield return string.Create(CultureInfo.InvariantCulture, $"| {name} | {e.Epoch} | {e.TrainingLoss:0.00000} | {e.ValidationLoss:0.00000} | {e.Seconds:0.0} |");
        }
    }
}
