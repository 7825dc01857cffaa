using System.Diagnostics;
using Lookalike.Datasets;
using Lookalike.Models;
using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// The training loop, which all objectives share. Every random draw follows from the recipe's seed, the epoch and the step, so a run that
/// was stopped and resumed gives the weights of a run that was not, bit for bit, as long as the thread count is the same. Not safe to use
/// from several threads.
/// </summary>
internal sealed class Trainer : IDisposable
{
    /// <summary>The epochs between two checkpoints take at least so many times what a checkpoint takes: tiny sets have hundreds of epochs of some milliseconds.</summary>
    private const int KeepingShare = 4;

    private readonly TrainingRecipe _recipe;
    private readonly ImageBatches _training;
    private readonly ImageBatches _validation;
    private readonly Autoencoder _autoencoder;
    private readonly TrainingObjective _objective;
    private readonly Adam _adam;
    private readonly ImageOrigin _origin;
    private readonly int _threads;
    private readonly int _steps;
    private readonly RunState _state = new();
    private readonly Stopwatch _clock = new();
    private readonly Stopwatch _sinceKept = new();
    private TimeSpan _keeping;
    private Checkpoint? _resumed;
    private long _stepsHere;

    /// <summary>Brings the images to the device and builds the network.</summary>
    /// <param name="recipe">A valid recipe.</param>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure on; at least one, of the same shape.</param>
    /// <param name="device">Where to compute; <see cref="TorchRuntime.Open"/> opens it.</param>
    /// <param name="threads">The thread count that the device was opened with.</param>
    /// <param name="origin">Where <paramref name="training"/> comes from; null where it is all there is.</param>
    /// <exception cref="TrainingException">There are fewer images than one batch, or the architecture cannot take their size.</exception>
    public Trainer(TrainingRecipe recipe, ImageSet training, ImageSet validation, Device device, int threads, ImageOrigin? origin = null)
    {
        _steps = recipe.StepsFor(training.Count);
        if (_steps == 0 || validation.Count == 0)
        {
            throw new TrainingException(
                $"{training.Name} has {training.Count} images to train on and {validation.Count} to validate with; "
                + $"expected at least one batch of {recipe.BatchSize} and one image. Use a smaller --batch-size, or more images.");
        }

        _recipe = recipe;
        _threads = threads;
        _origin = origin ?? ImageOrigin.Of(training);
        _autoencoder = new Autoencoder(
            recipe.Architecture, TrainingObjective.InputFor(recipe, training.Channels, training.Height, training.Width), recipe.Seed, device);
        _adam = new Adam(_autoencoder.Parameters, firstDecay: 0.9, recipe.SecondMomentDecay);
        _training = new ImageBatches(training, device);
        _validation = new ImageBatches(validation, device);
        _objective = TrainingObjective.For(new TrainingContext
        {
            Recipe = recipe,
            Images = _training,
            Autoencoder = _autoencoder,
            Snapshots = _state.Snapshots,
            Threads = threads,
        });
    }

    /// <summary>Keeps the run within its budget; null where it has none.</summary>
    public BudgetGuard? Guard { get; init; }

    /// <summary>Images trained on per second so far, over all runs.</summary>
    public double ImagesPerSecond => (_state.StepsBefore + _stepsHere) * _recipe.BatchSize / Seconds;

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochResult> Epochs => _state.Epochs;

    /// <summary>The finished stages.</summary>
    public IReadOnlyList<StageResult> Stages => _state.Stages;

    /// <summary>Which stage's encoder the model has, and why; null where the objective has no choice.</summary>
    public string? Verdict => _objective.Verdict(_state.Stages, budgeted: Guard is not null);

    /// <summary>Seconds of training so far, over all runs, validation not counted.</summary>
    public double Seconds => _state.SecondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Goes on where a checkpoint stopped.</summary>
    /// <param name="checkpoint">A checkpoint of the same recipe and images.</param>
    /// <exception cref="TrainingException">The checkpoint is of other images, or of a network of another size.</exception>
    public void Resume(Checkpoint checkpoint)
    {
        CheckpointHeader header = checkpoint.Header;
        if (header.Images != _origin.Hash)
        {
            throw new TrainingException(
                $"The training images are not those that the checkpoint was made with: the run began with {header.ImageCount} images, there are {_origin.Count} now"
                + (header.ImageCount == _origin.Count ? ", and not all are the same. " : ". ") + "Bring them back, or train without --resume.");
        }

        if (header.ParameterCount != _autoencoder.Parameters.numel() || header.StatisticCount != _autoencoder.Statistics.numel())
        {
            throw new TrainingException(
                $"The checkpoint holds {header.ParameterCount} parameters, the network of its recipe has {_autoencoder.Parameters.numel()}: "
                + "it was made by another version. Train without --resume.");
        }

        long taken = ((long)header.StageEpoch * _steps) + header.Step;
        if (header.Step >= _steps || taken >= (header.Schedule?.Steps ?? 1) || header.Schedule?.Steps > (long)TrainingRecipe.MaxEpochs * _steps)
        {
            throw new TrainingException(
                $"The checkpoint cannot be used: expected a place in the run, found step {header.Step} of epoch {header.StageEpoch} where an epoch has {_steps} steps. Train without --resume.");
        }

        _state.Load(checkpoint);
        _autoencoder.Load(checkpoint.Weights);
        _resumed = checkpoint;
    }

