using System.Globalization;
using Lookalike.Core;
using Lookalike.Models;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>An index file: the records of the images, and which model made their vectors. Safe for concurrent reads; one writer at a time.</summary>
public sealed class ImageIndex : IDisposable
{
    /// <summary>The most images that <see cref="SearchMethod.Auto"/> compares one by one: some milliseconds for each search.</summary>
    public const int MostExact = 200_000;

    private const string CollectionName = "images";
    private const string FirstIndex = "Index a folder of pictures or a data set first.";

    private readonly SqliteVectorStore _store;
    private readonly WriterLock? _lock;

    private ImageIndex(string path, SqliteVectorStore store, SqliteCollection<string, ImageRecord> records, IndexDescription description, WriterLock? writerLock)
    {
        Path = path;
        _store = store;
        Records = records;
        Source = description.Source;
        Roots = description.Roots;
        Method = description.Method;
        _lock = writerLock;
    }

    /// <summary>The index file.</summary>
    public string Path { get; }

    /// <summary>The records and vectors.</summary>
    public SqliteCollection<string, ImageRecord> Records { get; }

    /// <summary>The data set that was indexed last, a name or a folder of IDX files; empty where none was.</summary>
    public string Source { get; }

    /// <summary>The folders of pictures that the index holds.</summary>
    public ImageRoots Roots { get; private set; }

    /// <summary>How the index is searched where a search does not say otherwise.</summary>
    internal SearchMethod Method { get; }

    /// <summary>Opens an index for searching.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="model">The model that will encode the queries.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, is no index, or damaged, or was made with another model.</exception>
    public static Task<ImageIndex> OpenAsync(string path, EncoderDescription model, CancellationToken cancellation) =>
        OpenAsync(path, Task.FromResult(model), cancellation);

