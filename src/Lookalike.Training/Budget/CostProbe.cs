using Lookalike.Datasets;
using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;
using Lookalike.Training.Costs;
using Lookalike.Training.Data;
using Lookalike.Training.Features;
using Lookalike.Training.Loop;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;
using Lookalike.Training.Teachers;
using static TorchSharp.torch;

namespace Lookalike.Training.Budget;

/// <summary>
/// Measures what the parts of a run take, on a network of its own and a few of the images, in about a second. All that is drawn in a run
/// follows from its seed alone, so this changes no weight of it.
/// </summary>
internal sealed class CostProbe : IDisposable
{
    private const int Images = 256, Codes = 4096, AverageSteps = 8, MeasuredSteps = 3, Taught = 4;

    /// <summary>The share of the time that the measurement of a step may take, if one step does not take more.</summary>
    private const double MaxTime = 0.05;

    /// <summary>What is written a second at least, where nothing is known of the disk.</summary>
    private const double BytesPerSecond = 100e6;

    /// <summary>Less than a step takes for an image anywhere, in seconds: a coarse clock may find none.</summary>
    private const double Shortest = 1e-8;

    private readonly TrainingRecipe _recipe;
    private readonly TimeProvider _clock;
    private readonly ImageBatches _images;
    private readonly Autoencoder _autoencoder;
    private readonly Adam _adam;
    private readonly int _threads;
    private readonly double _seconds;

    private CostProbe(TrainingRecipe recipe, ImageSet images, Device device, int threads, TimeProvider clock, double seconds)
    {
        (_recipe, _threads, _clock, _seconds) = (recipe, threads, clock, Math.Max(0, seconds));
        _images = new ImageBatches(images.Slice(0, Math.Min(images.Count, Math.Max(Images, recipe.BatchSize))), device);
        _autoencoder = new Autoencoder(
            recipe.Architecture, TrainingObjective.InputFor(recipe, images.Input), recipe.Seed, device);
        _adam = new Adam(_autoencoder.Parameters, firstDecay: 0.9, recipe.SecondMomentDecay);
    }

