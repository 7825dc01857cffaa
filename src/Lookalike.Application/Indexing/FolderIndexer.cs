using System.Diagnostics;
using Lookalike.Application.Telemetry;
using Lookalike.Core;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Lookalike.Index;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Indexing;

/// <summary>
/// Brings an index in step with folders of pictures. A file of the size and time of its record is not read. Another is hashed: where the
/// index has its content, under any key, the vector is taken over; else it is decoded and encoded. Records of files that are gone are dropped. A file
/// that is there and cannot be read keeps its record; one that is no picture any more loses it. Not safe to use from several threads.
/// </summary>
/// <remarks>
/// Changes are written in transactions of at most 256 pictures, and every half second where they come slower: what a kill can cost. A
/// picture that has moved gets
/// its new record in the transaction that drops the old one.
/// </remarks>
internal sealed class FolderIndexer
{
    private readonly ImageIndex _index;
    private readonly Lazy<IImageEncoder> _encoder;
    private readonly FolderIndexerOptions _options;

    /// <summary>Joins an index and the encoder of its model; both stay the caller's.</summary>
    /// <param name="index">An index opened for writing.</param>
    /// <param name="encoder">The encoder whose fingerprint the index has.</param>
    public FolderIndexer(ImageIndex index, IImageEncoder encoder)
        : this(index, encoder, options: null)
    {
    }

    internal FolderIndexer(ImageIndex index, IImageEncoder encoder, FolderIndexerOptions? options)
        : this(index, new Lazy<IImageEncoder>(encoder ?? throw new ArgumentNullException(nameof(encoder))), options)
    {
    }

    /// <summary>Joins an index and the encoder of its model, which is opened when there is a file to read: most runs have none.</summary>
    /// <param name="index">An index opened for writing; it stays the caller's.</param>
    /// <param name="encoder">Opens the encoder whose fingerprint the index has; what it opens stays the caller's.</param>
    /// <param name="options">How, and who hears of it; null for the defaults.</param>
    internal FolderIndexer(ImageIndex index, Lazy<IImageEncoder> encoder, FolderIndexerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(encoder);
        (_index, _encoder, _options) = (index, encoder, options ?? new FolderIndexerOptions());
    }

    /// <summary>Brings the index in step.</summary>
    /// <param name="selection">The folders and files.</param>
    /// <param name="cancellationToken">Stops between two transactions; what was committed stays, and the next run goes on.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="FolderException">A root that has records shows not a single picture, or a folder cannot be a root. Nothing was changed.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder. Nothing was changed.</exception>
    /// <exception cref="IndexStorageException">The index cannot be written, as on a full disk. What was committed stays.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<IndexSummary> RunAsync(FolderSelection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        long start = Stopwatch.GetTimestamp();
        KnownPictures known = await KnownPictures.ReadAsync(_index, cancellationToken).ConfigureAwait(false);
        FolderScan scan = FolderScan.Run(selection, known, _options.Notice, cancellationToken);
        if (scan.ToRead.Count > 0 && known.Count > 0) await known.ReadContentAsync(_index, cancellationToken).ConfigureAwait(false);
        if (scan.Roots != known.Roots) await _index.WriteAsync([], [], scan.Roots, cancellationToken).ConfigureAwait(false);
        var tally = new ChangeTally(known, _options, isPreview: false);
        foreach (PictureException failure in scan.Failures) tally.Fail(failure);
        var sorter = new ChangeSorter(known, scan.Gone);
        var writer = new ChangeWriter(_index, _encoder, known);
        if (scan.ToRead.Count > 0) await ReadAsync(scan.ToRead, known, sorter, tally, writer, cancellationToken).ConfigureAwait(false);
        int[] gone = [.. sorter.Gone];
        tally.AddGone(gone);
        await writer.FinishAsync(gone, cancellationToken).ConfigureAwait(false);
        if (scan.RootsAfterwards != scan.Roots) await _index.WriteAsync([], [], scan.RootsAfterwards, cancellationToken).ConfigureAwait(false);
        ApplicationTelemetry.CountPictures(PictureOutcome.Unchanged, scan.Unchanged);
        return tally.Summary(scan, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task ReadAsync(
        IReadOnlyList<ScannedPicture> files,
        KnownPictures known,
        ChangeSorter sorter,
        ChangeTally tally,
        ChangeWriter writer,
        CancellationToken cancellationToken)
    {
        IImageEncoder encoder = _encoder.Value;
        PictureReader reader = encoder.Description.Preprocessing.NewReader(_options.MaxPixels);
        var pipeline = new PicturePipeline(reader, encoder.Description.Preprocessing.Shape, encoder.Description.Preprocessing.Background)
        {
            Threads = _options.Threads,
            Wanted = (_, hash) => known.FindContent(hash) < 0,
        };
        int done = 0, previews = 0;
        await foreach (PictureResult result in pipeline.ReadAsync(files.Select(scanned => scanned.File), cancellationToken).ConfigureAwait(false))
        {
            PictureChange change = sorter.Sort(files[done++], result);
            tally.Add(change);
            if (result.Picture is { IsPreview: true }) previews++;
            await writer.WriteAsync(change, result.Picture, cancellationToken).ConfigureAwait(false);
            _options.Progress?.Report(new Progress("indexing pictures", done, files.Count));
        }

        if (previews == 0) return;
        _options.Notice?.Invoke(
            $"The raw data of {previews:N0} camera {(previews == 1 ? "file is" : "files are")} of a kind that is not known here: the "
            + $"{(previews == 1 ? "preview in it stands for it" : "previews in them stand for them")}.");
    }

    /// <summary>
    /// Tells what <see cref="RunAsync"/> would do, without doing it: nothing is written, and nothing is decoded. That a picture is broken
    /// shows only when it is decoded.
    /// </summary>
    /// <param name="index">The index, for reading or for writing; null where there is none yet.</param>
    /// <param name="selection">The folders and files.</param>
    /// <param name="options">How, and who hears of it; null for the defaults.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>What would be done, with the keys.</returns>
    /// <exception cref="FolderException">As for <see cref="RunAsync"/>.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal static async Task<IndexSummary> PreviewAsync(
        ImageIndex? index, FolderSelection selection, FolderIndexerOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        options ??= new FolderIndexerOptions();
        long start = Stopwatch.GetTimestamp();
        KnownPictures known = index is null ? KnownPictures.None : await KnownPictures.ReadWithContentAsync(index, cancellationToken).ConfigureAwait(false);
        FolderScan scan = FolderScan.Run(selection, known, options.Notice, cancellationToken);
        var tally = new ChangeTally(known, options, isPreview: true);
        foreach (PictureException failure in scan.Failures) tally.Fail(failure);
        var sorter = new ChangeSorter(known, scan.Gone);

        // Nothing is wanted, so the shape is never looked at.
        var pipeline = new PicturePipeline(new PictureReader(), new PixelShape(1, 1, 1)) { Threads = options.Threads, Wanted = static (_, _) => false };
        int done = 0;
        await foreach (PictureResult result in pipeline.ReadAsync(scan.ToRead.Select(scanned => scanned.File), cancellationToken).ConfigureAwait(false))
        {
            tally.Add(sorter.Sort(scan.ToRead[done++], result));
            options.Progress?.Report(new Progress("comparing pictures", done, scan.ToRead.Count));
        }

        tally.AddGone([.. sorter.Gone]);
        return tally.Summary(scan, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
