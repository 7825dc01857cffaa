using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lookalike.Application.Drawing;
using Lookalike.Application.Duplicates;
using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Application.Telemetry;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Running;
using Microsoft.Extensions.Logging;

namespace Lookalike.Application.Library;

/// <summary>
/// All that is done with an index and the model that made it, each in one call: the same for a command line, a web server and any other program.
/// Files are opened by each call, and held no longer. Safe to use from many threads; one call writes at a time.
/// </summary>
public sealed class ImageLibrary
{
    /// <summary>How often watched folders are compared though no change was heard of.</summary>
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(60);

    /// <summary>Comparing a large folder must not keep the disk busy: it takes no more of the time than one part in this.</summary>
    private const int WatchRest = 20;

    private readonly Func<EncoderSource>? _encoders;

    /// <summary>Names the files; nothing is opened yet.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="indexPath">The index: for an engine of files, the file.</param>
    /// <param name="modelPath">The model file; null where nothing will be encoded.</param>
    /// <param name="datasets">The data sets of this machine.</param>
    public ImageLibrary(IIndexEngine engine, string indexPath, string? modelPath, DatasetStore datasets)
        : this(engine, indexPath, modelPath is null ? null : () => new EncoderSource(ModelFile.Read(modelPath)), datasets)
    {
    }

    /// <summary>Takes an encoder in place of a model file: of another runtime, or another program's network.</summary>
    /// <param name="engine">What keeps the index.</param>
    /// <param name="indexPath">The index: for an engine of files, the file.</param>
    /// <param name="encoder">What encodes. It stays the caller's, who disposes it after the last call.</param>
    /// <param name="datasets">The data sets of this machine.</param>
    public ImageLibrary(IIndexEngine engine, string indexPath, IImageEncoder encoder, DatasetStore datasets)
        : this(engine, indexPath, SourceOf(encoder), datasets)
    {
    }

