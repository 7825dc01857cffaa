using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lookalike.Core.Files;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

/// <summary>
/// The pictures of a folder as images of one shape. They are decoded once into one file, a cache, and later runs decode only what is new or
/// changed (by size and time of writing). The cache appears whole or not at all; a damaged one is made anew. Whoever opens the same pictures at
/// the same time does no harm: the last to end leaves its cache. Immutable; safe to use from many threads, but for <see cref="Dispose"/>.
/// </summary>
internal sealed class PictureSet : IDisposable
{
    private readonly IReadOnlyList<CachedFile> _known;
    private readonly MappedPixels? _mapped;

    private PictureSet(PictureCache cache, string name, long maxInMemory)
    {
        PictureCacheHeader header = cache.Header;
        _known = cache.Files;
        CachePath = cache.Path;
        CacheLength = header.FileLength;
        Checksum = cache.Checksum;
        Fit = header.Fit;
        Paths = [.. _known.Where(f => f.Row != CachedFile.NoRow).OrderBy(f => f.Row).Select(f => f.Path)];
        Failures = [.. _known.Where(f => f.Fault is not null).Select(f => f.ToFailure())];
        LeftOut = _known.Count(f => f.IsLeftOut);
        bool inMemory = header.RowsLength <= Math.Min(maxInMemory, Array.MaxLength);
        _mapped = inMemory ? null : cache.MapRows();
        PixelShape shape = header.Shape;
        Images = _mapped is null
            ? new ImageSet(name, shape, cache.ReadRows())
            : new ImageSet(name, shape, _mapped);
    }

    /// <summary>The pictures that could be read, in the order of the files. They must not be used once this is disposed.</summary>
    public ImageSet Images { get; }

    /// <summary>The relative path of each image, in the order of <see cref="Images"/>.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The files that gave no picture, each once, in the order of the files.</summary>
    public IReadOnlyList<PictureFailure> Failures { get; }

    /// <summary>How the pictures were brought to the shape.</summary>
    public PictureFit Fit { get; }

    /// <summary>Pictures decoded by this call.</summary>
    public int Decoded { get; private init; }

    /// <summary>Pictures whose pixels the cache had.</summary>
    public int Kept { get; private init; }

    /// <summary>Pictures whose pixels the cache had and has no longer: gone or changed.</summary>
    public int Dropped { get; private init; }

    /// <summary>Files that are known and not decoded yet (<see cref="PictureSetOptions.MaxDecoded"/>).</summary>
    public int LeftOut { get; }

    /// <summary>How the files differ from those of the call before; null where there was none.</summary>
    public PictureChanges? Changes { get; private init; }

    /// <summary>The cache.</summary>
    public string CachePath { get; }

    /// <summary>The size of the cache, in bytes.</summary>
    public long CacheLength { get; }

    /// <summary>32 hexadecimal digits that tell this content of the cache from any other.</summary>
    public string Checksum { get; }

    /// <summary>
    /// Opens the pictures: decodes those that the cache does not have, and drops those that are gone. If nothing changed, nothing is written.
    /// </summary>
    /// <param name="files">The files, as <see cref="PictureFolder"/> finds them, 2^31 - 1 at most. Of those with one relative path the first counts.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Looked at before every picture. What was decoded by then is kept.</param>
    /// <returns>The images, which the caller disposes of.</returns>
    /// <exception cref="DatasetException">The cache's folder cannot be written to; found out before anything is decoded.</exception>
    /// <exception cref="IOException">The disk is full, or the cache cannot be read. What was there before is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The cache may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<PictureSet> OpenAsync(IReadOnlyList<PictureFile> files, PictureSetOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        string path = PathFor(options);
        PictureFile[] distinct = [.. files.DistinctBy(f => f.RelativePath, StringComparer.Ordinal)];

        // A cache is read whole to be believed, and so is the one that is left in the end: on a thread of the pool, not on the caller's.
        using PictureCache? old = await Task.Run(() => Find(path, options), cancellationToken).ConfigureAwait(false);
        PictureChanges? changes = old is null ? null : PictureChanges.Between(old.Files, distinct);
        int before = old?.Header.Rows ?? 0;
        var rounds = new PictureCacheRounds(path, distinct, options);
        using PictureCache cache = await rounds.RunAsync(old, cancellationToken).ConfigureAwait(false);
        return await Task.Run(
            () => new PictureSet(cache, options.Name, options.MaxInMemory)
            {
                Decoded = rounds.Decoded,
                Kept = rounds.Kept,
                Dropped = before - rounds.Kept,
                Changes = changes,
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Opens a cache as it is, whatever has become of the files.</summary>
    /// <param name="cachePath">The <see cref="CachePath"/> of an earlier call.</param>
    /// <param name="checksum">The <see cref="Checksum"/> of that call.</param>
    /// <param name="name">What the set is called.</param>
    /// <param name="maxInMemory">As <see cref="PictureSetOptions.MaxInMemory"/>; null for its default.</param>
    /// <returns>The images, which the caller disposes of.</returns>
    /// <exception cref="DatasetException">The cache is gone or damaged, or was made anew since.</exception>
    public static PictureSet Reopen(string cachePath, string checksum, string name, long? maxInMemory = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(cachePath);
        string found;
        try
        {
            using PictureCache? cache = PictureCache.Open(cachePath);
            if (cache is not null && cache.Checksum == checksum)
                return new PictureSet(cache, name, maxInMemory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4) { Kept = cache.Header.Rows };
            found = cache is null ? "none" : "one that was made anew since";
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            found = $"one that cannot be used ({e.Message})";
        }

        throw new DatasetException(
            $"The pictures as they were are no longer there: expected the cache {cachePath} with checksum {checksum}, found {found}.", cachePath);
    }

    /// <summary>How files differ from those that this was made of.</summary>
    /// <param name="files">The files.</param>
    public PictureChanges Compare(IReadOnlyList<PictureFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return PictureChanges.Between(_known, files);
    }

    /// <inheritdoc/>
    public void Dispose() => _mapped?.Dispose();

    private static string PathFor(PictureSetOptions options)
    {
        string folder = options.CacheFolder ?? Path.Combine(CacheFolder.Default(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows()), "pictures");
        string identity = string.Create(CultureInfo.InvariantCulture, $"{options.Source}\n{options.Shape}\n{options.Fit}");
        return Path.Combine(Path.GetFullPath(folder), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32] + ".pixels");
    }

    private static PictureCache? Find(string path, PictureSetOptions options)
    {
        AbandonedFiles.DeleteAll(Path.GetDirectoryName(path)!); // of any folder: each may be as large as all its pictures
        try
        {
            PictureCache? cache = PictureCache.Open(path);
            if (cache is null || (cache.Header.Shape == options.Shape && cache.Header.Fit == options.Fit)) return cache;
            cache.Dispose();
            return null;
        }
        catch (InvalidDataException e)
        {
            options.Notice?.Invoke($"{e.Message} It is made anew.");
            return null;
        }
    }
}
