using Lookalike.Datasets;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>Trains under a progress bar; <c>train</c> and <c>demo</c> share it.</summary>
internal static class TrainingRun
{
    public static TrainingSummary Execute(TrainingRequest request, Terminal terminal, CancellationToken cancellation)
    {
        (ImageSet training, ImageSet validation) = request.Source.Split(request.Recipe);
        string validated = ReferenceEquals(training, validation) ? "validating with the same, for they are few" : $"validating with {validation.Count:N0}";
        terminal.Note(
            $"Training the {(request.Recipe.Architecture == Architecture.Reference ? "reference" : "compact")} network on {training.Count:N0} images of {training.Name}, "
            + $"{validated}: objective {request.Recipe.Objective.ToString().ToLowerInvariant()}, latent {request.Recipe.LatentSize}.");
        try
        {
            return terminal.WithProgress("training", 1, bar => new TrainingJob
            {
                Training = training,
                Validation = validation,
                Fit = request.Source.Pictures?.Fit ?? default,
                FindBackground = request.Source.Pictures is null,
                Recipe = request.Recipe,
                ModelPath = request.ModelPath,
                ReconstructionPath = request.ReconstructionPath,
                PlotPath = request.PlotPath,
                HistoryPath = request.HistoryPath,
                Device = request.Device,
                Threads = request.Threads,
                Resume = request.Resume,
                Budget = request.Budget,
                BudgetSpent = request.BudgetSpent,
                BudgetReserve = request.BudgetReserve,
                Notice = terminal.Note,
                Progress = p => Show(p, bar),
            }.Run(cancellation));
        }
        catch (OperationCanceledException)
        {
            terminal.Fault(
                $"Stopped. Kept: {request.ModelPath}.checkpoint (weights, optimizer and place in the run). "
                + $"Go on with: lookalike train {request.Source.CommandWords} --model {ShellWord.Of(request.ModelPath)}{Outputs(request)} --resume");
            throw;
        }
    }

    private static string Outputs(TrainingRequest request) => string.Concat(
        new[] { ("--vis", request.ReconstructionPath), ("--plot", request.PlotPath), ("--history", request.HistoryPath) }
            .Where(o => o.Item2 is not null)
            .Select(o => $" {o.Item1} {ShellWord.Of(o.Item2!)}"));

    private static void Show(TrainingProgress progress, IProgressBar bar)
    {
        if (progress.Finished is { } epoch)
        {
            bar.Line(
                $"epoch {epoch.Epoch} ({epoch.Stage})  training loss {epoch.TrainingLoss:0.00000}  validation loss {epoch.ValidationLoss:0.00000}  "
                + $"{progress.ImagesPerSecond:N0} images/s  {epoch.Seconds:0.0} s");
        }

        if (progress.FinishedStage is { Agreement: not null } stage) bar.Line(Signals(stage));
        bar.Set(
            (progress.Epoch - 1 + ((double)progress.Step / progress.Steps)) / progress.Epochs,
            $"epoch {progress.Epoch} ({progress.Stage})  loss {progress.TrainingLoss:0.00000}  {progress.ImagesPerSecond:N0} images/s");
    }

    private static string Signals(StageResult stage)
    {
        string graph = stage.Neighbours is null ? "" : $", graph of {stage.Neighbours} neighbours ({stage.MutualShare:P0} mutual), averaged {stage.SmoothingSteps} times";
        return $"{stage.Stage}: changed copies agree {stage.Agreement:0.000}, find their own image first {stage.RecallAt1:P1}{graph}";
    }
}