    /// <summary>Opens an index for searching while its model is still being read.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="model">The model that will encode the queries; waited for once the file is open.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, is no index, or damaged, or was made with another model.</exception>
    public static async Task<ImageIndex> OpenAsync(string path, Task<EncoderDescription> model, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!File.Exists(path)) throw new IndexException($"There is no index: expected {path}. {FirstIndex}", path) { Remedy = new Remedy(RemedyKind.Index) };
        return await OpenIfFilledAsync(path, model, cancellation).ConfigureAwait(false)
            ?? throw new IndexException($"{path} holds no images yet. {FirstIndex}", path) { Remedy = new Remedy(RemedyKind.Index) };
    }

    /// <summary>Opens an index without its model, for what encodes nothing.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, or damaged, or holds no images.</exception>
    public static async Task<ImageIndex> OpenAsync(string path, CancellationToken cancellation) =>
        (await OpenForHealthAsync(path, write: false, cancellation).ConfigureAwait(false)).Index;

    /// <summary>Opens an index for reading, if there is one.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="model">The model that it should have been made with.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <returns>The index; null where there is no file, or a run was stopped before it had begun to fill it.</returns>
    /// <exception cref="IndexException">The file is no index, or damaged, or was made with another model.</exception>
    public static async Task<ImageIndex?> FindAsync(string path, EncoderDescription model, CancellationToken cancellation) =>
        File.Exists(path) ? await OpenIfFilledAsync(path, Task.FromResult(model), cancellation).ConfigureAwait(false) : null;

    /// <summary>Opens an index for writing, or makes it.</summary>
    /// <param name="path">The index file; its folder is made.</param>
    /// <param name="model">The model that will encode the images.</param>
    /// <param name="source">The data set that will be indexed: a name or a folder of IDX files; null for none.</param>
    /// <param name="rebuild">True: an index of another model is emptied first.</param>
    /// <param name="method">How the index will be searched; null to leave it as it is, which is <see cref="SearchMethod.Auto"/> at first.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="IndexException">The file is no index, or damaged, was made with another model, or is being written by another process.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<ImageIndex> OpenForWritingAsync(string path, EncoderDescription model, string? source, bool rebuild, SearchMethod? method, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        OutputFile.Require(path, kind: null);
        WriterLock writerLock = WriterLock.Take(path);
        var store = new SqliteVectorStore(path);
        try
        {
            if (rebuild) await store.EnsureCollectionDeletedAsync(CollectionName, cancellation).ConfigureAwait(false);
            SqliteCollection<string, ImageRecord> records = Collection(store, model.LatentSize);
            await records.EnsureCollectionExistsAsync(cancellation).ConfigureAwait(false);
            IndexDescription description = await IndexDescription.ReadAsync(records, path, cancellation).ConfigureAwait(false);

            // The fingerprint comes before the first vector: where there is none, a run was killed before it had stored anything.
            if (description.Fingerprint is not { } fingerprint) await records.SetMetadataAsync(IndexDescription.FingerprintKey, model.Fingerprint, cancellation).ConfigureAwait(false);
            else RequireFingerprint(path, fingerprint, model, description);
            if (source is not null) await records.SetMetadataAsync(IndexDescription.SourceKey, source, cancellation).ConfigureAwait(false);
            if (method is { } chosen) await records.SetMetadataAsync(IndexDescription.MethodKey, chosen.ToString(), cancellation).ConfigureAwait(false);
            return new ImageIndex(path, store, records, await IndexDescription.ReadAsync(records, path, cancellation).ConfigureAwait(false), writerLock);
        }
        catch
        {
            store.Dispose();
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens an index whatever model made it: to look at it, or to mend it under the writer's lock.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="write">Whether it will be mended.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, or damaged, or holds no images, or is being written by another process.</exception>
    /// <exception cref="IOException">It is to be mended, and cannot be written.</exception>
    internal static async Task<OpenedIndex> OpenForHealthAsync(string path, bool write, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new IndexException($"There is no index: expected {path}. {FirstIndex}", path) { Remedy = new Remedy(RemedyKind.Index) };
        if (write) OutputFile.Require(path, kind: null);
        WriterLock? writerLock = write ? WriterLock.Take(path) : null;
        var store = new SqliteVectorStore(path, new SqliteVectorStoreOptions { ReadOnly = !write });
        try
        {
            int? latentSize = await store.GetDimensionAsync(CollectionName, cancellation).ConfigureAwait(false);
            SqliteCollection<string, ImageRecord>? records = latentSize is { } size ? Collection(store, size) : null;
            IndexDescription? description = records is null ? null : await IndexDescription.ReadAsync(records, path, cancellation).ConfigureAwait(false);
            if (description?.Fingerprint is not { } fingerprint) throw new IndexException($"{path} holds no images yet. {FirstIndex}", path) { Remedy = new Remedy(RemedyKind.Index) };
            return new OpenedIndex { Index = new ImageIndex(path, store, records!, description, writerLock), Fingerprint = fingerprint, LatentSize = latentSize!.Value };
        }
        catch
        {
            store.Dispose();
            writerLock?.Dispose();
            throw;
        }
    }

    /// <summary>Brings the vectors into memory, which the first search does otherwise.</summary>
    /// <param name="cancellation">Stops the loading.</param>
    /// <returns>How many vectors there are.</returns>
    internal async Task<int> LoadAsync(CancellationToken cancellation) =>
        (await Records.GetVectorsAsync(cancellation).ConfigureAwait(false)).Count;

    /// <summary>Whether searches are approximate where they do not say otherwise, by the method and the number of images.</summary>
    /// <param name="cancellation">Stops the counting.</param>
    /// <returns>True if they are.</returns>
    internal async Task<bool> IsApproximateAsync(CancellationToken cancellation) => Method switch
    {
        SearchMethod.Exact => false,
        SearchMethod.Approximate => true,
        _ => await Records.CountAsync(cancellation).ConfigureAwait(false) > MostExact,
    };

    /// <summary>Brings the graph that approximate searches walk up to date. An index opened for writing builds it, and keeps it beside the file.</summary>
    /// <param name="progress">Told now and then how many images the graph holds, from any thread; or null.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <returns>False where searches walk no graph: there are too few images, or none was built by the one who wrote the index.</returns>
    internal Task<bool> BuildGraphAsync(IProgress<Progress>? progress, CancellationToken cancellation) =>
        Records.BuildGraphsAsync(progress, cancellation);

    /// <summary>Keeps another set of folders.</summary>
    internal async Task SetRootsAsync(ImageRoots roots, CancellationToken cancellation)
    {
        await Records.SetMetadataAsync(IndexDescription.RootsKey, roots.Write(), cancellation).ConfigureAwait(false);
        Roots = roots;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Records.Dispose();
        _store.Dispose();
        _lock?.Dispose();
    }

    private static async Task<ImageIndex?> OpenIfFilledAsync(string path, Task<EncoderDescription> model, CancellationToken cancellation)
    {
        var store = new SqliteVectorStore(path, new SqliteVectorStoreOptions { ReadOnly = true });
        try
        {
            bool exists = await store.CollectionExistsAsync(CollectionName, cancellation).ConfigureAwait(false);
            EncoderDescription metadata = await model.ConfigureAwait(false);
            SqliteCollection<string, ImageRecord> records = Collection(store, metadata.LatentSize);
            IndexDescription? description = exists ? await IndexDescription.ReadAsync(records, path, cancellation).ConfigureAwait(false) : null;
            if (description?.Fingerprint is not { } fingerprint)
            {
                store.Dispose();
                return null;
            }

            RequireFingerprint(path, fingerprint, metadata, description);
            return new ImageIndex(path, store, records, description, writerLock: null);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static SqliteCollection<string, ImageRecord> Collection(SqliteVectorStore store, int latentSize) =>
        store.GetCollection<string, ImageRecord>(CollectionName, ImageRecord.Definition(latentSize));

    private static void RequireFingerprint(string path, string found, EncoderDescription model, IndexDescription description)
    {
        if (found == model.Fingerprint) return;
        throw new IndexException(
            string.Create(CultureInfo.InvariantCulture, $"{path} was made with another model: expected fingerprint {model.Fingerprint[..12]}, found {found[..Math.Min(12, found.Length)]}. ")
            + $"Name the model that made it, or index again with this one.",
            path)
        {
            Remedy = IndexRemedies.Again(path, description.Source, description.Roots, rebuild: true),
        };
    }
}
