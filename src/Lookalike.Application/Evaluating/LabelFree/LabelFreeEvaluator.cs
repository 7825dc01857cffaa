using System.Diagnostics;
using Lookalike.Application.Encoders;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Imaging.Reading;
using Lookalike.Index;
using Lookalike.Models.Encoders;
using Lookalike.Models.Running;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>
/// Measures a model without labels: some images are changed in many ways, and each copy searches for its image among many, exactly; of equal
/// distances the lower position is first. The same copies are searched by raw pixels, a histogram, a random projection, two hashes and
/// the model's own layers with random weights. Not safe to use from several threads.
/// </summary>
internal sealed class LabelFreeEvaluator
{
    /// <summary>The default of <see cref="Queries"/>.</summary>
    public const int DefaultQueries = 200;

    /// <summary>The default of <see cref="Database"/>.</summary>
    public const int DefaultDatabase = 10_000;

    /// <summary>The default of <see cref="Seed"/>.</summary>
    internal const int DefaultSeed = 42;

    /// <summary>Values of all ranked images, as floats 512 MiB: 10,000 images of 64x64 in colour.</summary>
    private const int MaxValues = 1 << 27;

    private readonly EncoderSource _source;
    private readonly IProgress<Progress>? _progress;

    /// <summary>Names what is measured.</summary>
    /// <param name="source">Where the encoder comes from.</param>
    /// <param name="progress">Told how many pictures are read, and then how many copies are ranked, of all kinds of vectors; or null.</param>
    public LabelFreeEvaluator(EncoderSource source, IProgress<Progress>? progress)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _progress = progress;
    }

    /// <summary>The distance between latents, of the model and of the untrained encoder.</summary>
    public DistanceMetric Metric { get; init; }

    /// <summary>What the choice of the copied images, the noise and the random weights follow from. The same seed gives the same numbers.</summary>
    internal int Seed { get; init; } = DefaultSeed;

    /// <summary>How the encoders run; null for the defaults.</summary>
    internal EncoderOptions? EncoderOptions { get; init; }

    /// <summary>The most pixels that an indexed picture may have, to be read again.</summary>
    /// <value>1 and up; the default is <see cref="PictureReader.DefaultMaxPixels"/>.</value>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>The most images that are copied.</summary>
    /// <value>1 and up; the default is <see cref="DefaultQueries"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Queries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = DefaultQueries;

    /// <summary>The most images that are ranked; fewer where images or latents are so large that their values would take more than 512 MiB.</summary>
    /// <value>2 and up; the default is <see cref="DefaultDatabase"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    internal int Database
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = DefaultDatabase;

    private Preprocessing Input => _source.Description.Preprocessing;

    /// <summary>The most images that are ranked at once.</summary>
    private int MaxImages => Math.Clamp(MaxValues / Math.Max(Input.Shape.Count, _source.Description.LatentSize), 2, Database);

    /// <summary>Measures the model with images, for which no index is needed. They may lie in a mapped file.</summary>
    /// <param name="copied">Images of the model's shape, of which up to <see cref="Queries"/> are copied: best such as training has not seen.</param>
    /// <param name="others">Images that are ranked beside them; null, or the same set again, for none.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="ArgumentException">There are fewer than two images in all, none to copy, or they have another shape than the model's input.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public LabelFreeReport Evaluate(ImageSet copied, ImageSet? others, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(copied);
        if (ReferenceEquals(copied, others)) others = null;
        RequireShape(copied, nameof(copied));
        if (others is not null) RequireShape(others, nameof(others));
        if (copied.Count == 0 || copied.Count + (others?.Count ?? 0) < 2)
            throw new ArgumentException(
                $"Expected at least 2 images, one of them to copy, found {copied.Count} of {copied.Name} to copy and {others?.Count ?? 0} others.",
                nameof(copied));
        int[] originals = Originals(Math.Min(copied.Count, MaxImages), copied.Count);
        return Measure(RankedImages.Of(copied, others, originals, MaxImages, out int[] places), [], [], places, cancellationToken);
    }

    /// <summary>Measures the model with the images and the vectors of an index.</summary>
    /// <param name="index">An index that holds images of the sets, made with the model.</param>
    /// <param name="sets">The data sets that were indexed, each of another name; images of others in the index do not count.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="IndexException">The index holds fewer than two images of the sets, or one that has changed since.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public async Task<LabelFreeReport> EvaluateAsync(ImageIndex index, IReadOnlyList<ImageSet> sets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(sets);
        RankedImages images = await IndexedSetImages.ReadAsync(index, sets, Input.Shape.Count, MaxImages, cancellationToken).ConfigureAwait(false);
        return Measure(images, [], [], Originals(images.Count, images.Count), cancellationToken);
    }

    /// <summary>
    /// Measures the model with the vectors of an index and its pictures, read again from their files. Those that have changed since, or
    /// cannot be read, are left out and named.
    /// </summary>
    /// <param name="index">An index of folders, made with the model.</param>
    /// <param name="folder">A folder of the index or one below it; null for all.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="IndexException">The folder is not in the index or not at its place, or fewer than two pictures are as they were.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public async Task<LabelFreeReport> EvaluateFoldersAsync(ImageIndex index, string? folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        IndexedPictures pictures = await IndexedPictures.ReadAsync(
            index, folder, Input, (MaxImages, MaxPixels), _progress, cancellationToken).ConfigureAwait(false);
        return Measure(pictures.Images, pictures.Failures, pictures.Changed, Originals(pictures.Images.Count, pictures.Images.Count), cancellationToken);
    }

    private int[] Originals(int maximum, int count) => EvenSpread.Positions(count, Math.Min(Queries, maximum), new Random(Seed).NextDouble());

    /// <param name="images">The images that are ranked.</param>
    /// <param name="failures">Those that could not be read.</param>
    /// <param name="changed">Those that are others now.</param>
    /// <param name="originals">The places of those that are copied.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    private LabelFreeReport Measure(
        RankedImages images, IReadOnlyList<IndexFailure> failures, IReadOnlyList<string> changed, int[] originals, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        PixelShape shape = Input.Shape;
        using IImageEncoder encoder = _source.Open(EncoderOptions);
        using IImageEncoder? untrained = _source.OpenUntrained(Seed, EncoderOptions);
        IImageVectors[] all =
        [
            new EncoderVectors("model", encoder, Metric),
            new PixelVectors(shape),
            new HistogramVectors(shape),
            new ProjectionVectors(shape, encoder.Description.LatentSize, Seed),
            .. untrained is null ? [] : new[] { new EncoderVectors("untrained encoder", untrained, Metric) },
            new HashVectors(shape, PictureHash.Perceptual),
            new HashVectors(shape, PictureHash.Difference),
        ];
        var search = new CopySearch(images, shape, originals, Seed);
        CopyScores[] scores = [.. all.Select((vectors, i) => i == 0 && images.Vectors is { } stored
            ? search.Measure(vectors, stored, Ranked(vectors, i), cancellationToken)
            : search.Measure(vectors, Ranked(vectors, i), cancellationToken))];
        CopyScores model = scores[0];
        var baselines = new LabelFreeBaselines
        {
            RawPixels = scores[1],
            Histogram = scores[2],
            RandomProjection = scores[3],
            UntrainedEncoder = untrained is null ? null : scores[4],
            PerceptualHash = scores[^2],
            DifferenceHash = scores[^1],
        };
        var judge = new LabelFreeVerdict(originals.Length, images.Count, encoder.Description.LatentSize) { IsImported = _source.IsImported };
        (string verdict, Remedy? remedy) = judge.Write(model, baselines.ToList());
        return new LabelFreeReport(model.Changes, baselines)
        {
            Vectors = model.Vectors,
            Metric = model.Metric,
            RecallAt1 = model.RecallAt1,
            MeanReciprocalRank = model.MeanReciprocalRank,
            Verdict = verdict,
            Remedy = remedy,
            Queries = originals.Length,
            Database = images.Count,
            Seed = Seed,
            Failures = failures,
            Changed = changed,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };

        PartProgress? Ranked(IImageVectors measured, int before) => _progress is null ? null
            : new PartProgress(_progress, $"searching with changed copies ({measured.Name})", before * search.Copies, all.Length * search.Copies);
    }

    private void RequireShape(ImageSet images, string parameter)
    {
        if (images.Shape == Input.Shape) return;
        throw new ArgumentException(
            $"The model takes images of {Input.Shape}; {images.Name} has {images.Shape}. Bring them to the model's shape.",
            parameter);
    }
}
