using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Search.Projection;

namespace Lookalike.Training.Patches;

/// <summary>
/// A code of images that is computed and not trained: the sparse manifold transform of their patches (Chen, Yun, Ma, Olshausen and LeCun,
/// Minimalistic unsupervised representation learning with the sparse manifold transform, 2022), pooled in cells and made shorter by its principal
/// components. It looks at no label. Immutable, so thread-safe.
/// </summary>
internal sealed class PatchCoder
{
    /// <summary>The most images that the slow directions are found from, and the most for the principal components.</summary>
    public const int MaxSlowImages = 6000, MaxComponentImages = 5000;

    // What the parts without images take, in images.
    private const int DictionaryWork = 400, SlowWork = 1200, ComponentWork = 700;

    private readonly PixelShape _shape;
    private readonly PatchFeatures _features;
    private readonly PrincipalComponents _components;

    private PatchCoder(PixelShape shape, PatchFeatures features, PrincipalComponents components) =>
        (_shape, _features, _components) = (shape, features, components);

    /// <summary>Values of a code.</summary>
    public int Size => _components.Components;

    /// <summary>Fits a code to images.</summary>
    /// <param name="images">The images, at least one, of sides of at least 16 pixels. Not retained.</param>
    /// <param name="settings">The numbers of the code.</param>
    /// <param name="threads">The most threads to use for what is done image by image. The code is the same with any number.</param>
    /// <param name="progress">Told the share that is done, from many threads, one call at a time, rising to 1; null for no reports.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <remarks>Holds up to about 200 MB for a dictionary of 2,048 and 32 x 32 pixels, of it 16 MB for each thread.</remarks>
    /// <exception cref="ArgumentException">There are no images, or a side is shorter than 16 pixels.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static PatchCoder Fit(
        ImageSet images, PatchSettings settings, int threads, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        if (images.Count == 0) throw new ArgumentException($"{images.Name} has no images to fit a code to.", nameof(images));
        var random = new Random(settings.Seed);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        ImageSet slow = Some(images, MaxSlowImages, random), varied = Some(images, MaxComponentImages, random);
        var done = new ShareDone(progress, slow.Count + varied.Count + DictionaryWork + SlowWork + ComponentWork);

        PatchFinder finder = Finder(images, settings, random, cancellationToken);
        done.Add(DictionaryWork);
        MatchStatistics statistics = Count(slow, finder, options, done);
        cancellationToken.ThrowIfCancellationRequested();
        SlowProjection projection = SlowProjection.Fit(statistics, settings.Directions);
        done.Add(SlowWork);
        var features = new PatchFeatures(finder, new PatchPooling(finder.Grid, projection));
        PrincipalComponents components = Components(varied, features, settings.Size, options, done);
        done.Add(ComponentWork);
        return new PatchCoder(images.Shape, features, components);
    }

    /// <summary>Encodes images.</summary>
    /// <param name="images">The images, of the shape of those that the code was fitted to.</param>
    /// <param name="threads">The most threads to use. The codes are the same with any number.</param>
    /// <param name="progress">Told the share that is done, from many threads, one call at a time, rising to 1; null for no reports.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>[N, <see cref="Size"/>], row-major: about the mean of the images that it was fitted to, of any length.</returns>
    /// <exception cref="ArgumentException">The images have another shape.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public float[] Encode(ImageSet images, int threads, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        if (images.Shape != _shape) throw new ArgumentException($"Expected images of {_shape}, found {images.Shape}.", nameof(images));
        float[] codes = new float[checked(images.Count * Size)];
        var done = new ShareDone(progress, images.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        _features.ForEachBlock(images, options, (first, vectors) =>
        {
            int count = vectors.Length / _features.Size;
            _components.Project(vectors.Span, codes.AsSpan(first * Size, count * Size));
            done.Add(count);
        });
        return codes;
    }

    private static ImageSet Some(ImageSet images, int maximum, Random random) =>
        images.Count <= maximum ? images : images.Select(EvenSpread.Positions(images.Count, maximum, random.NextDouble()));

    private static PatchFinder Finder(ImageSet images, PatchSettings settings, Random random, CancellationToken cancellationToken)
    {
        var halving = new PictureHalving(images.Shape);
        int patchSize = new PatchGrid(halving.Shape).PatchSize;
        float[] patches = PatchSample.Draw(images, halving, random, cancellationToken);
        PatchWhitening whitening = PatchWhitening.Fit(patches, patchSize, settings.Dimensions);
        float[] whitened = Whiten(patches), mirrored = Whiten(PatchGrid.Mirror(patches));
        PatchDictionary dictionary = PatchDictionary.Choose(whitened, mirrored, whitening.Dimensions, settings.Entries, settings.EntryLimit);
        return new PatchFinder(halving, whitening, dictionary, settings.Threshold);

        float[] Whiten(float[] raw)
        {
            float[] made = new float[raw.Length / patchSize * whitening.Dimensions];
            whitening.Apply(raw, made);
            return made;
        }
    }

    private static MatchStatistics Count(ImageSet images, PatchFinder finder, ParallelOptions options, ShareDone done)
    {
        var statistics = new MatchStatistics(images.Count, finder.Entries);
        Parallel.For(0, images.Count, options, () => (Buffer: finder.CreateBuffer(), Counts: statistics.Begin()), (image, _, local) =>
        {
            statistics.Add(image, finder.Find(images[image], local.Buffer), finder.Grid.Count, local.Counts);
            done.Add(1);
            return local;
        }, local => statistics.End(local.Counts));
        return statistics;
    }

    private static PrincipalComponents Components(ImageSet images, PatchFeatures features, int size, ParallelOptions options, ShareDone done)
    {
        int dimension = features.Size;
        float[] vectors = new float[images.Count * dimension];
        features.ForEachBlock(images, options, (first, block) =>
        {
            block.CopyTo(vectors.AsMemory(first * dimension));
            done.Add(block.Length / dimension);
        });

        // Not PrincipalComponents.Fit, which is made for some hundreds of dimensions: here a few of some thousands are wanted. Codes that are asked
        // to be longer than the vectors end with zeros.
        double[] mean = Covariance.Mean(vectors, dimension);
        EigenBasis basis = EigenBasis.Leading(Covariance.Compute(vectors, dimension, mean), Math.Min(size, dimension));
        float[] directions = new float[size * dimension];
        for (int i = 0; i < basis.Vectors.Length; i++) directions[i] = (float)basis.Vectors[i];
        return new PrincipalComponents(Array.ConvertAll(mean, value => (float)value), directions);
    }
}