    /// <summary>Measures.</summary>
    /// <param name="lesson">A valid recipe, and the encoder that teaches, or null.</param>
    /// <param name="images">The images to train on, at least one batch.</param>
    /// <param name="device">Where the run will compute.</param>
    /// <param name="threads">The thread count that the device was opened with.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="seconds">The time that the run has; the measurement is shorter where it is little.</param>
    public static StepCosts Measure(
        (TrainingRecipe Recipe, ITeacher? Teacher) lesson, ImageSet images, Device device, int threads, TimeProvider clock, double seconds)
    {
        (TrainingRecipe recipe, ITeacher? teacher) = lesson;
        using var probe = new CostProbe(recipe, images, device, threads, clock, seconds);
        StepCosts costs = probe.Measure();
        if (recipe.Objective != Objective.Distillation) return costs;
        return costs with { TeachPerImage = teacher is null ? PatchTeacher.StudentImages * costs.EncodePerImage : probe.TeachPerImage(teacher) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _adam.Dispose();
        _autoencoder.Dispose();
        _images.Dispose();
    }

    private StepCosts Measure()
    {
        ObjectiveDefinition definition = ObjectiveTable.Of(_recipe.Objective);
        using TrainingObjective objective = definition.Begin(new TrainingContext
        {
            Recipe = _recipe,
            Images = _images,
            Autoencoder = _autoencoder,
            Snapshots = [],
            Teacher = new ProbedTeacher(),
            Threads = _threads,
        });
        using StageLoss loss = objective.Next([], roundsOver: false)!.Begin(CancellationToken.None);
        int small = Math.Max(2, _recipe.BatchSize / 8), large = _recipe.BatchSize;
        _ = Steps(loss, small); // the first steps of a process are slower than any other
        double few = Steps(loss, small);
        while (large > 2 * small && few * large / small * MeasuredSteps > _seconds * MaxTime) large /= 2;
        double many = large > small ? Steps(loss, large) : few;
        (double each, double constant) = large > small && many > few
            ? ((many - few) / (large - small), few - ((many - few) / (large - small) * small))
            : (many / large, 0);
        (double compare, double average) = definition.HasRounds ? Graph() : (0, 0);
        return new StepCosts
        {
            StepFixed = Math.Max(0, constant),
            StepPerImage = Math.Max(Shortest, constant < 0 ? many / large : each),
            DecoderShare = definition.LearnsFromCopies ? DecoderShare(small, few) : 1,
            EncodePerImage = Time(() => LatentCodes.Encode(_autoencoder, _images)) / _images.Count,
            ValidatePerImage = Time(() => ValidationMeasure.Measure(loss, _autoencoder, _images)) / _images.Count,
            FeaturesPerImage = definition.PredictsShape ? Time(Features) / _images.Count : 0,
            Compare = compare,
            Average = average,
            WriteCheckpoint = 4 * sizeof(float) * _autoencoder.Parameters.numel() / BytesPerSecond,
        };
    }

    private double TeachPerImage(ITeacher teacher)
    {
        ImageSet some = _images.Set.Slice(0, Math.Min(_images.Count, Taught));
        return Time(() => teacher.Encode(some, size: 1, _threads, progress: null, CancellationToken.None)) / some.Count;
    }

    private double DecoderShare(int batch, double whole)
    {
        using StageLoss loss = DecoderStage.Loss(_images, _autoencoder);
        _ = Steps(loss, batch);
        return Math.Clamp(Steps(loss, batch) / whole, 0.1, 1);
    }

    private void Features() => new ShapeFeatures(_images).Dispose();

    /// <summary>Seconds for comparing two codes, and for adding one neighbour's code to an average.</summary>
    private (double Compare, double Average) Graph()
    {
        int size = _recipe.LatentSize, neighbours = TargetChoice.Neighbours[^1];
        var random = new Random(_recipe.Seed);
        float[] values = new float[Codes * size];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle() - 0.5f;
        NeighbourGraph? graph = null;
        double built = Time(() => graph = NeighbourGraph.Build(values, size, neighbours, DistanceMetric.Euclidean, _threads));
        float[] walk = new float[Codes * (size / 2)];
        double averaged = Time(() => graph!.Smooth(walk, size / 2, AverageSteps, _threads));
        return (built / ((double)Codes * Codes), averaged / ((double)Codes * graph!.Neighbours * AverageSteps));
    }

    /// <summary>Seconds of one step: of some the quickest, which nothing else on the machine held up.</summary>
    private double Steps(StageLoss loss, int batch)
    {
        using var scope = NewDisposeScope();
        Tensor positions = _images.Shuffle(_recipe.Seed, 0).narrow(0, 0, Math.Min(batch, _images.Count));
        var training = new TrainingStep(_images, _autoencoder, _adam);
        double quickest = double.MaxValue, all = 0;
        for (int i = 0; i < MeasuredSteps && all <= _seconds * MaxTime; i++)
        {
            double step = Time(() => training.Take(loss, positions, rate: 0, seed: (ulong)i));
            (quickest, all) = (Math.Min(quickest, step), all + step);
        }

        return quickest;
    }

    /// <summary>Teaches anything at once: what the real one takes is not a matter of steps.</summary>
    private sealed class ProbedTeacher : ITeacher
    {
        public float[] Encode(ImageSet images, int size, int threads, Action<double>? progress, CancellationToken cancellationToken) =>
            [.. Enumerable.Range(0, images.Count * size).Select(static i => (float)(((i * 7919L) % 1009) - 504))];
    }

    private double Time(Action action)
    {
        long start = _clock.GetTimestamp();
        action();
        return _clock.GetElapsedTime(start).TotalSeconds;
    }
}
