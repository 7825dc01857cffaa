using System.Text.Json;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Sheets;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Training.Budget;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Data;
using Lookalike.Training.Logs;
using Lookalike.Training.Loop;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Pictures;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using Lookalike.Training.Sources;
using Lookalike.Training.Teachers;
using Microsoft.Extensions.Logging;

namespace Lookalike.Training.Jobs;

/// <summary>One run, from images to model file, pictures and history. Not safe to use from several threads at once.</summary>
internal sealed class TrainingJob
{
    /// <summary>
    /// The largest difference between the written model and TorchSharp that is let pass, relative to the largest value where that is above 1.
    /// </summary>
    public const double MaxExportDifference = 1e-5;

    private const int ShownImages = 32;
    private const int VerifiedImages = 128;

    /// <summary>The images to train on.</summary>
    public required ImageSet Training { get; init; }

    /// <summary>The images to validate with; <see cref="Training"/> itself where none are held out.</summary>
    public required ImageSet Validation { get; init; }

    /// <summary>The recipe. A resumed run takes that of its checkpoint.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>How pictures were brought to the shape of the images; written into the model, so that others are brought to it alike.</summary>
    /// <value>The default is <see cref="PictureFit.Pad"/>.</value>
    public PictureFit Fit { get; init; }

    /// <summary>
    /// Whether to look for a value that surrounds every image and for a box that its ink fills, and write them into the model. Of pictures, whose
    /// margins are filled, there are none.
    /// </summary>
    /// <value>The default is true.</value>
    public bool FindBackground { get; init; } = true;

    /// <summary>Who teaches the encoder, where that is another encoder; it stays the caller's. Null by default.</summary>
    public ITeacher? Teacher { get; init; }

    /// <summary>What is written, where to compute, and how long it may take.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>What of <see cref="TrainingOptions.Budget"/> is to be left after <see cref="Run"/>, to score the model say.</summary>
    /// <value>Zero, the default, or more.</value>
    public TimeSpan BudgetReserve { get; init; }

    /// <summary>
    /// Keeps what a run needs beside its checkpoint to go on. Called just before the first checkpoint of this run takes the place of an earlier run's, and
    /// not before: until then the earlier one can be gone on with.
    /// </summary>
    public Action? BeforeFirstCheckpoint { get; init; }

    /// <summary>Told of what happens, on the thread of <see cref="Run"/>.</summary>
    public TrainingEvents Events { get; init; } = new();

    /// <summary>Told of epochs and stages; or null.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Told of the whole run; it stays the caller's. Or null.</summary>
    public RunLog? Log { get; init; }

