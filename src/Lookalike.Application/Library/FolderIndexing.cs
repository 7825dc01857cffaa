using Lookalike.Application.Encoders;
using Lookalike.Application.Indexing;
using Lookalike.Application.Telemetry;
using Lookalike.Models.Encoders;
using Microsoft.Extensions.Logging;

namespace Lookalike.Application.Library;

/// <summary>Brings an index in step with folders of pictures. Any number of passes share one encoder.</summary>
internal sealed class FolderIndexing(ImageLibrary library, FolderSelection selection, IndexOptions options) : IDisposable
{
    private readonly EncoderSource _source = library.ReadEncoder();
    private readonly HashSet<string> _noticed = [];
    private Lazy<IImageEncoder>? _encoder;
    private bool _again;
    private HashSet<string> _reported = [];

    /// <summary>One pass. The index is held while it runs, and no longer.</summary>
    public async Task<IndexSummary> RunAsync(LibraryEvents events, CancellationToken cancellationToken)
    {
        await RequireSomethingAsync(cancellationToken).ConfigureAwait(false);
        IndexSummary summary = await (options.DryRun ? PreviewAsync(events, cancellationToken) : IndexAsync(events, cancellationToken)).ConfigureAwait(false);
        _again = true;
        _reported = [.. summary.Failures.Select(failure => failure.Message)];
        return summary;
    }

    public void Dispose()
    {
        if (_encoder is { IsValueCreated: true }) _encoder.Value.Dispose();
    }

    private async Task<IndexSummary> IndexAsync(LibraryEvents events, CancellationToken cancellationToken)
    {
        // The index comes first: whether it can be written shows before the work begins.
        var writing = new IndexWriting { Rebuild = options.Rebuild && !_again, Method = options.Method };
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            library.Engine, library.IndexPath, _source.Description, writing, cancellationToken).ConfigureAwait(false);
        Lazy<IImageEncoder> encoder = _encoder ??= new Lazy<IImageEncoder>(() => _source.Open(library.EncoderOptions(options.Threads)));
        IndexSummary summary = await new FolderIndexer(index, encoder, Options(events)).RunAsync(selection, cancellationToken).ConfigureAwait(false);
        if (summary.ChangesAnything || !_again) await ImageLibrary.BuildGraphAsync(index, events, cancellationToken).ConfigureAwait(false);
        library.LogIndexed(summary);
        return summary;
    }

    private async Task<IndexSummary> PreviewAsync(LibraryEvents events, CancellationToken cancellationToken)
    {
        using ImageIndex? index = options.Rebuild
            ? null
            : await ImageIndex.FindAsync(library.Engine, library.IndexPath, _source.Description, cancellationToken).ConfigureAwait(false);
        return await FolderIndexer.PreviewAsync(index, selection, Options(events), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A slip of the pen must not make an index: in one that is there, a path of nothing may be a file that is gone.</summary>
    private async Task RequireSomethingAsync(CancellationToken cancellationToken)
    {
        if (selection.Folders.Count > 0 || selection.Files.Any(File.Exists)) return;
        if (await library.Engine.ExistsAsync(library.IndexPath, cancellationToken).ConfigureAwait(false)) return;
        string first = selection.Files is [var file, ..] ? file : "the list";
        throw new FolderException(
            $"There is nothing to index: expected a data set (mnist, fashion-mnist), a folder or a picture, and '{first}' is none of them. "
            + "Check the spelling.",
            first);
    }

    // What was said of the last pass need not be said again.
    private FolderIndexerOptions Options(LibraryEvents events)
    {
        var defaults = new FolderIndexerOptions();
        ILogger? logger = library.Logger;
        return new FolderIndexerOptions
        {
            MaxPixels = options.MaxPixels ?? defaults.MaxPixels,
            Threads = options.Threads ?? defaults.Threads,
            Progress = events.Progress,
            KeepsKeys = options.NamesChanges && _again,
            Failed = failure =>
            {
                if (_reported.Contains(failure.Message)) return;
                if (logger is not null) ApplicationLog.PictureFailed(logger, failure.Message);
                events.Failed?.Invoke(failure);
            },
            Notice = text =>
            {
                if (_noticed.Add(text)) events.Tell(text);
            },
        };
    }
}
