using System.Text.Json;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models;

namespace Lookalike.Training;

/// <summary>One call of training, from images to model file, pictures and history. Not safe to use from several threads at once.</summary>
public sealed class TrainingJob
{
    /// <summary>The largest difference between the written model and TorchSharp that is let pass, relative to the largest value where that is above 1.</summary>
    public const double MaxExportDifference = 1e-5;

    private const int ShownImages = 32;
    private const int VerifiedImages = 128;

    /// <summary>The images to train on.</summary>
    public required ImageSet Training { get; init; }

    /// <summary>The images to validate with; <see cref="Training"/> itself where none are held out.</summary>
    public required ImageSet Validation { get; init; }

    /// <summary>The recipe. A resumed run takes <see cref="CheckpointRecipe"/>.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>How pictures were brought to the shape of the images; written into the model, so that others are brought to it alike.</summary>
    /// <value>The default is <see cref="PictureFit.Pad"/>.</value>
    public PictureFit Fit { get; init; }

    /// <summary>Whether to look for a value that surrounds every image and for a box that its ink fills, and write them into the model. Of pictures, whose margins are filled, there are none.</summary>
    /// <value>The default is true.</value>
    public bool FindBackground { get; init; } = true;

    /// <summary>
    /// The model file to write. Its checkpoint lies beside it while the run lasts. A model that is there already is kept beside it:
    /// <c>autoencoder.previous.onnx</c> for <c>autoencoder.onnx</c>.
    /// </summary>
    public required string ModelPath { get; init; }

    /// <summary>The picture of images above their reconstructions, or null.</summary>
    public string? ReconstructionPath { get; init; }

    /// <summary>The picture of the losses, or null.</summary>
    public string? PlotPath { get; init; }

    /// <summary>The losses as JSON, or null.</summary>
    public string? HistoryPath { get; init; }

    /// <summary>Where to compute.</summary>
    public TrainingDevice Device { get; init; }

    /// <summary>Threads for one operation; null for all cores, or for the checkpoint's number where one is resumed.</summary>
    public int? Threads { get; init; }

    /// <summary>True: go on from the checkpoint beside <see cref="ModelPath"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>
    /// The wall time that the whole of <see cref="Run"/> may take, with <see cref="BudgetSpent"/> and <see cref="BudgetReserve"/>; null for as
    /// long as the recipe takes. The recipe is then the most that is done: batch, epochs and rounds are chosen to fit the time, and every
    /// stage that is begun ends with its learning rate where its schedule ends. A resumed run goes on with what is left of its budget.
    /// </summary>
    /// <value>Above zero; null, the default, on a resumed run: the budget that it began with, if it had one.</value>
    public TimeSpan? Budget { get; init; }

    /// <summary>What of <see cref="Budget"/> this process spent before <see cref="Run"/>, to decode the images say.</summary>
    /// <value>Zero, the default, or more.</value>
    public TimeSpan BudgetSpent { get; init; }

    /// <summary>What of <see cref="Budget"/> is to be left after <see cref="Run"/>, to score the model say.</summary>
    /// <value>Zero, the default, or more.</value>
    public TimeSpan BudgetReserve { get; init; }

    /// <summary>Told what the user should know, in a sentence each; called on the thread of <see cref="Run"/>.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Told after every step; called on the thread of <see cref="Run"/>.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>Tells the time of the budget.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where <see cref="Run"/> keeps the model that it replaces.</summary>
    /// <param name="modelPath">The model file, which need not be there.</param>
    public static string PreviousModelPath(string modelPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        return PreviousModel.PathFor(modelPath);
    }

    /// <summary>The recipe of the checkpoint beside a model file.</summary>
    /// <param name="modelPath">The model file, which need not be there yet.</param>
    /// <exception cref="TrainingException">There is no checkpoint, or it is damaged.</exception>
    public static TrainingRecipe CheckpointRecipe(string modelPath) => Checkpoint.Load(Checkpoint.PathFor(modelPath)).Header.Recipe;

