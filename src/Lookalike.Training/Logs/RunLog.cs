using System.Text.Json.Nodes;
using Lookalike.Core;
using Lookalike.Models;
using Lookalike.Training.Loop;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Sources;

namespace Lookalike.Training.Logs;

/// <summary>Tells in a file beside the model how its run goes (<see cref="RunLogFile"/>). Not safe to use from several threads at once.</summary>
/// <param name="modelPath">The model file.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="notice">Told, once, where the log cannot be written: the run goes on without.</param>
internal sealed class RunLog(string modelPath, TimeProvider clock, Action<string> notice) : IDisposable
{
    /// <summary>Messages of the system name paths of this machine, which are no business of whoever is shown the log.</summary>
    private const string Unexpected = "The run ended with a fault that was not foreseen. The program that trained says which.";

    private readonly RunLogWriter _writer = new(RunLogFile.PathFor(modelPath), clock, notice);
    private readonly Pace _reading = new(clock, TimeSpan.FromSeconds(1)), _progress = new(clock, TimeSpan.FromSeconds(1));
    private readonly Pace _sample = new(clock, TimeSpan.FromSeconds(2));
    private bool _isDone;

    /// <summary>Pictures are being read.</summary>
    public void Read(Progress progress)
    {
        if (!_reading.IsDue && progress.Done < progress.Total) return;
        _writer.Write("reading", new JsonObject { ["done"] = progress.Done, ["total"] = progress.Total });
    }

    /// <summary>The images are there.</summary>
    public void Begin(TrainingBeginning beginning)
    {
        TrainingRecipe recipe = beginning.Recipe;
        _writer.Write("begin", new JsonObject
        {
            ["source"] = Name(beginning.Source),
            ["images"] = beginning.Training,
            ["validation"] = beginning.Validation,
            ["objective"] = Word(recipe.Objective),
            ["architecture"] = Word(recipe.Architecture),
            ["latentSize"] = recipe.LatentSize,
        });
    }

    /// <summary>What the run of a checkpoint came to before.</summary>
    public void GoOn(RunState state)
    {
        foreach (EpochResult epoch in state.Epochs) Write(epoch);
        foreach (StageResult stage in state.Stages) Write(stage);
    }

    /// <summary>Where the run is.</summary>
    public void Progress(TrainingProgress progress)
    {
        if (progress.Finished is { } epoch) Write(epoch);
        if (progress.FinishedStage is { } stage) Write(stage);
        if (!_progress.IsDue) return;
        _writer.Write("progress", progress.Prepared is { } prepared
            ? new JsonObject { ["stage"] = progress.Stage, ["prepared"] = prepared }
            : new JsonObject
            {
                ["stage"] = progress.Stage,
                ["epoch"] = progress.Epoch,
                ["epochs"] = progress.Epochs,
                ["step"] = progress.Step,
                ["steps"] = progress.Steps,
                ["imagesPerSecond"] = Number(progress.ImagesPerSecond),
                ["trainingLoss"] = Number(progress.TrainingLoss),
                ["secondsLeft"] = Number(progress.Left.TotalSeconds),
            });
    }

    /// <summary>Whether it is time for another <see cref="Sample"/>: so often that one sees it sharpen, so seldom that it costs nothing.</summary>
    public bool WantsSample => _sample.IsDue;

    /// <summary>What the decoder draws by now.</summary>
    public void Sample(int epoch, DrawnSample sample) => _writer.Write("sample", new JsonObject
    {
        ["epoch"] = epoch,
        ["width"] = sample.Shape.Width,
        ["height"] = sample.Shape.Height,
        ["channels"] = sample.Shape.Channels,
        ["count"] = sample.Count,
        ["originals"] = Convert.ToBase64String(sample.Originals),
        ["reconstructions"] = Convert.ToBase64String(sample.Reconstructions),
    });

    /// <summary>The model is written. What goes wrong from then on is not the run's.</summary>
    public void Finish(TrainingSummary summary)
    {
        _writer.Write("done", new JsonObject { ["fingerprint"] = summary.Fingerprint, ["verdict"] = summary.Verdict });
        _isDone = true;
    }

    /// <summary>Takes note of what ends the run early. One that never came to read an image leaves the log of the run before it.</summary>
    /// <returns>False, so that it can stand in the filter of a catch clause that catches nothing.</returns>
    public bool Fail(Exception fault)
    {
        if (_isDone || !_writer.HasBegun) return false;
        if (fault is OperationCanceledException) _writer.Write("stopped", []);
        else _writer.Write("failed", new JsonObject { ["reason"] = fault is LookalikeException ? fault.Message : Unexpected });
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Where on this machine a folder lies is no business of whoever is shown the log.</summary>
    private static string Name(string source) => Path.IsPathRooted(source) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(source)) : source;

    /// <summary>JSON knows no infinity.</summary>
    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private void Write(EpochResult epoch) => _writer.Write("epoch", new JsonObject
    {
        ["epoch"] = epoch.Epoch,
        ["stage"] = epoch.Stage,
        ["loss"] = epoch.Loss,
        ["trainingLoss"] = epoch.TrainingLoss,
        ["minimised"] = epoch.Minimised,
        ["validationLoss"] = epoch.ValidationLoss,
        ["learningRate"] = epoch.LearningRate,
        ["seconds"] = epoch.Seconds,
    });

    private void Write(StageResult stage) => _writer.Write(
        "stage", new JsonObject { ["stage"] = stage.Stage, ["agreement"] = stage.Agreement, ["recallAt1"] = stage.RecallAt1 });
}
