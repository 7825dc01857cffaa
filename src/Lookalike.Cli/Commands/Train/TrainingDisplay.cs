using Lookalike.Training.Loop;
using Lookalike.Training.Results;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Commands.Train;

/// <summary>Shows on a terminal what training tells of; <c>train</c>, <c>augment</c> and <c>demo</c> share it.</summary>
/// <param name="terminal">Where what is wrong is said.</param>
/// <param name="bars">Its bars.</param>
/// <param name="failed">Takes the pictures that cannot be read.</param>
/// <param name="isDetailed">Whether a line stays of each epoch and stage.</param>
internal sealed class TrainingDisplay(Terminal terminal, StageBars bars, FailedPictures failed, bool isDetailed) : IProgress<Progress>
{
    private const string Reading = "reading pictures", Preparing = "asking the teacher", Training = "training";

    /// <summary>Who is told.</summary>
    private TrainingEvents Events => new()
    {
        Notice = (text, remedy) => bars.Note(RemedyText.Append(text, remedy, model: null)),
        Failed = failure => failed.Add(failure.Path, failure.Fault, failure.Message),
        Reading = this,
        Begins = Begin,
        Trained = Show,
        OpenList = PictureOptions.OpenList,
    };

    /// <summary>Runs a call of the library under bars, and says what is kept where it is stopped.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="words">The words that name the images on a command line.</param>
    /// <param name="options">What was asked for; null where nothing is trained.</param>
    /// <param name="work">The call.</param>
    /// <param name="isDetailed">Whether a line stays of each epoch and stage.</param>
    public static Task<T> ShowAsync<T>(
        Terminal terminal, string words, TrainingOptions? options, Func<TrainingLibrary, StageBars, Task<T>> work, bool isDetailed = true) =>
        FailedPictures.WithStagesAsync(terminal, async (bars, failed) =>
        {
            var display = new TrainingDisplay(terminal, bars, failed, isDetailed);
            try
            {
                return await work(new TrainingLibrary(display.Events, CommonOptions.Datasets), bars);
            }
            catch (OperationCanceledException)
            {
                display.SayStopped(words, options);
                throw;
            }
        });

    /// <summary>Says what is kept of work that was stopped, and how it goes on.</summary>
    /// <param name="words">The words that name the images on a command line.</param>
    /// <param name="options">What was asked for; null where nothing is trained.</param>
    private void SayStopped(string words, TrainingOptions? options)
    {
        if (bars.Title == Reading) terminal.Fault("Stopped while reading pictures. Those that were read are kept; the same command goes on with the others.");
        if (bars.Title != Training || options is null || !File.Exists(TrainingLibrary.PathsFor(options.ModelPath).Checkpoint)) return;
        string outputs = string.Concat(
            new[] { ("--vis", options.ReconstructionPath), ("--plot", options.PlotPath), ("--history", options.HistoryPath) }
                .Where(o => o.Item2 is not null)
                .Select(o => $" {o.Item1} {ShellWord.Of(o.Item2!)}"));
        terminal.Fault(
            $"Stopped. Kept: {options.ModelPath}.checkpoint (weights, optimizer and place in the run). "
            + $"Go on with: lookalike train {words} --model {ShellWord.Of(options.ModelPath)}{outputs} --resume");
    }

    /// <inheritdoc/>
    public void Report(Progress value) =>
        bars.Of(Reading).Set(value.Total == 0 ? 0 : (double)value.Done / value.Total, $"{value.Done:N0} of {value.Total:N0}");

    private void Begin(TrainingBeginning beginning)
    {
        string validated = beginning.Validation is { } count ? $"validating with {count:N0}" : "validating with the same, for they are few";
        bars.Note(
            $"Training the {beginning.Recipe.Architecture.ToString().ToLowerInvariant()} network on {beginning.Training:N0} images of {beginning.Source}, "
            + $"{validated}: objective {beginning.Recipe.Objective.ToString().ToLowerInvariant()}, latent {beginning.Recipe.LatentSize}.");
        _ = bars.Of(Training);
    }

    private void Show(TrainingProgress progress)
    {
        if (progress.Prepared is { } prepared)
        {
            bars.Of(Preparing).Set(prepared, null);
            return;
        }

        IProgressBar bar = bars.Of(Training);
        if (isDetailed && progress.Finished is { } epoch)
        {
            bar.Line(
                $"epoch {epoch.Epoch} ({epoch.Stage})  training loss {epoch.TrainingLoss:0.00000}  validation loss {epoch.ValidationLoss:0.00000}  "
                + $"{progress.ImagesPerSecond:N0} images/s  {epoch.Seconds:0.0} s");
        }

        if (isDetailed && progress.FinishedStage is { Agreement: not null } stage) bar.Line(Signals(stage));
        bar.Set(
            (progress.Epoch - 1 + ((double)progress.Step / progress.Steps)) / progress.Epochs,
            $"epoch {progress.Epoch} ({progress.Stage})  loss {progress.TrainingLoss:0.00000}  {progress.ImagesPerSecond:N0} images/s");
    }

    private static string Signals(StageResult stage)
    {
        string graph = stage.Neighbours is null ? ""
            : $", graph of {stage.Neighbours} neighbours ({stage.MutualShare:P0} mutual), averaged {stage.SmoothingSteps} times";
        return $"{stage.Stage}: changed copies agree {stage.Agreement:0.000}, find their own image first {stage.RecallAt1:P1}{graph}";
    }
}
