using System.Globalization;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Application;

/// <summary>One look at an open index: its store, its model, the images that it is of, and its vectors.</summary>
internal sealed class Examination(OpenedIndex opened, IImageEncoder? encoder, DatasetStore datasets, HealthOptions options)
{
    private readonly ImageIndex _index = opened.Index;
    private readonly List<HealthFinding> _findings = [];
    private readonly List<string> _notChecked = [];

    public IReadOnlyList<HealthFinding> Findings => _findings;

    public IReadOnlyList<string> NotChecked => _notChecked;

    public bool HasChecksums { get; private set; }

    public int Images { get; private set; }

    public int Sampled { get; private set; }

    public IndexedSets Sets { get; } = new(datasets, opened.Index.Source);

    /// <summary>Whether a fix may write: into a sound file, and vectors of the model that the others are of.</summary>
    public bool MayMend => !_findings.Any(f => f.Kind is HealthFindingKind.UnreadableIndex or HealthFindingKind.DamagedFile or HealthFindingKind.WrongModel);

    private bool IsModelRight => encoder is not null && encoder.Description.Fingerprint == opened.Fingerprint && encoder.Description.LatentSize == opened.LatentSize;

    public async Task RunAsync(CancellationToken cancellation)
    {
        options.Progress?.Report(new Progress("checking the store", 0, 0));
        StorageReport store = await _index.Records.VerifyAsync(cancellation).ConfigureAwait(false);
        Images = (int)store.Records;
        HasChecksums = store.HasChecksums;
        _findings.AddRange(StoreFindings.Of(store, _index.Method));
        CheckModel();
        if (store.Faults.Any(f => f.Kind == StorageFaultKind.Unreadable))
        {
            _notChecked.Add("images and vectors: the index cannot be read");
            return;
        }

        try
        {
            await CheckImagesAsync(store, cancellation).ConfigureAwait(false);
        }
        catch (VectorStoreException e)
        {
            _findings.Add(new HealthFinding { Kind = HealthFindingKind.UnreadableIndex, Place = _index.Path, Message = $"{e.Message} {StoreFindings.Rebuild}" });
            _notChecked.Add("images and vectors as a whole: the index cannot be read");
        }
    }

    private async Task CheckImagesAsync(StorageReport store, CancellationToken cancellation)
    {
        if (!store.HasChecksums) _notChecked.Add("checksums: the index was written before there were any; the next run that writes to it adds them");
        IndexedRecords records = await IndexedRecords.ReadAsync(_index, cancellation).ConfigureAwait(false);
        Images = records.Count;
        var sources = new SourceCheck(_index, records, Sets);
        _findings.AddRange(sources.Run(options.Progress, cancellation));
        if (store.Faults.Any(f => f.Kind is StorageFaultKind.Block or StorageFaultKind.Checksum)) _notChecked.Add("vectors: a damaged block keeps them from being read");
        else await CheckVectorsAsync(records, sources.Sound, cancellation).ConfigureAwait(false);
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
                Place = _index.Path,
                Message = (encoder.Description.Fingerprint != opened.Fingerprint
                        ? $"{_index.Path} was made with another model: expected a model with the fingerprint {Short(opened.Fingerprint)}, found {Short(encoder.Description.Fingerprint)}. "
                        : string.Create(CultureInfo.InvariantCulture, $"{_index.Path} holds vectors of {opened.LatentSize} values, and the model that it names gives {encoder.Description.LatentSize}. "))
                    + "Name the model that made it, or index again with this one.",
                Remedy = IndexRemedies.Again(_index.Path, _index.Source, _index.Roots, rebuild: true),
            });
        }
    }

    private async Task CheckVectorsAsync(IndexedRecords records, List<int> sound, CancellationToken cancellation)
    {
        VectorSnapshot vectors = await _index.Records.GetVectorsAsync(cancellation).ConfigureAwait(false);
        var check = new VectorCheck(vectors, records);
        HealthFinding[] wrong = [.. check.Run(cancellation)];
        _findings.AddRange(wrong);
        if (!IsModelRight || encoder is null)
        {
            _findings.AddRange(check.Zeros.Select(slot => VectorCheck.Zero(records.Key(slot)!)));
            return;
        }

        HashSet<string> known = [.. wrong.Select(f => f.Key!)];
        int[] comparable = [.. sound.Where(slot => vectors.IsOccupied(slot) && !known.Contains(records.Key(slot)!))];
        int[] slots = Choose(comparable, check.Zeros);
        var sample = new SampleCheck(records, vectors, new ImageReencoder(_index, Sets, encoder, options.MaxPixels));
        _findings.AddRange(sample.Run(slots, options.Progress, cancellation));
        Sampled = sample.Compared;

        // Where the image could not be asked, a vector of zeros is taken for what it looks like.
        HashSet<int> asked = [.. slots];
        _findings.AddRange(check.Zeros.Where(slot => !asked.Contains(slot)).Select(slot => VectorCheck.Zero(records.Key(slot)!)));
    }

    private int[] Choose(int[] comparable, List<int> zeros)
    {
        int wanted = Math.Min(options.Sample ?? comparable.Length, comparable.Length);
        IEnumerable<int> spread = EvenSpread.Positions(comparable.Length, wanted, offset: 0.5).Select(at => comparable[at]);
        return [.. spread.Union(zeros.Intersect(comparable).Take(wanted))];
    }

    private static string Short(string fingerprint) => string.Create(CultureInfo.InvariantCulture, $"{fingerprint[..Math.Min(12, fingerprint.Length)]}");
}
