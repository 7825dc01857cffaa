using Lookalike.Core;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Indexing;

/// <summary>An open index: the records of the images, and which model made their vectors. Safe for concurrent reads; one writer at a time.</summary>
internal sealed class ImageIndex : IDisposable
{
    private const string FirstIndex = "Index a folder of pictures or a data set first.";

    private ImageIndex(IIndexStore store, IndexDescription description) => (Store, Description) = (store, description);

    /// <summary>Where the index is: for an engine of files, the file.</summary>
    public string Path => Store.Location;

    /// <summary>The data set that was indexed last, a name or a folder of IDX files; empty where none was.</summary>
    public string Source => Description.Source;

    /// <summary>The folders of pictures that the index holds.</summary>
    public ImageRoots Roots => Description.Roots;

    /// <summary>The records and vectors.</summary>
    internal IIndexStore Store { get; }

    /// <summary>What the index said of itself when it was opened, with what was written since.</summary>
    internal IndexDescription Description { get; private set; }

    /// <summary>Opens an index for searching.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="path">The index.</param>
    /// <param name="model">The model that will encode the queries.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, or damaged, holds no images, or was made with another model.</exception>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    public static Task<ImageIndex> OpenAsync(IIndexEngine engine, string path, EncoderDescription model, CancellationToken cancellationToken) =>
        OpenAsync(engine, path, Task.FromResult(model), cancellationToken);