    /// <summary>Tells the time of the budget.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Trains, proves the export, and writes everything.</summary>
    /// <param name="spent">What of the budget this process spent before, to decode the images say.</param>
    /// <param name="cancellationToken">Stops at the next step; the checkpoint is kept.</param>
    /// <exception cref="TrainingException">The run cannot start, diverged, or its export differs from what was trained.</exception>
    /// <exception cref="IOException">A result cannot be written, or a file that this library did not write is in its place; found out before training begins
    /// where it can be.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; its checkpoint is beside the model file.</exception>
    public TrainingSummary Run(TimeSpan spent, CancellationToken cancellationToken)
    {
        long began = Clock.GetTimestamp();
        Recipe.Validate();
        if (Options.Budget <= TimeSpan.Zero)
            throw new TrainingException($"The budget is {Options.Budget.Value.TotalSeconds:0.#} s: expected more than none. Give it time, or leave it away.");
        string checkpointPath = Checkpoint.PathFor(Options.ModelPath);
        RequireOutputs(Options);
        Checkpoint? checkpoint = Options.Resume ? Checkpoint.Load(checkpointPath) : null;
        if (!Options.Resume && File.Exists(checkpointPath))
        {
            Events.Notice?.Invoke(
                $"Starting anew; {checkpointPath} will be replaced after the first epoch. The run that it is of could have been resumed.",
                new Remedy(RemedyKind.ResumeTraining));
        }

        if (PreviousModel.IsThere(Options.ModelPath)) Note(PreviousModel.Notice(Options.ModelPath));
        TrainingRecipe recipe = RecipeForImages();
        int threads = Options.Threads ?? checkpoint?.Header.Threads ?? Environment.ProcessorCount;
        if (checkpoint is not null && checkpoint.Header.Threads != threads)
            Note($"The checkpoint ran with {checkpoint.Header.Threads} threads, this run has {threads}: the weights will differ in rounding.");

        TorchSharp.torch.Device device = TorchRuntime.Open(Options.Device, threads);
        BudgetClock? clock = (Options.Budget?.TotalSeconds ?? checkpoint?.Header.Budget) is { } budget
            ? StartClock(budget, (checkpoint?.Header.BudgetSpent ?? 0) + spent.TotalSeconds, began)
            : null;
        BudgetedRun? budgeted = clock is null ? null : BudgetedRun.Plan((Training, Validation), (recipe, Teacher), checkpoint?.Header, clock, device, threads);
        foreach (string notice in budgeted?.Notices ?? []) Note(notice);
        recipe = budgeted?.Recipe ?? recipe;
        using var run = new TrainingRun(recipe, budgeted?.Training ?? Training, budgeted?.Validation ?? Validation, device, threads, budgeted?.Origin)
        {
            Teacher = Teacher,
            Budget = clock,
        };
        if (checkpoint is not null)
        {
            run.Resume(checkpoint);
            Log?.GoOn(run.State);
            Note($"Going on after {checkpoint.Header.Epochs.Count} epochs and {checkpoint.Header.Step} steps.");
        }

        RunLoop(run, Observers(budgeted?.Guard, checkpointPath), cancellationToken);
        TrainingSummary summary = Write(run, recipe);
        File.Delete(checkpointPath);
        Log?.Finish(summary);
        return summary;
    }

    private void RunLoop(TrainingRun run, IReadOnlyList<RunObserver> observers, CancellationToken cancellationToken)
    {
        using var telemetry = new TelemetryObserver(Logger);
        try
        {
            new Trainer(run, [.. observers, telemetry]).Run(cancellationToken);
        }
        catch (Exception fault) when (telemetry.Fail(fault))
        {
            throw;
        }
    }

    /// <summary>The guard comes first: whoever follows sees the schedule as it is; the checkpoint is there when progress tells of its epoch.</summary>
    private IReadOnlyList<RunObserver> Observers(BudgetGuard? guard, string checkpointPath) =>
    [
        .. guard is null ? [] : new RunObserver[] { guard },
        new CheckpointKeeper(checkpoint => checkpoint.Save(checkpointPath), BeforeFirstCheckpoint),
        .. Log is null ? [] : new RunObserver[] { new ProgressReporter(Log.Progress), new SampleObserver(Log) },
        .. Events.Trained is null ? [] : new RunObserver[] { new ProgressReporter(Events.Trained) },
    ];

    private void Note(string text) => Events.Notice?.Invoke(text, null);

    /// <summary>Proves that a run can write what it will, and overwrites nothing of the user's.</summary>
    /// <exception cref="IOException">A file cannot be written, or one that this library did not write is in its place.</exception>
    internal static void RequireOutputs(TrainingOptions options)
    {
        string model = options.ModelPath;
        (string? Path, OwnKind Kind)[] outputs =
        [
            (model, OwnKind.Model), (PreviousModel.PathFor(model), OwnKind.Model),
            (Checkpoint.PathFor(model), OwnKind.Checkpoint), (PictureRun.PathFor(model), OwnKind.PictureRun), (RunLogFile.PathFor(model), OwnKind.RunLog),
            (options.ReconstructionPath, OwnKind.Picture), (options.PlotPath, OwnKind.Picture), (options.HistoryPath, OwnKind.History),
        ];
        foreach ((string? path, OwnKind kind) in outputs)
        {
            if (path is not null) OutputFile.Require(path, kind);
        }
    }