    /// <summary>Trains until the objective has no further stage.</summary>
    /// <param name="progress">Told after every step, on this thread.</param>
    /// <param name="keep">Given a checkpoint after every epoch that is not far shorter than the keeping, after every stage, and at the step where <paramref name="cancellation"/> stopped the run.</param>
    /// <param name="cancellation">Stops the run before its next step.</param>
    /// <exception cref="OperationCanceledException">The run was stopped; <paramref name="keep"/> has its checkpoint.</exception>
    /// <exception cref="TrainingException">The loss is no longer a number, or all images got the same latent.</exception>
    public void Run(Action<TrainingProgress>? progress, Action<Checkpoint> keep, CancellationToken cancellation)
    {
        while (NextStage is { } stage)
        {
            using IStageLoss? loss = stage.Kind == StageKind.Round && Guard is { } guard ? BeginRound(stage, guard, cancellation) : Begin(stage, cancellation);
            if (loss is null) continue; // no time for the round
            var schedule = new StageSchedule(_recipe.Schedule, stage.LearningRate, _state.Schedule ?? new ScheduleState { Steps = (long)stage.Epochs * _steps });
            bool last = false;
            while (!last)
            {
                TakeSteps(stage, loss, schedule, progress, keep, cancellation);
                last = Taken == schedule.Steps;
                EpochResult result = Measure(stage, loss, schedule.RateAt(Taken - 1));
                TrainingProgress now = Progress(stage, result);
                _state.EndEpoch(result);
                if (!last && _sinceKept.Elapsed >= KeepingShare * _keeping) Keep(keep);
                progress?.Invoke(now);
            }

            Finish(stage, cancellation);
            Keep(keep);
            progress?.Invoke(Progress(stage, finished: null, _state.Stages[^1]));
        }
    }

    /// <summary>The layers with their weights.</summary>
    public Network Export() => _autoencoder.Export();