    private ImageLibrary(IIndexEngine engine, string indexPath, Func<EncoderSource>? encoders, DatasetStore datasets)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(indexPath);
        ArgumentNullException.ThrowIfNull(datasets);
        (Engine, IndexPath, _encoders, Datasets) = (engine, indexPath, encoders, datasets);
    }

    /// <summary>Where the index is: for an engine of files, the file.</summary>
    public string IndexPath { get; }

    /// <summary>The data sets of this machine.</summary>
    public DatasetStore Datasets { get; }

    /// <summary>Makes the loggers that are told what is done and which pictures cannot be read. What the engine logs is the engine's.</summary>
    /// <value>Null by default: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { internal get; init; }

    /// <summary>What keeps the index.</summary>
    internal IIndexEngine Engine { get; }

    /// <summary>The logger of the use cases; null where nothing is logged.</summary>
    internal ILogger? Logger => LoggerFactory?.CreateLogger(ApplicationTelemetry.LogCategory);

    /// <summary>Finds the indexed images that look like the examples of a request.</summary>
    /// <param name="request">What is searched for.</param>
    /// <param name="events">Who hears of it; its progress is told of each stage when that has ended. Null for nobody.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="LookalikeException">Model or index are missing or do not belong together, a picture cannot be read, or a key is unknown.</exception>
    public Task<SearchReport> SearchAsync(SearchRequest request, LibraryEvents? events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ApplicationTelemetry.Operations.RunAsync("search", async told =>
        {
            SearchReport report = await new SearchRun(this, request, events ?? LibraryEvents.None).RunAsync(cancellationToken).ConfigureAwait(false);
            int queries = report.Queries.Count;
            told?.Tag(ApplicationTelemetry.QueriesTag, queries);
            ApplicationTelemetry.Queries.Add(queries);
            if (Logger is { } logger) ApplicationLog.Searched(logger, queries, IndexPath);
            return report;
        });
    }

    /// <summary>Brings the index in step with a data set.</summary>
    /// <param name="dataset">Its name, or a folder of IDX files.</param>
    /// <param name="splits">Which images of it.</param>
    /// <param name="options">How.</param>
    /// <param name="events">Who hears of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops between two transactions; what was committed stays, and the next run goes on.</param>
    /// <exception cref="LookalikeException">The data set is not there, the images do not fit the model, or the index is another model's or in use.</exception>
    public Task<IndexSummary> IndexAsync(
        string dataset, IReadOnlyList<DatasetSplit> splits, IndexOptions options, LibraryEvents? events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentNullException.ThrowIfNull(options);
        return ApplicationTelemetry.Operations.RunAsync("index", async told =>
        {
            IndexSummary summary = await DatasetIndexing
                .RunAsync(this, dataset, splits, options, events ?? LibraryEvents.None, cancellationToken)
                .ConfigureAwait(false);
            told?.Tag(summary);
            return summary;
        });
    }

    /// <summary>Brings the index in step with folders and pictures, or tells what that would do.</summary>
    /// <param name="selection">The folders and files.</param>
    /// <param name="options">How.</param>
    /// <param name="events">Who hears of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops between two transactions; what was committed stays, and the next run goes on.</param>
    /// <exception cref="LookalikeException">Nothing to index, a folder without pictures, or the index is another model's or in use.</exception>
    public Task<IndexSummary> IndexAsync(FolderSelection selection, IndexOptions options, LibraryEvents? events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(options);
        return ApplicationTelemetry.Operations.RunAsync(options.DryRun ? "preview" : "index", async told =>
        {
            using var indexing = new FolderIndexing(this, selection, options);
            IndexSummary summary = await indexing.RunAsync(events ?? LibraryEvents.None, cancellationToken).ConfigureAwait(false);
            told?.Tag(summary);
            return summary;
        });
    }

    /// <summary>Keeps the index in step with folders until it is stopped.</summary>
    /// <param name="selection">The folders.</param>
    /// <param name="options">How.</param>
    /// <param name="notice">Told in a sentence when a folder goes away or comes back; or null.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The first pass at once, then one after each change. Each is to be run before the next is asked for.</returns>
    /// <exception cref="DirectoryNotFoundException">One of the folders is not there as the watch begins.</exception>
    /// <exception cref="OperationCanceledException">The watch was ended.</exception>
    public async IAsyncEnumerable<WatchPass> WatchAsync(
        FolderSelection selection, IndexOptions options, Action<string>? notice, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);

        // Before the first pass, so that what changes during it is heard of.
        using var watch = new FolderWatch(selection.Folders, IndexPath, notice: notice);
        using var indexing = new FolderIndexing(this, selection, options);
        for (bool first = true; ; first = false)
        {
            long start = Stopwatch.GetTimestamp();
            yield return new WatchPass(this, indexing, watch, first);
            TimeSpan rest = Stopwatch.GetElapsedTime(start) * WatchRest;
            await watch.WaitAsync(rest > WatchInterval ? rest : WatchInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Drops the records of pictures, of folders or of whole roots. No file is touched.</summary>
    /// <param name="names">For each: a picture's key, the key of a folder, a root's name, or the path of one of these.</param>
    /// <param name="events">Who hears of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="LookalikeException">There is no such index, or it has nothing of one of the names. Nothing was changed.</exception>
    public Task<IndexSummary> RemoveAsync(IReadOnlyList<string> names, LibraryEvents? events, CancellationToken cancellationToken) =>
        ApplicationTelemetry.Operations.RunAsync("remove", async told =>
        {
            IndexSummary summary = await DropAsync(names, events ?? LibraryEvents.None, cancellationToken).ConfigureAwait(false);
            told?.Tag(summary);
            if (Logger is { } logger) ApplicationLog.Removed(logger, summary.Removed, IndexPath, summary.Seconds);
            return summary;
        });

    private async Task<IndexSummary> DropAsync(IReadOnlyList<string> names, LibraryEvents events, CancellationToken cancellationToken)
    {
        EncoderDescription encoder = ReadEncoder().Description;
        if (!await Engine.ExistsAsync(IndexPath, cancellationToken).ConfigureAwait(false))
            throw new IndexException($"There is no index to remove anything from: expected {IndexPath}. Name another one.", IndexPath);
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            Engine, IndexPath, encoder, new IndexWriting(), cancellationToken).ConfigureAwait(false);
        IndexSummary summary = await PictureRemoval.RunAsync(index, names, cancellationToken).ConfigureAwait(false);
        await BuildGraphAsync(index, events, cancellationToken).ConfigureAwait(false);
        return summary;
    }

    /// <summary>Measures how good the search is.</summary>
    /// <param name="request">What is measured.</param>
    /// <param name="events">Who hears of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="LookalikeException">Model, index or data set are missing or not of one another, or too few images are unchanged.</exception>
    public Task<EvaluationReport> EvaluateAsync(EvaluationRequest request, LibraryEvents? events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ApplicationTelemetry.Operations.RunAsync("evaluate", async _ =>
        {
            EvaluationReport report = await new EvaluationRun(this, request, events ?? LibraryEvents.None).RunAsync(cancellationToken).ConfigureAwait(false);
            if (Logger is { } logger) ApplicationLog.Evaluated(logger, IndexPath);
            return report;
        });
    }

    /// <summary>Finds groups of near-identical images. Where a model is named, it is made sure that the index is of it.</summary>
    /// <param name="within">
    /// The most that two near-identical images are apart, Euclidean, 0 and up; null to have it chosen from the data: a quarter of the median
    /// distance to the nearest neighbour, at least 0.000001.
    /// </param>
    /// <param name="maxGroups">The most groups that the report holds, the largest, 1 and up; null for all.</param>
    /// <param name="events">Who hears of it; null for nobody.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="LookalikeException">The index is missing, or another model's than the one that is named.</exception>
    public Task<DuplicateReport> FindDuplicatesAsync(float? within, int? maxGroups, LibraryEvents? events, CancellationToken cancellationToken) =>
        FindDuplicatesAsync(new DuplicateRequest { Within = within, MaxGroups = maxGroups }, events, cancellationToken);

    /// <inheritdoc cref="FindDuplicatesAsync(float?, int?, LibraryEvents?, CancellationToken)"/>
    internal Task<DuplicateReport> FindDuplicatesAsync(DuplicateRequest request, LibraryEvents? events, CancellationToken cancellationToken) =>
        ApplicationTelemetry.Operations.RunAsync("find_duplicates", async told =>
        {
            DuplicateReport report = await FindGroupsAsync(request, events ?? LibraryEvents.None, cancellationToken).ConfigureAwait(false);
            told?.Tag(ApplicationTelemetry.GroupsTag, report.GroupCount);
            if (Logger is { } logger) ApplicationLog.DuplicatesFound(logger, report.GroupCount, report.Images, IndexPath);
            return report;
        });

    private async Task<DuplicateReport> FindGroupsAsync(DuplicateRequest request, LibraryEvents events, CancellationToken cancellationToken)
    {
        using ImageIndex index = _encoders is null
            ? await ImageIndex.OpenAsync(Engine, IndexPath, cancellationToken).ConfigureAwait(false)
            : await ImageIndex.OpenAsync(Engine, IndexPath, ReadEncoder().Description, cancellationToken).ConfigureAwait(false);
        DuplicateReport found = await new DuplicateFinder(index)
            .FindAsync(request.Within, request.MaxGroups, events.Progress, cancellationToken)
            .ConfigureAwait(false);
        DuplicateReport report = GroupPresence.Check(found, IndexRemedies.Again(IndexPath, index.Source, index.Roots, rebuild: false));
        if (!request.IsDrawn) return report;
        report.Rows = DuplicateRows.Of(report, new DrawnImages(new IndexedImages(Datasets, index), events.Tell), events.Progress, cancellationToken);
        DuplicateRows.Save(request, report, text => events.Tell(text));
        return report;
    }

    /// <summary>Examines the index, and mends it where that is asked for. Without its model, what needs one is not checked, and the report says why.</summary>
    /// <param name="options">How thoroughly.</param>
    /// <param name="mend">Whether what can be mended is.</param>
    /// <param name="cancellationToken">Stops the work; what was mended stays mended.</param>
    /// <exception cref="LookalikeException">There is no index, it holds no images, or it is in use.</exception>
    public Task<HealthReport> ExamineAsync(HealthOptions options, bool mend, CancellationToken cancellationToken) =>
        ApplicationTelemetry.Operations.RunAsync(mend ? "mend" : "examine", async told =>
        {
            HealthReport report = await ConsultAsync(options, mend, cancellationToken).ConfigureAwait(false);
            told?.Tag(ApplicationTelemetry.FindingsTag, report.Findings.Count);
            if (Logger is { } logger) ApplicationLog.Examined(logger, IndexPath, report.Findings.Count);
            return report;
        });

    private async Task<HealthReport> ConsultAsync(HealthOptions options, bool mend, CancellationToken cancellationToken)
    {
        using IImageEncoder? encoder = TryOpenEncoder(out ModelFileException? fault);
        var doctor = new IndexDoctor(Engine, IndexPath, encoder, Datasets, options);
        HealthReport report = await (mend ? doctor.FixAsync(cancellationToken) : doctor.ExamineAsync(cancellationToken)).ConfigureAwait(false);
        return fault is null ? report : report.Without(fault);
    }

    /// <summary>The folders of pictures that the index holds.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Their paths; none where there is no index, it is empty, or it is not one that this library reads.</returns>
    /// <exception cref="IndexStorageException">The index cannot be read: which folders it holds is not known.</exception>
    public async Task<IReadOnlyList<string>> ListFoldersAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await Engine.ExistsAsync(IndexPath, cancellationToken).ConfigureAwait(false)) return [];
            using ImageIndex index = await ImageIndex.OpenAsync(Engine, IndexPath, cancellationToken).ConfigureAwait(false);
            return [.. index.Roots.All.Select(root => root.Path)];
        }
        catch (IndexException)
        {
            return [];
        }
    }

    /// <summary>What encodes: the model, read anew, or the encoder that was given.</summary>
    /// <exception cref="ModelFileException">The model is missing or damaged.</exception>
    internal EncoderSource ReadEncoder() =>
        (_encoders ?? throw new InvalidOperationException("This library has neither a model nor an encoder. Name one."))();

    /// <summary>How encoders of this library run.</summary>
    internal EncoderOptions EncoderOptions(int? threads) => new() { IntraOpThreads = threads, LoggerFactory = LoggerFactory };

    /// <summary>Logs what a run of indexing did.</summary>
    internal void LogIndexed(IndexSummary summary)
    {
        if (Logger is not { } logger) return;
        int changed = summary.Encoded + summary.Moved + summary.Copied + summary.Touched;
        ApplicationLog.Indexed(logger, IndexPath, summary.Seconds, changed, summary.Removed, summary.Failed);
    }

    /// <summary>Builds the graph of an index that is searched by one, or brings it up to date.</summary>
    internal static async Task BuildGraphAsync(ImageIndex index, LibraryEvents events, CancellationToken cancellationToken)
    {
        if (await index.IsApproximateAsync(cancellationToken).ConfigureAwait(false))
            await index.BuildGraphAsync(events.Progress, cancellationToken).ConfigureAwait(false);
    }

    private static Func<EncoderSource> SourceOf(IImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        EncoderSource source = new(encoder);
        return () => source;
    }

    private IImageEncoder? TryOpenEncoder(out ModelFileException? fault)
    {
        fault = null;
        try
        {
            return ReadEncoder().Open(EncoderOptions(threads: null));
        }
        catch (ModelFileException e)
        {
            fault = e;
            return null;
        }
    }
}
