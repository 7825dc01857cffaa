using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Core;
using Lookalike.Imaging;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Searches for images with changed copies of them, by one kind of vectors after the other. The copies are the same for each.</summary>
/// <param name="images">The images that are ranked.</param>
/// <param name="shape">Their shape.</param>
/// <param name="originals">The places of those that are copied.</param>
/// <param name="seed">What the noise follows from.</param>
internal sealed class CopySearch(RankedImages images, PixelShape shape, IReadOnlyList<int> originals, int seed)
{
    /// <summary>Values that a batch may hold, as pixels and as vectors: 64 MiB of floats.</summary>
    private const int BatchValues = 1 << 24;

    private const int MaxBatch = 512;

    private readonly IReadOnlyList<CopyChange> _changes = CopyChanges.For(shape);

    /// <summary>How many copies there are, of all changes.</summary>
    public long Copies => originals.Count * (long)_changes.Count;

    /// <summary>Measures vectors that are made of the images first.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="progress">Told how many copies are ranked, and of how many; or null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public CopyScores Measure(IImageVectors vectors, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        float[] database = new float[images.Count * vectors.Dimension];
        int size = BatchSize(vectors);
        for (int first = 0; first < images.Count; first += size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(size, images.Count - first);
            byte[] pixels = new byte[count * shape.Count];
            for (int i = 0; i < count; i++) images[first + i].CopyTo(pixels.AsSpan(i * shape.Count, shape.Count));
            vectors.Make(pixels, count, database.AsSpan(first * vectors.Dimension, count * vectors.Dimension));
        }

        return Measure(vectors, database, progress, cancellationToken);
    }

    /// <summary>Measures vectors that are there already.</summary>
    /// <param name="vectors">How the vectors of the copies are made.</param>
    /// <param name="database">The vectors of the images, [images, dimension].</param>
    /// <param name="progress">Told how many copies are ranked, and of how many; or null.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public CopyScores Measure(IImageVectors vectors, ReadOnlyMemory<float> database, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int done = 0;
        var changes = new OrderedDictionary<string, CopyScore>();
        foreach (CopyChange change in _changes)
        {
            var ranks = new List<int>(originals.Count);
            foreach (int[] batch in originals.Chunk(BatchSize(vectors)))
            {
                float[] copies = new float[batch.Length * vectors.Dimension];
                vectors.Make(Copy(change, batch, cancellationToken), batch.Length, copies);
                ranks.AddRange(CopyRanks.Find(database, vectors.Dimension, copies, batch, vectors.Metric, cancellationToken));
                done += batch.Length;
                progress?.Report(new Progress(vectors.Name, done, Copies));
            }

            changes.Add(change.Word(), CopyScore.Of(ranks));
        }

        return new CopyScores(changes)
        {
            Vectors = vectors.Name,
            Metric = vectors.Metric.ToString().ToLowerInvariant(),
            RecallAt1 = changes.Values.Average(score => score.RecallAt1),
            MeanReciprocalRank = changes.Values.Average(score => score.MeanReciprocalRank),
        };
    }

    private int BatchSize(IImageVectors vectors) => Math.Clamp(BatchValues / Math.Max(vectors.Dimension, shape.Count), 1, MaxBatch);

    /// <summary>[batch, channels, height, width]. The noise of an image is its own, whichever batch it is in.</summary>
    private byte[] Copy(CopyChange change, int[] batch, CancellationToken cancellationToken)
    {
        byte[] copies = new byte[batch.Length * shape.Count];
        Parallel.For(0, batch.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => ChangedCopy.Make(
            change, images[batch[i]], shape, unchecked((seed * 1_000_003) + batch[i]), copies.AsSpan(i * shape.Count, shape.Count)));
        return copies;
    }
}