    /// <summary>Which images the checkpoint beside a model file was made with: what <see cref="HashImages"/> gives for them.</summary>
    /// <param name="modelPath">The model file, which need not be there yet.</param>
    /// <exception cref="TrainingException">There is no checkpoint, or it is damaged.</exception>
    public static string CheckpointImages(string modelPath) => Checkpoint.Load(Checkpoint.PathFor(modelPath)).Header.Images;

    /// <summary>The SHA-256 of all pixels of a set, in order: lower-case hexadecimal digits.</summary>
    /// <param name="training">The images to train on, as <see cref="Training"/> has them: without those that are held out.</param>
    public static string HashImages(ImageSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return TrainingImages.Hash(training);
    }

    /// <summary>Trains, proves the export, and writes everything.</summary>
    /// <param name="cancellation">Stops at the next step; the checkpoint is kept.</param>
    /// <exception cref="TrainingException">The run cannot start, diverged, or its export differs from what was trained.</exception>
    /// <exception cref="IOException">A result cannot be written, or a file that this library did not write is in its place; found out before training begins where it can be.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped; its checkpoint is beside the model file.</exception>
    public TrainingSummary Run(CancellationToken cancellation)
    {
        long began = Clock.GetTimestamp();
        Recipe.Validate();
        if (Budget <= TimeSpan.Zero) throw new TrainingException($"The budget is {Budget.Value.TotalSeconds:0.#} s: expected more than none. Give it time, or leave it away.");
        string checkpointPath = Checkpoint.PathFor(ModelPath);
        RequireOutputs(checkpointPath);
        Checkpoint? checkpoint = Resume ? Checkpoint.Load(checkpointPath) : null;
        if (!Resume && File.Exists(checkpointPath)) Notice?.Invoke($"Starting anew; {checkpointPath} will be replaced after the first epoch (it could have been resumed).");
        if (PreviousModel.IsThere(ModelPath)) Notice?.Invoke(PreviousModel.Notice(ModelPath));
        TrainingRecipe recipe = RecipeForImages();
        int threads = Threads ?? checkpoint?.Header.Threads ?? Environment.ProcessorCount;
        if (checkpoint is not null && checkpoint.Header.Threads != threads)
            Notice?.Invoke($"The checkpoint ran with {checkpoint.Header.Threads} threads, this run has {threads}: the weights will differ in rounding.");

        TorchSharp.torch.Device device = TorchRuntime.Open(Device, threads);
        BudgetClock? clock = (Budget?.TotalSeconds ?? checkpoint?.Header.Budget) is { } budget ? StartClock(budget, checkpoint?.Header.BudgetSpent ?? 0, began) : null;
        BudgetedRun? budgeted = clock is null ? null : BudgetedRun.Plan((Training, Validation), recipe, checkpoint?.Header, clock, device, threads);
        foreach (string notice in budgeted?.Notices ?? []) Notice?.Invoke(notice);
        recipe = budgeted?.Recipe ?? recipe;
        using var run = new TrainingRun(recipe, budgeted?.Training ?? Training, budgeted?.Validation ?? Validation, device, threads, budgeted?.Origin)
        {
            Budget = clock,
        };
        if (checkpoint is not null)
        {
            run.Resume(checkpoint);
            Notice?.Invoke($"Going on after {checkpoint.Header.Epochs.Count} epochs and {checkpoint.Header.Step} steps.");
        }

        new Trainer(run, Observers(budgeted?.Guard, checkpointPath)).Run(cancellation);
        TrainingSummary summary = Write(run, recipe);
        File.Delete(checkpointPath);
        return summary;
    }

    /// <summary>The guard comes first: whoever follows sees the schedule as it is; the checkpoint is there when progress tells of its epoch.</summary>
    private IReadOnlyList<RunObserver> Observers(BudgetGuard? guard, string checkpointPath) =>
    [
        .. guard is null ? [] : new RunObserver[] { guard },
        new CheckpointKeeper(checkpoint => checkpoint.Save(checkpointPath)),
        .. Progress is null ? [] : new RunObserver[] { new ProgressReporter(Progress) },
    ];