    /// <summary>The recipe, with a batch that is not larger than the set.</summary>
    private TrainingRecipe RecipeForImages()
    {
        TrainingImages.RequireEnough(Training);
        TrainingImages.RequireDifferent(Training);
        if (ReferenceEquals(Training, Validation))
        {
            string few = Training.Count < ValidationSplit.MinImages ? ", they are too few" : "";
            Note($"None of the {Training.Count} images is held out{few}: the validation loss is that of the images that are trained on.");
        }

        if (Recipe.BatchSize <= Training.Count) return Recipe;
        Note($"A batch of {Recipe.BatchSize} is larger than the set: it has all {Training.Count} images.");
        return Recipe with { BatchSize = Training.Count };
    }

    private BudgetClock StartClock(double budget, double spentBefore, long began) => new(
        Clock, budget, spentBefore + Clock.GetElapsedTime(began).TotalSeconds, BudgetReserve.TotalSeconds + BudgetedRun.WriteSeconds);

    private TrainingSummary Write(TrainingRun run, TrainingRecipe recipe)
    {
        EpochResult last = run.State.Epochs[^1];
        TrainingSummary Summarise(string? model, string? fingerprint) => new()
        {
            History = model is null ? run.State.Epochs : null,
            Epochs = last.Epoch,
            TrainingLoss = last.TrainingLoss,
            ValidationLoss = last.ValidationLoss,
            Seconds = run.Seconds,
            ImagesPerSecond = run.ImagesPerSecond,
            Channels = Training.Input.Channels,
            Height = Training.Input.Height,
            Width = Training.Input.Width,
            Halvings = ArchitectureTable.Halvings(recipe.Architecture, Math.Max(Training.Input.Height, Training.Input.Width)),
            Stages = run.State.Stages,
            Verdict = run.Verdict,
            Model = model,
            Fingerprint = fingerprint,
        };

        var preprocessing = new Preprocessing
        {
            Channels = Training.Input.Channels,
            Height = Training.Input.Height,
            Width = Training.Input.Width,
            Background = FindBackground ? BackgroundValue.Find(Training) : null,
            Fit = Fit,
            InkBox = FindBackground ? InkBoxValue.Find(Training) : null,
        };
        ModelFile model = ModelFile.Create(
            run.Export(),
            preprocessing,
            recipe.ToJson(),
            JsonSerializer.Serialize(Summarise(model: null, fingerprint: null), ResultJson.Default.TrainingSummary));
        (float[] pixels, float[] latents, float[] reconstructions) = run.Reconstruct(VerifiedImages);
        ExportCheck.Verify(model, pixels, latents, reconstructions);
        PreviousModel.Keep(Options.ModelPath);
        model.Save(Options.ModelPath);

        var history = new TrainingHistory { Recipe = recipe, Epochs = run.State.Epochs, Stages = run.State.Stages };
        if (Options.HistoryPath is not null)
            AtomicFile.Write(Options.HistoryPath, JsonSerializer.SerializeToUtf8Bytes(history, ResultJson.Default.TrainingHistory));
        if (Options.PlotPath is not null) LossPlot.Save(Options.PlotPath, history);
        if (Options.ReconstructionPath is not null) SaveReconstructions(Options.ReconstructionPath, pixels, reconstructions);
        return Summarise(Options.ModelPath, model.Metadata.Fingerprint);
    }

    private void SaveReconstructions(string path, float[] pixels, float[] reconstructions)
    {
        int size = Training.Input.Count, count = Math.Min(ShownImages, pixels.Length / size);
        ReconstructionPair[] pairs =
        [
            .. Enumerable.Range(0, count).Select(i => new ReconstructionPair
            {
                Shape = Training.Input,
                Original = TensorValues.Bytes(pixels.AsSpan(i * size, size)),
                Reconstruction = TensorValues.Bytes(reconstructions.AsSpan(i * size, size)),
            }),
        ];
        string which = ReferenceEquals(Training, Validation) ? "Images" : "Held-out images";
        int detail = ObjectiveTable.Of(Recipe.Objective).DetailSize;
        string beside = detail == 0 ? "" : $" and {detail} of detail";
        ReconstructionSheet.Save(path, pairs, $"{which} of {Validation.Name} and their reconstructions from {Recipe.LatentSize} numbers{beside}");
    }
}