    /// <summary>Latents and reconstructions of the first validation images, as TorchSharp computes them.</summary>
    /// <param name="count">How many images, at most as many as there are.</param>
    /// <returns>Pixels and reconstructions [count, C, H, W] and latents [count, d], row-major.</returns>
    public (float[] Pixels, float[] Latents, float[] Reconstructions) Reconstruct(int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = _autoencoder.Begin(training: false);
        Tensor pixels = _validation.Slice(0, Math.Min(count, _validation.Count));
        Tensor latents = _autoencoder.Finish(_autoencoder.Encode(pixels, pass), pass);
        return (LatentCodes.Values(pixels), LatentCodes.Values(latents), LatentCodes.Values(_autoencoder.Decode(latents, pass)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _objective.Dispose();
        _adam.Dispose();
        _autoencoder.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    /// <summary>The stage that comes next or goes on; null when the run is over.</summary>
    internal Stage? NextStage
    {
        get
        {
            Stage? next = _objective.Next(_state.Stages, _state.RoundsOver);
            if (next?.Kind != StageKind.Round || Taken > 0 || Guard is not { HasTimeForRound: false }) return next;
            _state.RoundsOver = true;
            return _objective.Next(_state.Stages, _state.RoundsOver);
        }
    }

    /// <summary>Steps taken in the stage in progress.</summary>
    private long Taken => ((long)_state.StageEpoch * _steps) + _state.Step;

    /// <summary>Brings the network to where the stage begins, makes the loss there, and goes on from a checkpoint in the middle of the stage.</summary>
    internal IStageLoss Begin(Stage stage, CancellationToken cancellation)
    {
        _clock.Start();
        if (stage.StartsFrom is { } index) _autoencoder.Load(_state.Snapshots[index]);
        IStageLoss loss = stage.Begin(cancellation);
        _adam.Reset();
        if (_resumed is { } checkpoint && Taken > 0)
        {
            _autoencoder.Load(checkpoint.Weights);
            _adam.Restore(Taken, checkpoint.FirstMoment, checkpoint.SecondMoment);
        }

        _resumed = null;
        _clock.Stop();
        return loss;
    }

    internal double Step(IStageLoss loss, Tensor positions, double rate) =>
        TrainingStep.Take(loss, _autoencoder, _adam, positions, rate, ImageBatches.Stream(_recipe.Seed, _state.Epochs.Count, _state.Step + 1));

    /// <summary>Begins a round, or gives up all further ones where its graph takes longer than the budget allows.</summary>
    private IStageLoss? BeginRound(Stage stage, BudgetGuard guard, CancellationToken cancellation)
    {
        guard.RoundBegins();
        using var late = new CancellationTokenSource(guard.GraphTime, guard.Clock.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            return Begin(stage, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _clock.Stop();
            (_resumed, _state.RoundsOver) = (null, true);
            _state.LeaveStage();
            return null;
        }
    }

    private void Finish(Stage stage, CancellationToken cancellation)
    {
        _clock.Start();
        StageResult finished = stage.Finish(cancellation);
        _clock.Stop();
        _state.EndStage(finished, _autoencoder.Save());
        if (stage.Kind == StageKind.Round) Guard?.RoundEnded();
    }

    private void TakeSteps(
        Stage stage, IStageLoss loss, StageSchedule schedule, Action<TrainingProgress>? progress, Action<Checkpoint> keep, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        Tensor order = _training.Shuffle(_recipe.Seed, _state.Epochs.Count);
        while (_state.Step < _steps && Taken < schedule.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                keep(Snapshot());
                cancellation.ThrowIfCancellationRequested();
            }

            _clock.Start();
            double began = Guard?.Clock.Spent ?? 0;
            Guard?.Shorten(stage.Kind, schedule, Taken);
            _state.Schedule = schedule.State;
            _state.LossSum += Step(loss, order.narrow(0, (long)_state.Step * _recipe.BatchSize, _recipe.BatchSize), schedule.RateAt(Taken));
            _state.Step++;
            _stepsHere++;
            Guard?.StepTook(stage.Kind, Guard.Clock.Spent - began);
            _clock.Stop();
            if (_state.Step < _steps && Taken < schedule.Steps) progress?.Invoke(Progress(stage));
        }
    }

    private EpochResult Measure(Stage stage, IStageLoss loss, double rate)
    {
        EpochResult result = new()
        {
            Epoch = _state.Epochs.Count + 1,
            Stage = stage.Name,
            TrainingLoss = _state.LossSum / _state.Step,
            ValidationLoss = ValidationLoss.Measure(loss, _autoencoder, _validation),
            LearningRate = rate,
            Seconds = Seconds,
        };
        if (double.IsFinite(result.TrainingLoss) && double.IsFinite(result.ValidationLoss)) return result;
        throw new TrainingException(
            $"The loss of epoch {result.Epoch} is no longer a number: the run diverged. Use a smaller --learning-rate (it was {_recipe.LearningRate:g}).");
    }

    private TrainingProgress Progress(Stage stage, EpochResult? finished = null, StageResult? finishedStage = null)
    {
        long left = ((long)_objective.PlannedEpochs * _steps) - ((long)_state.Epochs.Count * _steps) - _state.Step;
        double secondsPerStep = _clock.Elapsed.TotalSeconds / Math.Max(1, _stepsHere);
        return new TrainingProgress
        {
            Stage = stage.Name,
            Epoch = _state.Epochs.Count + (finishedStage is null ? 1 : 0),
            Epochs = _objective.PlannedEpochs,
            Step = finishedStage is null ? _state.Step : _steps,
            Steps = _steps,
            ImagesPerSecond = _recipe.BatchSize / secondsPerStep,
            TrainingLoss = finished?.TrainingLoss ?? (finishedStage is null ? _state.LossSum / _state.Step : _state.Epochs[^1].TrainingLoss),
            Left = TimeSpan.FromSeconds(Math.Max(0, Math.Min(secondsPerStep * left, Guard?.Clock.Left ?? double.MaxValue))),
            Finished = finished,
            FinishedStage = finishedStage,
        };
    }

    private void Keep(Action<Checkpoint> keep)
    {
        _sinceKept.Restart();
        keep(Snapshot());
        _keeping = _sinceKept.Elapsed;
        _sinceKept.Restart();
    }

    private Checkpoint Snapshot()
    {
        Weights weights = _autoencoder.Save();
        return new Checkpoint
        {
            Header = new CheckpointHeader
            {
                Recipe = _recipe,
                Images = _origin.Hash,
                ImageCount = _origin.Count,
                Sample = _origin.Sample,
                ValidationSample = _origin.ValidationSample,
                Budget = Guard?.Clock.Total,
                BudgetSpent = Guard?.Clock.Spent ?? 0,
                RoundsOver = _state.RoundsOver,
                Schedule = _state.Schedule,
                Threads = _threads,
                Stages = [.. _state.Stages],
                StageEpoch = _state.StageEpoch,
                Step = _state.Step,
                LossSum = _state.LossSum,
                Seconds = Seconds,
                Steps = _state.StepsBefore + _stepsHere,
                Epochs = [.. _state.Epochs],
                ParameterCount = weights.Parameters.Length,
                StatisticCount = weights.Statistics.Length,
            },
            Weights = weights,
            FirstMoment = LatentCodes.Values(_adam.FirstMoment),
            SecondMoment = LatentCodes.Values(_adam.SecondMoment),
            Snapshots = [.. _state.Snapshots],
        };
    }
}
