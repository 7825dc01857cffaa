using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Loop;

public sealed class TrainingStepTests
{
    [Fact]
    public void A_loss_may_compare_images_and_output_in_its_own_way_and_the_squared_error_is_told_all_the_same()
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Reconstruction, 60_000) with { LatentSize = 8, BatchSize = 16 };
        using var run = new TrainingRun(recipe, DrawnImages.Draw(16, seed: 1), DrawnImages.Draw(4, seed: 2), TorchRuntime.Open(TrainingDevice.Cpu, threads: 1), threads: 1);
        List<(double Loss, double Squared)> seen = [];
        using var absolute = new StageLoss
        {
            Of = step =>
            {
                Tensor loss = (step.Output! - step.Clean).abs().mean();
                seen.Add((loss.Value(), Losses.Reconstruction(step.Output!, step.Clean).Value()));
                return loss;
            },
        };
        using Tensor positions = arange(16);
        var trainer = new Trainer(run);

        List<(double Told, double Minimised)> told = [.. Enumerable.Range(0, 20).Select(_ => trainer.Step(absolute, positions, 0.01))];

        Assert.Equal(seen.Select(s => (s.Squared, s.Loss)), told);
        Assert.True(seen[^1].Loss < seen[0].Loss / 2, $"the loss went from {seen[0].Loss:g4} to {seen[^1].Loss:g4}");
    }
}
