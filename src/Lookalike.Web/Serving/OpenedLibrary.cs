using Lookalike.Application.Encoders;
using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Application.Searching;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Serving;

/// <summary>
/// A model and the index that it made, opened. It stays open while somebody uses it, and is closed by the last one after it was retired. Thread-safe.
/// </summary>
internal sealed class OpenedLibrary
{
    private readonly Lock _gate = new();
    private readonly Lock _images = new();
    private readonly IndexedImages _indexed;
    private int _users;
    private bool _retired;

    private OpenedLibrary(ImageLibrary library, FileStatus model, IImageEncoder encoder, ImageIndex index)
    {
        (Model, Encoder, Index, Searcher) = (model, encoder, index, new Searcher(index));
        Order = new ServedOrder(index.Store);
        WholeModel = new WholeModel(library, encoder.Description);
        _indexed = new IndexedImages(library.Datasets, index);
    }

    /// <summary>The model file as it was when it was read.</summary>
    public FileStatus Model { get; }

    /// <summary>Encodes pictures.</summary>
    public IImageEncoder Encoder { get; }

    /// <summary>What else the model is asked: its description and its decoder.</summary>
    public WholeModel WholeModel { get; }

    /// <summary>What is searched.</summary>
    public ImageIndex Index { get; }

    /// <summary>Orders its images by how strange they are.</summary>
    public ServedOrder Order { get; }

    /// <summary>Searches it.</summary>
    public Searcher Searcher { get; }

    /// <summary>Opens both, and brings the vectors into memory.</summary>
    /// <param name="library">Names them.</param>
    /// <param name="model">The model file as it is now.</param>
    /// <param name="cancellationToken">Ends the opening early.</param>
    /// <exception cref="LookalikeException">One is missing or damaged, or they do not belong together.</exception>
    public static async Task<OpenedLibrary> OpenAsync(ImageLibrary library, FileStatus model, CancellationToken cancellationToken)
    {
        EncoderSource source = library.ReadEncoder();
        ImageIndex index = await ImageIndex.OpenAsync(library.Engine, library.IndexPath, source.Description, cancellationToken).ConfigureAwait(false);
        try
        {
            await index.LoadAsync(cancellationToken).ConfigureAwait(false);

            // Pictures come one at a time, from many requests at once: a thread for each is the better use of the cores.
            return new OpenedLibrary(library, model, source.Open(library.EncoderOptions(threads: 1)), index);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>What the index says of itself now.</summary>
    /// <exception cref="LookalikeException">It cannot be read, or holds vectors of another model by now.</exception>
    public async Task<IndexDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        IndexDescription now = await Index.Store.DescribeAsync(cancellationToken).ConfigureAwait(false);
        return now.Fingerprint == Encoder.Description.Fingerprint ? now : throw Replaced("The index is another model's by now.");
    }

    /// <summary>Makes sure that all that was read of the index since a moment was of this model.</summary>
    /// <param name="generation">The generation of the index at that moment.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="IndexException">It cannot be read, or holds vectors of another model by now, or may have in between.</exception>
    public async Task RequireAsync(long generation, CancellationToken cancellationToken)
    {
        await DescribeAsync(cancellationToken).ConfigureAwait(false);

        // The file may have been another model's and be this one's again.
        if (Index.Store.Generation != generation) throw Replaced("The index was replaced while it was read.");
    }

    /// <summary>An image of a data set as the set has it.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="ProblemException">The data set is not there any more, or has changed.</exception>
    public ShownImage ShowOfDataset(string key)
    {
        try
        {
            lock (_images) return _indexed.Show(key);
        }
        catch (DatasetException e)
        {
            throw new ProblemException(ProblemType.Gone, "The data set of this image is not on this machine any more, or has changed.", e);
        }
    }

    /// <summary>Begins a use, unless it was closed.</summary>
    public bool TryUse()
    {
        lock (_gate)
        {
            if (_retired) return false;
            _users++;
            return true;
        }
    }

    /// <summary>Begins one more use, beside one that has not ended.</summary>
    public void Keep()
    {
        lock (_gate) _users++;
    }

    /// <summary>Ends a use.</summary>
    public void Release()
    {
        lock (_gate)
        {
            if (--_users > 0 || !_retired) return;
        }

        Close();
    }

    /// <summary>Lets nobody else use it, and closes it once nobody does.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            if (_retired) return;
            _retired = true;
            if (_users > 0) return;
        }

        Close();
    }

    private IndexException Replaced(string message) => new(message, Index.Path) { Remedy = new Remedy(RemedyKind.Rebuild) };

    private void Close()
    {
        Index.Dispose();
        Encoder.Dispose();
        WholeModel.Dispose();
    }
}
