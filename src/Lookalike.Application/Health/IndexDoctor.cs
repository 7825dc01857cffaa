using System.Diagnostics;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;

namespace Lookalike.Application.Health;

/// <summary>
/// Says what is wrong with an index, and mends what can be mended: the fingerprint against the model, checksums and values of the vectors,
/// the records against the files and data sets that they are of, and whether images still find themselves. Safe to use from several threads.
/// </summary>
internal sealed class IndexDoctor
{
    private readonly IIndexEngine _engine;
    private readonly string _path;
    private readonly IImageEncoder? _encoder;
    private readonly DatasetStore _datasets;
    private readonly HealthOptions _options;

    /// <summary>Names the index; it is not opened yet.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="path">The index.</param>
    /// <param name="encoder">
    /// The encoder of the index's model, or of the one it is to be compared with. Null: what needs none is looked at. It stays the
    /// caller's.
    /// </param>
    /// <param name="datasets">The data sets of this machine, where data sets were indexed.</param>
    /// <param name="options">How thoroughly to look; the defaults where null.</param>
    public IndexDoctor(IIndexEngine engine, string path, IImageEncoder? encoder, DatasetStore datasets, HealthOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(datasets);
        (_engine, _path, _encoder, _datasets, _options) = (engine, path, encoder, datasets, options ?? new HealthOptions());
    }

    /// <summary>Looks at the index, and changes nothing. What another process writes meanwhile may show as a finding.</summary>
    /// <param name="cancellationToken">Stops the examination.</param>
    /// <returns>What was found. A damaged file is a finding, not an exception.</returns>
    /// <exception cref="IndexException">There is no such file, or it holds no images.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails.</exception>
    /// <exception cref="OperationCanceledException">The examination was stopped.</exception>
    public async Task<HealthReport> ExamineAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (ImageIndex? opened, HealthFinding? closed) = await OpenAsync(write: false, cancellationToken).ConfigureAwait(false);
        if (opened is null) return Unreadable(closed!, start);
        using (opened)
        {
            Examination examination = Examine(opened);
            await examination.RunAsync(cancellationToken).ConfigureAwait(false);
            return Report(examination, start);
        }
    }

    /// <summary>
    /// Looks at the index under the writer's lock, mends what can be mended, and looks again. Records whose image is gone and records of no
    /// folder are dropped; images that changed, and images whose vector is wrong, are encoded again; the graph is built. An index of another
    /// model and a file that SQLite calls damaged are left as they are, and so are the records of a folder that is gone as a whole.
    /// </summary>
    /// <param name="cancellationToken">Stops between two transactions; what was mended stays mended.</param>
    /// <returns>What is still wrong, with the reason, and what was mended.</returns>
    /// <exception cref="IndexException">There is no such file, it holds no images, or another process is writing to it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails.</exception>
    /// <exception cref="IndexStorageException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The fix was stopped.</exception>
    public async Task<HealthReport> FixAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (ImageIndex? opened, HealthFinding? closed) = await OpenAsync(write: true, cancellationToken).ConfigureAwait(false);
        if (opened is null) return Unreadable(closed!.Left(Mending.NeverMended(closed.Kind)), start);
        Examination before;
        Mending mending;
        using (opened)
        {
            before = Examine(opened);
            await before.RunAsync(cancellationToken).ConfigureAwait(false);
            if (before.Findings.Count == 0 && before.HasChecksums) return Report(before, start);
            if (!before.MayMend) return Report(before, start, [.. before.Findings.Select(f => f.Left(Mending.NeverMended(f.Kind)))]);
            mending = new Mending(opened, before.Sets, _encoder, _options);
            await mending.RunAsync(before.Findings, cancellationToken).ConfigureAwait(false);
        }

        // Opened anew: what was read before the mending is in memory as it was.
        (ImageIndex? again, closed) = await OpenAsync(write: false, cancellationToken).ConfigureAwait(false);
        if (again is null) return Unreadable(closed!, start);
        using (again)
        {
            Examination after = Examine(again);
            await after.RunAsync(cancellationToken).ConfigureAwait(false);
            HealthFinding[] mended = [.. before.Findings.Where(f => !after.Findings.Any(f.IsSameAs))];
            return Report(after, start, [.. after.Findings.Select(f => f.Left(mending.Reason(f)))], mended);
        }
    }

    private async Task<(ImageIndex? Opened, HealthFinding? Fault)> OpenAsync(bool write, CancellationToken cancellationToken)
    {
        try
        {
            return (await ImageIndex.OpenForHealthAsync(_engine, _path, write, cancellationToken).ConfigureAwait(false), null);
        }
        catch (IndexStorageException e)
        {
            return (null, Unreadable($"{_path} cannot be opened: {e.Message} If it is damaged: {StoreFindings.Rebuild}"));
        }
        catch (IndexException e) when (e.InnerException is InvalidDataException)
        {
            return (null, Unreadable(e.Message, e.Remedy));
        }
    }

    private HealthFinding Unreadable(string message, Remedy? remedy = null) =>
        new() { Kind = HealthFindingKind.UnreadableIndex, Place = _path, Message = message, Remedy = remedy };

    private Examination Examine(ImageIndex opened) => new(opened, _encoder, _datasets, _options);

    private HealthReport Report(Examination examination, long start, HealthFinding[]? findings = null, HealthFinding[]? mended = null) => new()
    {
        Index = _path,
        Images = examination.Images,
        Sampled = examination.Sampled,
        Findings = findings ?? examination.Findings,
        Mended = mended ?? [],
        NotChecked = examination.NotChecked,
        Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
    };

    private HealthReport Unreadable(HealthFinding fault, long start) => new()
    {
        Index = _path,
        Images = 0,
        Sampled = 0,
        Findings = [fault],
        NotChecked = ["everything else: the index cannot be opened"],
        Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
    };
}