    /// <summary>Opens an index for searching while its model is still being read.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="path">The index.</param>
    /// <param name="model">The model that will encode the queries; waited for once the index is open.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, or damaged, holds no images, or was made with another model.</exception>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    internal static async Task<ImageIndex> OpenAsync(IIndexEngine engine, string path, Task<EncoderDescription> model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ImageIndex index = await OpenAsync(engine, path, cancellationToken).ConfigureAwait(false);
        try
        {
            RequireModel(path, index.Description, await model.ConfigureAwait(false));
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Opens an index without its model, for what encodes nothing.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="path">The index.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="IndexException">The index is missing, or damaged, or holds no images.</exception>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    public static Task<ImageIndex> OpenAsync(IIndexEngine engine, string path, CancellationToken cancellationToken) =>
        OpenForHealthAsync(engine, path, write: false, cancellationToken);

    /// <summary>Opens an index for reading, if there is one.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="path">The index.</param>
    /// <param name="model">The model that it should have been made with.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>The index; null where there is none, or a run was stopped before it had begun to fill it.</returns>
    /// <exception cref="IndexException">It is damaged, or was made with another model.</exception>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    public static async Task<ImageIndex?> FindAsync(IIndexEngine engine, string path, EncoderDescription model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(model);
        if (await engine.OpenAsync(path, cancellationToken).ConfigureAwait(false) is not { } store) return null;
        return await DescribedAsync(store, description => RequireModel(path, description, model), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an index for writing, or makes it.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="path">The index. Of a file, its folder is made.</param>
    /// <param name="model">The model that will encode the images.</param>
    /// <param name="writing">How it is opened.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="IndexException">The index is damaged, was made with another model, or is being written by another process.</exception>
    /// <exception cref="IndexStorageException">It cannot be read or made.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task<ImageIndex> OpenForWritingAsync(
        IIndexEngine engine, string path, EncoderDescription model, IndexWriting writing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(writing);
        IIndexStore store = await engine.CreateAsync(path, model.LatentSize, writing.Rebuild, cancellationToken).ConfigureAwait(false);
        try
        {
            IndexDescription found = await store.DescribeAsync(cancellationToken).ConfigureAwait(false);
            if (found.Fingerprint is not null) RequireModel(path, found, model);

            // The fingerprint comes before the first vector: where there is none, a run was killed before it had stored anything.
            IndexDescription wanted = found.With(model.Fingerprint, writing.Source, writing.Method);
            bool isAnother = found.Fingerprint is null || wanted.Source != found.Source || wanted.Method != found.Method;
            if (isAnother) await store.WriteAsync([], [], wanted, cancellationToken).ConfigureAwait(false);
            return new ImageIndex(store, wanted);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Opens an index whatever model made it: to look at it, or to mend it under the writer's lock.</summary>
    /// <exception cref="IndexException">The index is missing, or damaged, or holds no images, or is being written by another process.</exception>
    /// <exception cref="IndexStorageException">It cannot be read.</exception>
    /// <exception cref="IOException">It is to be mended, and cannot be written.</exception>
    internal static async Task<ImageIndex> OpenForHealthAsync(IIndexEngine engine, string path, bool write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (!await engine.ExistsAsync(path, cancellationToken).ConfigureAwait(false))
            throw new IndexException($"There is no index: expected {path}. {FirstIndex}", path) { Remedy = new Remedy(RemedyKind.Index) };
        Task<IIndexStore?> opening = write ? engine.OpenForWritingAsync(path, cancellationToken) : engine.OpenAsync(path, cancellationToken);
        IIndexStore? store = await opening.ConfigureAwait(false);
        return (store is null ? null : await DescribedAsync(store, static _ => { }, cancellationToken).ConfigureAwait(false))
            ?? throw new IndexException($"{path} holds no images yet. {FirstIndex}", path) { Remedy = new Remedy(RemedyKind.Index) };
    }

    /// <summary>Brings the vectors into memory, which the first search does otherwise.</summary>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>How many vectors there are.</returns>
    internal async Task<int> LoadAsync(CancellationToken cancellationToken) => (int)await Store.LoadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Whether searches are approximate where they do not say otherwise, by the method and the number of images.</summary>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <returns>True if they are.</returns>
    internal async Task<bool> IsApproximateAsync(CancellationToken cancellationToken) => Description.IsApproximate(
        Description.Method == SearchMethod.Auto ? await Store.CountAsync(cancellationToken).ConfigureAwait(false) : 0);

    /// <summary>Brings the graph that approximate searches walk up to date. An index opened for writing builds it, and keeps it beside the file.</summary>
    /// <param name="progress">Told now and then how many images the graph holds, from any thread; or null.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>False where searches walk no graph: there are too few images, or none was built by the one who wrote the index.</returns>
    internal Task<bool> BuildGraphAsync(IProgress<Progress>? progress, CancellationToken cancellationToken) => Store.PrepareAsync(progress, cancellationToken);

    /// <summary>Writes records and deletes others, and keeps another set of folders where one is given, all or nothing.</summary>
    internal async Task WriteAsync(IEnumerable<ImageRecord> records, IEnumerable<string> deletedKeys, ImageRoots? roots, CancellationToken cancellationToken)
    {
        IndexDescription? description = roots is null ? null : Description.With(roots: roots);
        await Store.WriteAsync(records, deletedKeys, description, cancellationToken).ConfigureAwait(false);
        Description = description ?? Description;
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    /// <summary>The index of a store; null where nothing was stored in it yet. The store is closed where it is not handed on.</summary>
    private static async Task<ImageIndex?> DescribedAsync(IIndexStore store, Action<IndexDescription> require, CancellationToken cancellationToken)
    {
        try
        {
            IndexDescription description = await store.DescribeAsync(cancellationToken).ConfigureAwait(false);
            if (description.Fingerprint is not null)
            {
                require(description);
                return new ImageIndex(store, description);
            }
        }
        catch
        {
            store.Dispose();
            throw;
        }

        store.Dispose();
        return null;
    }

    private static void RequireModel(string path, IndexDescription found, EncoderDescription model)
    {
        if (found.Fingerprint == model.Fingerprint && found.LatentSize == model.LatentSize) return;
        string fault = found.Fingerprint == model.Fingerprint
            ? $"{path} holds vectors of {found.LatentSize} values, and the model that it names gives {model.LatentSize}. "
            : $"{path} was made with another model: expected fingerprint {Short(model.Fingerprint)}, found {Short(found.Fingerprint!)}. ";
        throw new IndexException($"{fault}Name the model that made it, or index again with this one.", path)
        {
            Remedy = IndexRemedies.Again(path, found.Source, found.Roots, rebuild: true),
        };
    }

    private static string Short(string fingerprint) => fingerprint[..Math.Min(12, fingerprint.Length)];
}
