using System.Diagnostics;
using System.Security.Cryptography;
using Lookalike.Datasets;
using Lookalike.Models;
using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// The training loop. Every random draw follows from the recipe's seed, the epoch and the step, so a run that was stopped and resumed
/// gives the weights of a run that was not, bit for bit, as long as the thread count is the same. Not safe to use from several threads.
/// </summary>
internal sealed class Trainer : IDisposable
{
    private const int ValidationBatch = 500;

    private readonly TrainingRecipe _recipe;
    private readonly ImageBatches _training;
    private readonly ImageBatches _validation;
    private readonly Autoencoder _autoencoder;
    private readonly Adam _adam;
    private readonly string _images;
    private readonly int _threads;
    private readonly int _steps;
    private readonly List<EpochResult> _epochs = [];
    private readonly Stopwatch _clock = new();
    private double _secondsBefore;
    private int _epoch;
    private int _step;
    private double _lossSum;

    /// <summary>Brings the images to the device and builds the network.</summary>
    /// <param name="recipe">A valid recipe.</param>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images to measure on; at least one, of the same shape.</param>
    /// <param name="device">Where to compute; <see cref="TorchRuntime.Open"/> opens it.</param>
    /// <param name="threads">The thread count that the device was opened with.</param>
    /// <exception cref="TrainingException">There are fewer images than one batch, or the architecture cannot take their size.</exception>
    public Trainer(TrainingRecipe recipe, ImageSet training, ImageSet validation, Device device, int threads)
    {
        _steps = training.Count / recipe.BatchSize;
        if (_steps == 0 || validation.Count == 0)
        {
            throw new TrainingException(
                $"{training.Name} has {training.Count} images to train on and {validation.Count} to validate with; "
                + $"expected at least one batch of {recipe.BatchSize} and one image. Use a smaller --batch-size, or more images.");
        }

        _recipe = recipe;
        _threads = threads;
        _images = Convert.ToHexStringLower(SHA256.HashData(training.Pixels.Span));
        var input = new NetworkInput { Channels = training.Channels, Height = training.Height, Width = training.Width, LatentSize = recipe.LatentSize };
        _autoencoder = new Autoencoder(recipe.Architecture, input, recipe.Seed, device);
        _adam = new Adam(_autoencoder.Parameters, firstDecay: 0.9, recipe.SecondMomentDecay);
        _training = new ImageBatches(training, device);
        _validation = new ImageBatches(validation, device);
    }

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Seconds of training so far, over all runs, validation not counted.</summary>
    public double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Goes on where a checkpoint stopped.</summary>
    /// <param name="checkpoint">A checkpoint of the same recipe and images.</param>
    /// <exception cref="TrainingException">The checkpoint is of other images, or of a network of another size.</exception>
    public void Resume(Checkpoint checkpoint)
    {
        CheckpointHeader header = checkpoint.Header;
        if (header.Images != _images)
            throw new TrainingException("The training images are not those that the checkpoint was made with. Bring them back, or train without --resume.");
        if (header.ParameterCount != _autoencoder.Parameters.numel() || header.StatisticCount != _autoencoder.Statistics.numel())
        {
            throw new TrainingException(
                $"The checkpoint holds {header.ParameterCount} parameters, the network of its recipe has {_autoencoder.Parameters.numel()}: "
                + "it was made by another version. Train without --resume.");
        }

        (_epoch, _step, _lossSum, _secondsBefore) = (header.Epoch, header.Step, header.LossSum, header.Seconds);
        _epochs.AddRange(header.Epochs);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        _autoencoder.Parameters.copy_(tensor(checkpoint.Parameters));
        _autoencoder.Statistics.copy_(tensor(checkpoint.Statistics));
        _adam.Restore(((long)_epoch * _steps) + _step, checkpoint.FirstMoment, checkpoint.SecondMoment);
    }

