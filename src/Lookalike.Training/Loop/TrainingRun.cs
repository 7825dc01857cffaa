using System.Diagnostics;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Models.Networks;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using Lookalike.Training.Teachers;
using static TorchSharp.torch;

namespace Lookalike.Training.Loop;

/// <summary>
/// What a run consists of: recipe, images, network, optimizer, objective, and how far it is. <see cref="Trainer"/> moves it on. Not safe to use
/// from several threads.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly ImageOrigin _origin;
    private readonly int _threads;
    private TrainingObjective? _made;

    /// <summary>Brings the images to the device and builds the network.</summary>
    /// <param name="recipe">A valid recipe.</param>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure on; at least one, of the same shape.</param>
    /// <param name="device">Where to compute; <see cref="TorchRuntime.Open"/> opens it.</param>
    /// <param name="threads">The thread count that the device was opened with.</param>
    /// <param name="origin">Where <paramref name="training"/> comes from; null where it is all there is.</param>
    /// <exception cref="TrainingException">There are fewer images than one batch, or the architecture cannot take their size.</exception>
    public TrainingRun(TrainingRecipe recipe, ImageSet training, ImageSet validation, Device device, int threads, ImageOrigin? origin = null)
    {
        Steps = recipe.StepsFor(training.Count);
        if (Steps == 0 || validation.Count == 0)
        {
            throw new TrainingException(
                $"{training.Name} has {training.Count} images to train on and {validation.Count} to validate with; "
                + $"expected at least one batch of {recipe.BatchSize} and one image. Add images, or use a smaller batch.")
            {
                Remedy = new Remedy(RemedyKind.SmallerBatch),
            };
        }

        Recipe = recipe;
        _threads = threads;
        _origin = origin ?? ImageOrigin.Of(training);
        Autoencoder = new Autoencoder(
            recipe.Architecture, TrainingObjective.InputFor(recipe, training.Input), recipe.Seed, device);
        Adam = new Adam(Autoencoder.Parameters, firstDecay: 0.9, recipe.SecondMomentDecay);
        Training = new ImageBatches(training, device);
        Validation = new ImageBatches(validation, device);
    }

    /// <summary>Who teaches the encoder, where that is another encoder; it stays the caller's. Null by default.</summary>
    public ITeacher? Teacher { get; init; }

    /// <summary>The wall time that the run may take; null where it is not limited.</summary>
    public BudgetClock? Budget { get; init; }

    private TrainingObjective Objective => _made ??= ObjectiveTable.Of(Recipe.Objective).Begin(new TrainingContext
    {
        Recipe = Recipe,
        Images = Training,
        Autoencoder = Autoencoder,
        Snapshots = State.Snapshots,
        Teacher = Teacher,
        Preparing = share => Preparing?.Invoke(share),
        Threads = _threads,
    });

    /// <summary>Told the share of what a stage needs before its first step; null for nobody.</summary>
    public Action<double>? Preparing { get; set; }

    /// <summary>What the stage in progress minimises; null between stages.</summary>
    public StageLoss? Loss { get; set; }

    /// <summary>Whether there is a stage in progress whose decoder draws from the latents.</summary>
    public bool Draws => Loss is { Draws: true };

    public TrainingRecipe Recipe { get; }

    public ImageBatches Training { get; }

    public ImageBatches Validation { get; }

    public Autoencoder Autoencoder { get; }

    public Adam Adam { get; }

    public RunState State { get; } = new();

    /// <summary>Runs while training is going on: neither validation nor checkpoints are counted.</summary>
    public Stopwatch Clock { get; } = new();

    /// <summary>Steps of an epoch.</summary>
    public int Steps { get; }

    /// <summary>Steps taken in this process.</summary>
    public long StepsHere { get; set; }

    /// <summary>Steps taken in the stage in progress.</summary>
    public long Taken => ((long)State.StageEpoch * Steps) + State.Step;

    /// <summary>Epochs of the whole run, if no round is left out; more than the recipe's where a stage was given more steps.</summary>
    /// <param name="stage">The stage in progress, or the one that has just ended.</param>
    public int PlannedEpochs(TrainingStage stage)
    {
        int inStage = State.Schedule is { } schedule ? (int)((schedule.Steps + Steps - 1) / Steps) - State.StageEpoch : 0;
        int after = stage.Kind switch { StageKind.Whole => Objective.PlannedEpochs - stage.Epochs, StageKind.Round => Recipe.DecoderEpochs, _ => 0 };
        return Math.Max(Objective.PlannedEpochs, State.Epochs.Count + inStage + after);
    }

    /// <summary>Seconds of training so far, over all runs, validation not counted.</summary>
    public double Seconds => State.SecondsBefore + Clock.Elapsed.TotalSeconds;

    /// <summary>Seconds of a step, in this process.</summary>
    public double SecondsPerStep => Clock.Elapsed.TotalSeconds / Math.Max(1, StepsHere);

    /// <summary>Images trained on per second so far, over all runs.</summary>
    public double ImagesPerSecond => (State.StepsBefore + StepsHere) * Recipe.BatchSize / Seconds;

    /// <summary>Which stage's encoder the model has, and why; null where the objective has no choice.</summary>
    public string? Verdict => Objective.Verdict(State.Stages, budgeted: Budget is not null);

    /// <summary>The checkpoint that the stage in progress has still to be brought to; null where it is there.</summary>
    public Checkpoint? Resumed { get; set; }

    /// <summary>The stage that comes next or goes on; null when the run is over.</summary>
    public TrainingStage? NextStage => Objective.Next(State.Stages, State.RoundsOver);

    /// <summary>Goes on where a checkpoint stopped.</summary>
    /// <param name="checkpoint">A checkpoint of the same recipe and images.</param>
    /// <exception cref="TrainingException">The checkpoint is of other images, or of a network of another size.</exception>
    public void Resume(Checkpoint checkpoint)
    {
        if (FaultOf(checkpoint.Header) is { } fault) throw new TrainingException(fault) { Remedy = new Remedy(RemedyKind.TrainAnew) };
        State.Load(checkpoint);
        Autoencoder.Load(checkpoint.Weights);
        Resumed = checkpoint;
    }

    /// <summary>The run as it is, between two steps.</summary>
    public Checkpoint Snapshot()
    {
        Weights weights = Autoencoder.Save();
        return new Checkpoint
        {
            Header = new CheckpointHeader
            {
                Recipe = Recipe,
                Images = _origin.Hash,
                ImageCount = _origin.Count,
                Sample = _origin.Sample,
                ValidationSample = _origin.ValidationSample,
                Budget = Budget?.Total,
                BudgetSpent = Budget?.Spent ?? 0,
                RoundsOver = State.RoundsOver,
                Schedule = State.Schedule,
                Threads = _threads,
                Stages = [.. State.Stages],
                StageEpoch = State.StageEpoch,
                Step = State.Step,
                LossSum = State.LossSum,
                MinimisedSum = State.MinimisedSum,
                Seconds = Seconds,
                Steps = State.StepsBefore + StepsHere,
                Epochs = [.. State.Epochs],
                ParameterCount = weights.Parameters.Length,
                StatisticCount = weights.Statistics.Length,
            },
            Weights = weights,
            FirstMoment = Adam.FirstMoment.Values(),
            SecondMoment = Adam.SecondMoment.Values(),
            Snapshots = [.. State.Snapshots],
        };
    }

    /// <summary>The layers with their weights.</summary>
    public Network Export() => Autoencoder.Export();

    /// <summary>Latents and reconstructions of the first validation images, as TorchSharp computes them.</summary>
    /// <param name="count">How many images, at most as many as there are.</param>
    /// <returns>Pixels and reconstructions [count, C, H, W] and latents [count, d], row-major.</returns>
    public (float[] Pixels, float[] Latents, float[] Reconstructions) Reconstruct(int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = Autoencoder.Begin(training: false);
        Tensor pixels = Validation.Slice(0, Math.Min(count, Validation.Count)); // (B,C,H,W)
        Tensor latents = Autoencoder.Finish(Autoencoder.Encode(pixels, pass), pass); // -> (B,d)
        return (pixels.Values(), latents.Values(), Autoencoder.Decode(Autoencoder.Code(latents, pixels, pass), pass).Values());
    }

    /// <summary>Some validation images, evenly spread, and what the decoder of the stage in progress draws of them; nothing is changed.</summary>
    /// <param name="count">How many, or all there are.</param>
    /// <returns>[count, C, H, W] of either, 0..255.</returns>
    public (byte[] Originals, byte[] Drawn) Draw(int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        int[] positions = EvenSpread.Positions(Validation.Count, Math.Min(count, Validation.Count), 0.5);
        Tensor pixels = Validation.Gather(tensor(positions, ScalarType.Int64)); // (B,C,H,W)
        Tensor drawn = ValidationMeasure.Draw(Loss!, Autoencoder, pixels, Autoencoder.Begin(training: false));
        return (TensorValues.Bytes(pixels.Values()), TensorValues.Bytes(drawn.Values()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _made?.Dispose();
        Adam.Dispose();
        Autoencoder.Dispose();
        Training.Dispose();
        Validation.Dispose();
    }

    /// <summary>Why the run cannot go on from a checkpoint; null where it can.</summary>
    private string? FaultOf(CheckpointHeader header)
    {
        if (header.Images != _origin.Hash)
        {
            return "The training images are not those that the checkpoint was made with: "
                + $"the run began with {header.ImageCount} images, there are {_origin.Count} now"
                + (header.ImageCount == _origin.Count ? ", and not all are the same. " : ". ") + "Bring them back, or train anew.";
        }

        if (header.ParameterCount != Autoencoder.Parameters.numel() || header.StatisticCount != Autoencoder.Statistics.numel())
        {
            return $"The checkpoint holds {header.ParameterCount} parameters, the network of its recipe has {Autoencoder.Parameters.numel()}: "
                + "it was made by another version. Train anew.";
        }

        // Between two epochs it may be the end of the stage, which is measured then.
        long taken = ((long)header.StageEpoch * Steps) + header.Step, begun = header.Step == 0 ? taken - Steps : taken;
        bool isBeyond = header.Schedule is { } schedule ? begun >= schedule.Steps || schedule.Steps > (long)TrainingRecipe.MaxEpochs * Steps : taken > 0;
        return header.Step >= Steps || isBeyond
            ? "The checkpoint cannot be used: expected a place in the run, "
                + $"found step {header.Step} of epoch {header.StageEpoch} where an epoch has {Steps} steps. Train anew."
            : null;
    }
}
