using System.Diagnostics;
using System.Text.Json;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Core.Telemetry;
using Lookalike.Datasets;
using Lookalike.Datasets.Pictures;
using Lookalike.Datasets.Store;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Running;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Logs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Pictures;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Sources;
using Lookalike.Training.Teachers;
using Lookalike.Training.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Training.Jobs;

/// <summary>
/// From pictures or a data set to a model file: finds the images, decodes and keeps them, trains, and writes the model and what is asked for
/// beside it. The calls hold no state of this class; one model is trained by one call at a time, in whatever process.
/// </summary>
/// <param name="events">Told of what happens; null for nobody.</param>
/// <param name="datasets">The data sets that are trained on by their names; null for those of this machine's usual folder.</param>
public sealed class TrainingLibrary(TrainingEvents? events = null, DatasetStore? datasets = null)
{
    private const int NamedChanges = 3;

    private readonly TrainingEvents _events = events ?? new TrainingEvents();
    private readonly DatasetStore _datasets = datasets ?? new DatasetStore();

    /// <summary>
    /// Where the pixels of pictures are kept, or null for <c>pictures</c> in the folder of the data sets (<see
    /// cref="DatasetStore.Folder"/>).
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>Makes the logger that is told of the run, its epochs and its stages.</summary>
    /// <value>Null by default: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { internal get; init; }

    /// <summary>The recipe of the checkpoint beside a model file.</summary>
    /// <param name="modelPath">The model file, which need not be there yet.</param>
    /// <exception cref="TrainingException">There is no checkpoint, or it is damaged.</exception>
    /// <exception cref="ModelFileException">The model is an imported encoder, which was never trained here.</exception>
    internal static TrainingRecipe CheckpointRecipe(string modelPath)
    {
        string checkpoint = Checkpoint.PathFor(modelPath);
        if (File.Exists(modelPath) && !File.Exists(checkpoint)) ModelFile.Read(modelPath).RequireTrained();
        return Checkpoint.Load(checkpoint).Header.Recipe;
    }

    /// <summary>The pictures that the run of the checkpoint beside a model file began with.</summary>
    /// <param name="modelPath">The model file, which need not be there yet.</param>
    /// <exception cref="DatasetException">It is not known which they were.</exception>
    internal static PictureRequest CheckpointPictures(string modelPath) => PictureRun.Load(modelPath).Request;

    /// <summary>What a call of training writes beside its model file while it lasts, or keeps there: each with what it is.</summary>
    /// <param name="modelPath">The model file, which need not be there.</param>
    internal static TrainingPaths PathsFor(string modelPath) => new(modelPath);