    /// <summary>Trains until the recipe's last epoch.</summary>
    /// <param name="progress">Told after every step, on this thread.</param>
    /// <param name="keep">Given a checkpoint after every epoch, and at the step where <paramref name="cancellation"/> stopped the run.</param>
    /// <param name="cancellation">Stops the run before its next step.</param>
    /// <exception cref="OperationCanceledException">The run was stopped; <paramref name="keep"/> has its checkpoint.</exception>
    /// <exception cref="TrainingException">The loss is no longer a number.</exception>
    public void Run(Action<TrainingProgress>? progress, Action<Checkpoint> keep, CancellationToken cancellation)
    {
        long stepsBefore = ((long)_epoch * _steps) + _step, total = (long)_recipe.Epochs * _steps;
        for (; _epoch < _recipe.Epochs; _epoch++)
        {
            using var scope = NewDisposeScope();
            Tensor order = _training.Shuffle(_recipe.Seed, _epoch);
            while (_step < _steps)
            {
                if (cancellation.IsCancellationRequested)
                {
                    keep(Snapshot());
                    cancellation.ThrowIfCancellationRequested();
                }

                _clock.Start();
                double rate = LearningRate.At(_recipe, ((long)_epoch * _steps) + _step, total);
                _lossSum += Step(order.narrow(0, (long)_step * _recipe.BatchSize, _recipe.BatchSize), rate);
                _step++;
                _clock.Stop();
                if (_step < _steps) progress?.Invoke(Progress(stepsBefore, total, finished: null));
            }

            EpochResult result = new()
            {
                Epoch = _epoch + 1,
                TrainingLoss = _lossSum / _steps,
                ValidationLoss = Validate(),
                LearningRate = LearningRate.At(_recipe, ((long)(_epoch + 1) * _steps) - 1, total),
                Seconds = Seconds,
            };
            if (!double.IsFinite(result.TrainingLoss) || !double.IsFinite(result.ValidationLoss))
            {
                throw new TrainingException(
                    $"The loss of epoch {result.Epoch} is no longer a number: the run diverged. Use a smaller --learning-rate (it was {_recipe.LearningRate:g}).");
            }

            _epochs.Add(result);
            progress?.Invoke(Progress(stepsBefore, total, result));
            (_step, _lossSum) = (0, 0);
            keep(Snapshot(epoch: _epoch + 1));
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
        Tensor latents = _autoencoder.Encode(pixels, pass);
        return (Values(pixels), Values(latents), Values(_autoencoder.Decode(latents, pass)));

        static float[] Values(Tensor tensor) => tensor.cpu().contiguous().data<float>().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _adam.Dispose();
        _autoencoder.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    internal double Step(Tensor positions, double rate)
    {
        using var scope = NewDisposeScope();
        ForwardPass pass = _autoencoder.Begin(training: true);
        Tensor pixels = _training.Gather(positions); // (B,C,H,W)
        Tensor latents = _autoencoder.Encode(pixels, pass); // -> (B,d)
        Tensor loss = nn.functional.mse_loss(_autoencoder.Decode(latents, pass), pixels); // -> ()
        _autoencoder.Parameters.grad?.zero_();
        loss.backward();
        _adam.Step(_autoencoder.Parameters, rate);
        return loss.item<float>();
    }

    private double Validate()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = _autoencoder.Begin(training: false);
        double sum = 0;
        for (int start = 0; start < _validation.Count; start += ValidationBatch)
        {
            using var batch = NewDisposeScope();
            int count = Math.Min(ValidationBatch, _validation.Count - start);
            Tensor pixels = _validation.Slice(start, count);
            sum += nn.functional.mse_loss(_autoencoder.Decode(_autoencoder.Encode(pixels, pass), pass), pixels).item<float>() * (double)count;
        }

        return sum / _validation.Count;
    }

    private TrainingProgress Progress(long stepsBefore, long total, EpochResult? finished)
    {
        long done = ((long)_epoch * _steps) + _step;
        double secondsPerStep = _clock.Elapsed.TotalSeconds / (done - stepsBefore);
        return new TrainingProgress
        {
            Epoch = _epoch + 1,
            Epochs = _recipe.Epochs,
            Step = _step,
            Steps = _steps,
            ImagesPerSecond = _recipe.BatchSize / secondsPerStep,
            TrainingLoss = _lossSum / _step,
            Left = TimeSpan.FromSeconds(secondsPerStep * (total - done)),
            Finished = finished,
        };
    }

    private Checkpoint Snapshot(int? epoch = null)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        float[] parameters = Values(_autoencoder.Parameters), statistics = Values(_autoencoder.Statistics);
        return new Checkpoint
        {
            Header = new CheckpointHeader
            {
                Recipe = _recipe,
                Images = _images,
                Threads = _threads,
                Epoch = epoch ?? _epoch,
                Step = _step,
                LossSum = _lossSum,
                Seconds = Seconds,
                Epochs = [.. _epochs],
                ParameterCount = parameters.Length,
                StatisticCount = statistics.Length,
            },
            Parameters = parameters,
            FirstMoment = Values(_adam.FirstMoment),
            SecondMoment = Values(_adam.SecondMoment),
            Statistics = statistics,
        };

        static float[] Values(Tensor tensor) => tensor.detach().cpu().data<float>().ToArray();
    }
}
