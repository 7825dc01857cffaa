using System.CommandLine;
using System.Diagnostics;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using TorchSharp;

namespace Lookalike.Benchmarks;

/// <summary>Our training step beside a bare TorchSharp step of the same network, in turn, in one process.</summary>
internal static class LoopOverhead
{
    public static Command Create()
    {
        Option<int> pairs = new("--pairs") { Description = "Pairs of rounds.", DefaultValueFactory = _ => 31 };
        Option<int> steps = new("--steps") { Description = "Steps of a round.", DefaultValueFactory = _ => 20 };
        var command = new Command("loop-overhead", "Cost of our training step over a bare TorchSharp loop of the reference network, batch 32.") { pairs, steps };
        command.SetAction(parsed => Run(parsed.GetValue(pairs), parsed.GetValue(steps)));
        return command;
    }

    private static void Run(int pairs, int steps)
    {
        ImageSet images = new DatasetStore().Open("mnist", DatasetSplit.Train).Images;
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Reference, Objective.Reconstruction, images.Count);
        int threads = Environment.ProcessorCount;
        using var run = new TrainingRun(recipe, images, images.Slice(0, 1000), TorchRuntime.Open(TrainingDevice.Cpu, threads), threads);
        var trainer = new Trainer(run);
        using StageLoss loss = trainer.Begin(run.NextStage!, CancellationToken.None);
        using var bare = new BareLoop(images, recipe.LatentSize);
        using torch.Tensor order = torch.randperm(images.Count);

        double Round(Action<torch.Tensor> step)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < steps; i++)
            {
                using torch.Tensor positions = order.narrow(0, i * recipe.BatchSize, recipe.BatchSize);
                step(positions);
            }

            return Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps;
        }

        void Ours(torch.Tensor positions) => trainer.Step(loss, positions, recipe.LearningRate);
        for (int i = 0; i < 3; i++) (_, _) = (Round(Ours), Round(bare.Step));
        var rows = new List<(double Ours, double Bare)>();
        for (int i = 0; i < pairs; i++)
        {
            // The first of a pair changes, so that neither gains by its place.
            double first = i % 2 == 0 ? Round(Ours) : Round(bare.Step), second = i % 2 == 0 ? Round(bare.Step) : Round(Ours);
            rows.Add(i % 2 == 0 ? (first, second) : (second, first));
        }

        Console.WriteLine($"{pairs} pairs of {steps} steps, batch {recipe.BatchSize}, {threads} threads, medians");
        Console.WriteLine($"ours  {Median.Of(rows.Select(r => r.Ours)):0.00} ms a step");
        Console.WriteLine($"bare  {Median.Of(rows.Select(r => r.Bare)):0.00} ms a step");
        Console.WriteLine($"overhead, median of pairs  {(Median.Of(rows.Select(r => r.Ours / r.Bare)) - 1) * 100:+0.0;-0.0} %");
    }
}
