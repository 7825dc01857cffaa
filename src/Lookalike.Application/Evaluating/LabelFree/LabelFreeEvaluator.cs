using System.Diagnostics;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models;
using Lookalike.Search;

namespace Lookalike.Application;

/// <summary>
/// Measures an index's model without labels: up to <see cref="MaxQueries"/> of the indexed images are changed in five ways, and each copy
/// searches for its image among up to <see cref="MaxDatabase"/> indexed ones, exactly; of equal distances the lower position is first. The
/// same copies are searched by raw pixels, a colour histogram and a random projection. Not safe to use from several threads.
/// </summary>
public sealed class LabelFreeEvaluator
{
    /// <summary>The most images that are copied.</summary>
    public const int MaxQueries = 500;

    /// <summary>The most images that are ranked; fewer where images or latents are so large that their values would take more than 1 GiB.</summary>
    public const int MaxDatabase = 10_000;

    /// <summary>The seed where none is given.</summary>
    public const int DefaultSeed = 42;

    /// <summary>Values of all ranked images, as floats 1 GiB.</summary>
    private const int MaxValues = 1 << 28;

    private readonly IReadOnlyList<ImageSet> _sets;
    private readonly Action<string, double>? _progress;

    /// <summary>Names the images.</summary>
    /// <param name="sets">The sets that were indexed, each of another name; images of others in the index do not count.</param>
    /// <param name="progress">Told the name of the vectors and the share of all the work that is done, 0 to 1; or null.</param>
    public LabelFreeEvaluator(IReadOnlyList<ImageSet> sets, Action<string, double>? progress)
    {
        ArgumentNullException.ThrowIfNull(sets);
        _sets = sets;
        _progress = progress;
    }

    /// <summary>Measures an index and the baselines. The same seed gives the same numbers.</summary>
    /// <param name="index">An index that holds images of the sets.</param>
    /// <param name="encoder">The encoder of its model.</param>
    /// <param name="metric">The distance between latents.</param>
    /// <param name="seed">What the choice of the copied images and the noise follow from.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="IndexException">The index holds fewer than two images of the sets, or one that has changed since.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public async Task<LabelFreeReport> EvaluateAsync(ImageIndex index, Encoder encoder, SearchMetric metric, int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(encoder);
        long start = Stopwatch.GetTimestamp();
        var shape = new PixelShape(encoder.Channels, encoder.Height, encoder.Width);
        int most = Math.Clamp(MaxValues / Math.Max(shape.Count, encoder.LatentSize), 2, MaxDatabase);
        RankedImages images = await RankedImages.ReadAsync(index, _sets, encoder, most, cancellation).ConfigureAwait(false);
        int[] originals = EvenSpread.Positions(images.Pixels.Count, Math.Min(MaxQueries, images.Pixels.Count), new Random(seed).NextDouble());
        var search = new CopySearch(images.Pixels, shape, originals, seed);

        var vectors = new EncoderVectors(encoder, metric == SearchMetric.Cosine ? DistanceMetric.Cosine : DistanceMetric.Euclidean);
        IImageVectors[] others = [new PixelVectors(shape), new HistogramVectors(shape), new ProjectionVectors(shape, encoder.LatentSize, seed)];
        CopyScores model = search.Measure(vectors, images.Vectors, Progress(vectors, 0), cancellation);
        CopyScores[] baselines = [.. others.Select((other, i) => search.Measure(other, Progress(other, i + 1), cancellation))];
        return new LabelFreeReport
        {
            Vectors = model.Vectors,
            Metric = model.Metric,
            RecallAt1 = model.RecallAt1,
            MeanReciprocalRank = model.MeanReciprocalRank,
            Changes = model.Changes,
            Baselines = new LabelFreeBaselines { RawPixels = baselines[0], Histogram = baselines[1], RandomProjection = baselines[2] },
            Verdict = LabelFreeVerdict.Write(model, baselines),
            Queries = originals.Length,
            Database = images.Pixels.Count,
            Seed = seed,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };

        Action<int>? Progress(IImageVectors measured, int before)
        {
            double copies = originals.Length * (double)Enum.GetValues<CopyChange>().Length;
            return _progress is null ? null : done => _progress(measured.Name, (before + (done / copies)) / (others.Length + 1));
        }
    }
}
