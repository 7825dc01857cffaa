using Lookalike.Application;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Brings an index in step with folders of pictures, under a progress bar. Any number of passes share one encoder.</summary>
internal sealed class FolderIndexingRun(FolderIndexingRequest request, Terminal terminal) : IDisposable
{
    private readonly ModelFile _model = ModelFile.Read(request.ModelPath);
    private readonly HashSet<string> _noticed = [];
    private Lazy<IImageEncoder>? _encoder;
    private bool _again;
    private HashSet<string> _reported = [];

    /// <summary>One pass. The index is held while it runs, and no longer.</summary>
    public async Task<IndexSummary> ExecuteAsync(CancellationToken cancellation)
    {
        RequireSomething();
        if (request.DryRun) return await PreviewAsync(cancellation);

        // The index comes first: whether it can be written shows before the work begins.
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            Indexes.Engine,
            request.IndexPath,
            _model.Metadata,
            new IndexWriting { Rebuild = request.Rebuild && !_again, Method = request.Method },
            cancellation);
        Lazy<IImageEncoder> encoder = _encoder ??= new Lazy<IImageEncoder>(() => _model.OpenEncoder(new EncoderOptions { IntraOpThreads = request.Threads }));
        IndexSummary summary = WithBar("indexing pictures", options => new FolderIndexer(index, encoder, options).RunAsync(request.Selection, cancellation));
        if (summary.ChangesAnything || !_again) await IndexingRun.BuildGraphAsync(index, terminal, cancellation);
        _again = true;
        return summary;
    }

    public void Dispose()
    {
        if (_encoder is { IsValueCreated: true }) _encoder.Value.Dispose();
    }

    /// <summary>A slip of the pen must not make an index: in one that is there, a path of nothing may be a file that is gone.</summary>
    private void RequireSomething()
    {
        if (request.Selection.Folders.Count > 0 || File.Exists(request.IndexPath) || request.Selection.Files.Any(File.Exists)) return;
        string first = request.Selection.Files is [var file, ..] ? file : "the list";
        throw new FolderException($"There is nothing to index: expected a data set (mnist, fashion-mnist), a folder or a picture, and '{first}' is none of them. Check the spelling.", first);
    }

    private async Task<IndexSummary> PreviewAsync(CancellationToken cancellation)
    {
        using ImageIndex? index = request.Rebuild ? null : await ImageIndex.FindAsync(Indexes.Engine, request.IndexPath, _model.Metadata, cancellation);
        return WithBar("comparing pictures", options => FolderIndexer.PreviewAsync(index, request.Selection, options, cancellation));
    }

    private IndexSummary WithBar(string title, Func<FolderIndexerOptions, Task<IndexSummary>> work)
    {
        IndexSummary summary = terminal.WithProgress(title, 1, bar => work(Options(bar)).GetAwaiter().GetResult());
        _reported = [.. summary.Failures.Select(failure => failure.Message)];
        return summary;
    }

    private FolderIndexerOptions Options(IProgressBar bar)
    {
        var defaults = new FolderIndexerOptions();
        return new FolderIndexerOptions
        {
            MaxPixels = request.MaxPixels ?? defaults.MaxPixels,
            Threads = request.Threads ?? defaults.Threads,
            Progress = (done, total) => bar.Set((double)done / total, $"{done:N0} of {total:N0}"),
            Failed = failure => Report(bar, failure.Message),
            Notice = text =>
            {
                if (_noticed.Add(text)) bar.Line(text);
            },
        };
    }

    private void Report(IProgressBar bar, string message)
    {
        // What the last pass said need not be said again; and a quiet bar says nothing, while what is wrong is said all the same.
        if (_reported.Contains(message)) return;
        if (terminal.IsQuiet) terminal.Fault(message);
        else bar.Line($"lookalike: {message}");
    }
}