    /// <summary>Trains.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="score">What the model is measured by once it is written, out of the budget; null for nothing.</param>
    /// <param name="cancellationToken">Stops at the next step, and keeps a checkpoint; or at the next picture, and keeps those that were read.</param>
    /// <exception cref="TrainingException">The run cannot start, diverged, or another process is training this model.</exception>
    /// <exception cref="DatasetException">There are too few pictures, or the data set is not there.</exception>
    /// <exception cref="Lookalike.Models.Faults.ModelFileException">The teacher is no model, or fails.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or one that this library did not write is in the place of a result.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<TrainingResult> TrainAsync(TrainingRequest request, IModelScore? score = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await TrainingTelemetry.Operations
            .RunAsync("train", told => TrainAsync(request, score, told, cancellationToken))
            .ConfigureAwait(false);
    }

    private async Task<TrainingResult> TrainAsync(
        TrainingRequest request, IModelScore? score, ToldOperation? told, CancellationToken cancellationToken)
    {
        TrainingOptions options = request.Options;
        TrainingJob.RequireOutputs(options); // before anything is read for hours, or written
        using FileLock held = TakeLock(options.ModelPath);
        using var log = new RunLog(options.ModelPath, TimeProvider.System, notice => _events.Notice?.Invoke(notice, null));
        try
        {
            return await TrainAsync(request, score, (told, log), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (log.Fail(fault))
        {
            throw;
        }
    }

    private async Task<TrainingResult> TrainAsync(
        TrainingRequest request, IModelScore? score, (ToldOperation? Operation, RunLog Log) told, CancellationToken cancellationToken)
    {
        ILogger? logger = LoggerFactory?.CreateLogger(TrainingTelemetry.LogCategory);
        long start = Stopwatch.GetTimestamp();
        TrainingOptions options = request.Options;
        TrainingRecipe? checkpoint = options.Resume ? CheckpointRecipe(options.ModelPath) : null;
        using IImageEncoder? teacher = OpenTeacher(request, checkpoint);
        using TrainingSource source = await OpenAsync(
            request, checkpoint is not null, _events.WithReading(told.Log.Read), cancellationToken).ConfigureAwait(false);
        TrainingRecipe recipe = request.Recipe.For(source.Images, source.ValidationShare, checkpoint, teacher?.Description.Fingerprint, options.Budget);
        request.Recipe.RequireUse(recipe);
        (ImageSet training, ImageSet validation) = source.Split(recipe);
        var job = new TrainingJob
        {
            Training = training,
            Validation = validation,
            Recipe = recipe,
            Teacher = teacher is null ? null : new EncoderTeacher(teacher),
            Options = options,
            Fit = source.Pictures?.Fit ?? default,
            FindBackground = source.Pictures is null,
            BeforeFirstCheckpoint = checkpoint is null ? () => source.Remember(options.ModelPath) : null,
            BudgetReserve = score?.Estimate(training, validation, options.Budget) ?? TimeSpan.Zero,
            Events = _events,
            Logger = logger,
            Log = told.Log,
        };
        told.Operation?.Tag(TrainingTelemetry.ObjectiveTag, JsonNamingPolicy.SnakeCaseLower.ConvertName(recipe.Objective.ToString()));
        if (logger is not null)
        {
            if (source.Failures.Count > 0) TrainingLog.PicturesFailed(logger, source.Failures.Count);
            TrainingLog.Begins(logger, training.Count, training.Name, validation.Count);
        }

        var beginning = new TrainingBeginning(recipe)
        {
            Source = training.Name,
            Training = training.Count,
            Validation = ReferenceEquals(training, validation) ? null : validation.Count,
        };
        told.Log.Begin(beginning);
        _events.Begins?.Invoke(beginning);
        TrainingSummary summary = await RunAsync(job, Stopwatch.GetElapsedTime(start), cancellationToken).ConfigureAwait(false);
        if (logger is not null) TrainingLog.Trained(logger, summary.Model, summary.Epochs, summary.Seconds, summary.ValidationLoss);
        if (score is not null) await score.MeasureAsync(options.ModelPath, training, validation, cancellationToken).ConfigureAwait(false);
        return new TrainingResult(summary)
        {
            Pictures = source.Request,
            Reading = source.Pictures is null ? null : new PictureReading(source.Pictures),
            Failures = [.. source.Failures],
        };
    }

    /// <summary>Draws images beside changed copies of them, as training will see them.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TrainingException">A range of the augmentation is not allowed.</exception>
    /// <exception cref="DatasetException">There are too few pictures, or the data set is not there.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    internal async Task DrawCopiesAsync(AugmentationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using TrainingSource source = request.Dataset is { } dataset
            ? TrainingSource.Of(dataset, _datasets)
            : await ReadAsync(
                RequirePictures(request.Pictures),
                Architecture.Compact,
                request.Seed,
                new() { MaxPictures = request.MaxPictures },
                _events,
                cancellationToken).ConfigureAwait(false);
        Augmentation augmentation = request.Augmentation.For(
            DefaultRecipe.For(Architecture.Compact, objective: null, source.Images).Augmentation);
        await Task.Run(() => AugmentationSheet.Save(request.SheetPath, source.Images, augmentation, request.Seed), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps two runs from writing one model and its checkpoint, until it is disposed of, or the process ends.</summary>
    private static FileLock TakeLock(string modelPath)
    {
        string path = modelPath + ".lock";
        return FileLock.TryTake(path) ?? throw new TrainingException(
            $"{modelPath} is being trained by another process ({path} is held). Wait until it has finished, or train into another file.");
    }

    private static IImageEncoder? OpenTeacher(TrainingRequest request, TrainingRecipe? checkpoint)
    {
        if (request.TeacherPath is not { } path)
        {
            return checkpoint?.Teacher is not { } missing ? null : throw new TrainingException(
                $"The run learns from the model with the fingerprint {missing[..12]}. Name its file as the teacher, or train anew.");
        }

        if (request.Recipe.Objective is { } objective and not Objective.Distillation) throw new TrainingException(RecipeValidation.TeacherFault(objective));
        IImageEncoder teacher = ModelFile.Read(path).OpenEncoder(new EncoderOptions { IntraOpThreads = request.Options.Threads });
        if (checkpoint is null || checkpoint.Teacher == teacher.Description.Fingerprint) return teacher;
        string found = teacher.Description.Fingerprint[..12];
        teacher.Dispose();
        throw new TrainingException(
            $"{path} has the fingerprint {found}; expected the teacher that the run began with, {checkpoint.Teacher?[..12] ?? "none"}. "
            + "Name that, or train anew.");
    }

    private static PictureRequest RequirePictures(PictureRequest? pictures) =>
        pictures ?? throw new ArgumentException("A request names a data set or pictures.", nameof(pictures));

    /// <summary>The loop computes on its thread for as long as it lasts.</summary>
    private static async Task<TrainingSummary> RunAsync(TrainingJob job, TimeSpan spent, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => job.Run(spent, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            // It serves the checkpoint, and goes with it.
            string modelPath = job.Options.ModelPath;
            if (!File.Exists(Checkpoint.PathFor(modelPath))) PictureRun.Delete(modelPath);
        }
    }

    private async Task<TrainingSource> OpenAsync(TrainingRequest request, bool goesOn, TrainingEvents events, CancellationToken cancellationToken)
    {
        if (request.Dataset is { } dataset) return TrainingSource.Of(dataset, _datasets);
        if (goesOn) return Reopen(request, cancellationToken);
        TrainingOptions options = request.Options;
        return await ReadAsync(
            RequirePictures(request.Pictures),
            request.Recipe.Architecture ?? Architecture.Compact,
            request.Recipe.Seed ?? new TrainingRecipe().Seed,
            new() { Threads = options.Threads, Budget = options.Budget },
            events,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<TrainingSource> ReadAsync(
        PictureRequest request, Architecture architecture, int seed, DecodingLimits limits, TrainingEvents events, CancellationToken cancellationToken)
    {
        var decoding = new PictureDecoding
        {
            Request = request,
            Architecture = architecture,
            Seed = seed,
            Limits = limits,
            CacheFolder = CacheFolder ?? Path.Combine(_datasets.Folder, "pictures"),
            Events = events,
        };
        return await decoding.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the pictures that a run began with, as they were then, and says what changed.</summary>
    private TrainingSource Reopen(TrainingRequest request, CancellationToken cancellationToken)
    {
        PictureRun begun = PictureRun.Load(request.Options.ModelPath);
        PictureRequest wanted = request.Pictures ?? begun.Request;
        PictureSet pictures;
        try
        {
            pictures = PictureSet.Reopen(begun.Cache, begun.Checksum, wanted.Name);
        }
        catch (DatasetException e)
        {
            throw new DatasetException($"{e.Message} A run goes on only with the pixels that it began with. Train anew.", e.Path, e)
            {
                Remedy = new Remedy(RemedyKind.TrainAnew),
            };
        }

        SayChanges(wanted, pictures, cancellationToken);
        return TrainingSource.Of(wanted, pictures, begun.InputOf(pictures.Images.Shape));
    }

    private void SayChanges(PictureRequest request, PictureSet pictures, CancellationToken cancellationToken)
    {
        // Standard input cannot be listed again.
        if (request.Origin == PictureOrigin.StandardInput) return;
        PictureChanges changes;
        try
        {
            changes = pictures.Compare(PictureListing.WithoutResults(PictureListing.List(request, _events.OpenList, cancellationToken)));
        }
        catch (IOException e)
        {
            _events.Notice?.Invoke($"{e.Message} Going on with the pictures as they were.", null);
            return;
        }

        if (changes.IsEmpty) return;
        string[] names = [.. changes.Added.Concat(changes.Changed).Concat(changes.Removed)];
        string named = string.Join(", ", names.Take(NamedChanges)) + (names.Length > NamedChanges ? ", ..." : "");
        _events.Notice?.Invoke(
            $"{changes.Added.Count:N0} added, {changes.Changed.Count:N0} changed, {changes.Removed.Count:N0} removed since the run began ({named}); "
            + "going on with the pictures as they were. Train again afterwards.",
            null);
    }
}