    private void RequireOutputs(string checkpointPath)
    {
        (string? Path, OwnKind Kind)[] outputs =
        [
            (ModelPath, OwnKind.Model), (PreviousModel.PathFor(ModelPath), OwnKind.Model), (checkpointPath, OwnKind.Checkpoint),
            (ReconstructionPath, OwnKind.Picture), (PlotPath, OwnKind.Picture), (HistoryPath, OwnKind.History),
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
            Notice?.Invoke($"None of the {Training.Count} images is held out{(Training.Count < ValidationSplit.LeastImages ? ", they are too few" : "")}: the validation loss is that of the images that are trained on.");
        if (Recipe.BatchSize <= Training.Count) return Recipe;
        Notice?.Invoke($"A batch of {Recipe.BatchSize} is larger than the set: it has all {Training.Count} images.");
        return Recipe with { BatchSize = Training.Count };
    }

    private BudgetClock StartClock(double budget, double spentBefore, long began) => new(
        Clock, budget, spentBefore + BudgetSpent.TotalSeconds + Clock.GetElapsedTime(began).TotalSeconds, BudgetReserve.TotalSeconds + BudgetedRun.WriteSeconds);

    private TrainingSummary Write(TrainingRun run, TrainingRecipe recipe)
    {
        EpochResult last = run.State.Epochs[^1];
        TrainingSummary Summarise(string? model, string? fingerprint) => new()
        {
            Epochs = last.Epoch,
            TrainingLoss = last.TrainingLoss,
            ValidationLoss = last.ValidationLoss,
            Seconds = run.Seconds,
            ImagesPerSecond = run.ImagesPerSecond,
            Channels = Training.Channels,
            Height = Training.Height,
            Width = Training.Width,
            Halvings = ArchitectureTable.Halvings(recipe.Architecture, Math.Max(Training.Height, Training.Width)),
            Stages = run.State.Stages,
            Verdict = run.Verdict,
            Model = model,
            Fingerprint = fingerprint,
        };

        var preprocessing = new Preprocessing
        {
            Channels = Training.Channels,
            Height = Training.Height,
            Width = Training.Width,
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
        PreviousModel.Keep(ModelPath);
        model.Save(ModelPath);

        var history = new TrainingHistory { Recipe = recipe, Epochs = run.State.Epochs, Stages = run.State.Stages };
        if (HistoryPath is not null) AtomicFile.Write(HistoryPath, JsonSerializer.SerializeToUtf8Bytes(history, ResultJson.Default.TrainingHistory));
        if (PlotPath is not null) LossPlot.Save(PlotPath, history);
        if (ReconstructionPath is not null) SaveReconstructions(ReconstructionPath, pixels, reconstructions);
        return Summarise(ModelPath, model.Metadata.Fingerprint);
    }

    private void SaveReconstructions(string path, float[] pixels, float[] reconstructions)
    {
        int size = Training.PixelsPerImage, count = Math.Min(ShownImages, pixels.Length / size);
        var shape = new PixelShape(Training.Channels, Training.Height, Training.Width);
        ReconstructionPair[] pairs =
        [
            .. Enumerable.Range(0, count).Select(i => new ReconstructionPair
            {
                Shape = shape,
                Original = Bytes(pixels, i * size, size),
                Reconstruction = Bytes(reconstructions, i * size, size),
            }),
        ];
        ReconstructionSheet.Save(path, pairs, $"{(ReferenceEquals(Training, Validation) ? "Images" : "Held-out images")} of {Validation.Name} and their reconstructions from {Recipe.LatentSize} numbers");

        static byte[] Bytes(float[] values, int start, int length)
        {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(values[start + i] * 255), 0, 255);
            return bytes;
        }
    }
}
