using System.Globalization;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Verification;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Health;

/// <summary>One look at an open index: its store, its model, the images that it is of, and its vectors.</summary>
internal sealed class Examination(ImageIndex index, IImageEncoder? encoder, DatasetStore datasets, HealthOptions options)
{
    private readonly List<HealthFinding> _findings = [];
    private readonly List<string> _notChecked = [];

    public IReadOnlyList<HealthFinding> Findings => _findings;

    public IReadOnlyList<string> NotChecked => _notChecked;

    public bool HasChecksums { get; private set; }

    public int Images { get; private set; }

    public int Sampled { get; private set; }

    public IndexedSets Sets { get; } = new(datasets, index.Source);

    /// <summary>Whether a fix may write: into a sound file, and vectors of the model that the others are of.</summary>
    public bool MayMend => !_findings.Any(f => f.Kind is HealthFindingKind.UnreadableIndex or HealthFindingKind.DamagedFile or HealthFindingKind.WrongModel);

    private bool IsModelRight =>
        encoder is not null
            && encoder.Description.Fingerprint == index.Description.Fingerprint
            && encoder.Description.LatentSize == index.Description.LatentSize;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        options.Progress?.Report(new Progress("checking the store", 0, 0));
        IndexReport store = await VerifyAsync(cancellationToken).ConfigureAwait(false);
        Images = (int)store.Records;
        HasChecksums = store.HasChecksums;
        _findings.AddRange(StoreFindings.Of(store, index.Description));
        CheckModel();
        if (store.Faults.Any(f => f.Kind == IndexFaultKind.Unreadable))
        {
            _notChecked.Add("images and vectors: the index cannot be read");
            return;
        }

        try
        {
            await CheckImagesAsync(store, cancellationToken).ConfigureAwait(false);
        }
        catch (IndexStorageException e)
        {
            AddUnreadable(e);
        }
    }

    private async Task<IndexReport> VerifyAsync(CancellationToken cancellationToken)
    {
        if (index.Store.Capability<IIndexVerification>() is { } verification) return await verification.VerifyAsync(cancellationToken).ConfigureAwait(false);
        _notChecked.Add("how the index is stored: what keeps it cannot look for damage");
        long records = await index.Store.CountAsync(cancellationToken).ConfigureAwait(false);
        return new IndexReport([], records, hasChecksums: true);
    }

    private void AddUnreadable(IndexStorageException fault)
    {
        _findings.Add(new HealthFinding { Kind = HealthFindingKind.UnreadableIndex, Place = index.Path, Message = $"{fault.Message} {StoreFindings.Rebuild}" });
        _notChecked.Add("images and vectors as a whole: the index cannot be read");
    }

    private async Task CheckImagesAsync(IndexReport store, CancellationToken cancellationToken)
    {
        if (!store.HasChecksums) _notChecked.Add("checksums: the index was written before there were any; the next run that writes to it adds them");
        bool hasDamagedBlock = store.Faults.Any(f => f.Kind is IndexFaultKind.Block or IndexFaultKind.Checksum);
        (IndexSnapshot records, IndexStorageException? fault) = await ReadAsync(includeVectors: !hasDamagedBlock, cancellationToken).ConfigureAwait(false);
        Images = records.Count;
        var sources = new SourceCheck(index, records, Sets);
        _findings.AddRange(sources.Run(options.Progress, cancellationToken));
        if (hasDamagedBlock) _notChecked.Add("vectors: a damaged block keeps them from being read");
        else if (fault is not null) AddUnreadable(fault);
        else CheckVectors(records, sources.Sound, cancellationToken);
    }

    /// <summary>All records of one moment, with their vectors; where those cannot be read, without, for the rest can be looked at all the same.</summary>
    private async Task<(IndexSnapshot Records, IndexStorageException? Fault)> ReadAsync(bool includeVectors, CancellationToken cancellationToken)
    {
        const IndexColumns Columns = IndexColumns.Set | IndexColumns.Position | IndexColumns.Path | IndexColumns.Size
            | IndexColumns.Modified | IndexColumns.ContentHash;
        IndexStorageException? fault = null;
        if (includeVectors)
        {
            try
            {
                return (await index.Store.ReadAsync(Columns | IndexColumns.Vector, cancellationToken).ConfigureAwait(false), null);
            }
            catch (IndexStorageException e)
            {
                fault = e;
            }
        }

        return (await index.Store.ReadAsync(Columns, cancellationToken).ConfigureAwait(false), fault);
    }

    private void CheckModel()
    {
        if (encoder is null)
        {
            _notChecked.Add("the model, and whether images find themselves: there is no model to encode with");
        }
        else if (!IsModelRight)
        {
            _notChecked.Add("whether images find themselves: the model is not that of the index");
            _findings.Add(new HealthFinding
            {
                Kind = HealthFindingKind.WrongModel,
                Place = index.Path,
                Message = (encoder.Description.Fingerprint != index.Description.Fingerprint
                        ? $"{index.Path} was made with another model: expected a model with the fingerprint {Short(index.Description.Fingerprint!)}, " +
                            $"found {Short(encoder.Description.Fingerprint)}. "
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"{index.Path} holds vectors of {index.Description.LatentSize} values, " +
                                $"and the model that it names gives {encoder.Description.LatentSize}. "))
                    + "Name the model that made it, or index again with this one.",
                Remedy = IndexRemedies.Again(index.Path, index.Source, index.Roots, rebuild: true),
            });
        }
    }

    private void CheckVectors(IndexSnapshot records, List<int> sound, CancellationToken cancellationToken)
    {
        var check = new VectorCheck(records);
        HealthFinding[] wrong = [.. check.Run(cancellationToken)];
        _findings.AddRange(wrong);
        if (!IsModelRight || encoder is null)
        {
            _findings.AddRange(check.Zeros.Select(row => VectorCheck.Zero(records.Keys[row])));
            return;
        }

        HashSet<string> known = [.. wrong.Select(f => f.Key!)];
        int[] comparable = [.. sound.Where(row => records.HasVector(row) && !known.Contains(records.Keys[row]))];
        int[] rows = Choose(comparable, check.Zeros);
        var sample = new SampleCheck(records, new ImageReencoder(index, Sets, encoder, options.MaxPixels));
        _findings.AddRange(sample.Run(rows, options.Progress, cancellationToken));
        Sampled = sample.Compared;

        // Where the image could not be asked, a vector of zeros is taken for what it looks like.
        HashSet<int> asked = [.. rows];
        _findings.AddRange(check.Zeros.Where(row => !asked.Contains(row)).Select(row => VectorCheck.Zero(records.Keys[row])));
    }

    private int[] Choose(int[] comparable, List<int> zeros)
    {
        int wanted = Math.Min(options.Sample ?? comparable.Length, comparable.Length);
        IEnumerable<int> spread = EvenSpread.Positions(comparable.Length, wanted, offset: 0.5).Select(at => comparable[at]);
        return [.. spread.Union(zeros.Intersect(comparable).Take(wanted))];
    }

    private static string Short(string fingerprint) => string.Create(CultureInfo.InvariantCulture, $"{fingerprint[..Math.Min(12, fingerprint.Length)]}");
}
