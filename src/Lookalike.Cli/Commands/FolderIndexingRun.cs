using Lookalike.Application;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Brings an index in step with folders of pictures, under a progress bar.</summary>
internal sealed class FolderIndexingRun(FolderIndexingRequest request, Terminal terminal)
{
    /// <summary>One pass.</summary>
    public async Task<IndexSummary> ExecuteAsync(CancellationToken cancellation)
    {
        ModelFile model = ModelFile.Read(request.ModelPath);
        if (request.DryRun) return await PreviewAsync(model, cancellation);

        // The index comes first: whether it can be written shows before the work begins.
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(request.IndexPath, model.Metadata, source: null, request.Rebuild, request.Method, cancellation);
        using Encoder encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = request.Threads });
        IndexSummary summary = WithBar("indexing pictures", options => new FolderIndexer(index, encoder, options).RunAsync(request.Selection, cancellation));
        await IndexingRun.BuildGraphAsync(index, terminal, cancellation);
        return summary;
    }

    private async Task<IndexSummary> PreviewAsync(ModelFile model, CancellationToken cancellation)
    {
        bool none = request.Rebuild || !File.Exists(request.IndexPath);
        using ImageIndex? index = none ? null : await ImageIndex.OpenAsync(request.IndexPath, model.Metadata, cancellation);
        return WithBar("comparing pictures", options => FolderIndexer.PreviewAsync(index, request.Selection, options, cancellation));
    }

    private IndexSummary WithBar(string title, Func<FolderIndexerOptions, Task<IndexSummary>> work) =>
        terminal.WithProgress(title, 1, bar => work(Options(bar)).GetAwaiter().GetResult());

    private FolderIndexerOptions Options(IProgressBar bar)
    {
        var defaults = new FolderIndexerOptions();
        return new FolderIndexerOptions
        {
            MaxPixels = request.MaxPixels ?? defaults.MaxPixels,
            Threads = request.Threads ?? defaults.Threads,
            Progress = (done, total) => bar.Set((double)done / total, $"{done:N0} of {total:N0}"),
            Failed = failure => Report(bar, $"lookalike: {failure.Message}"),
            Notice = bar.Line,
        };
    }

    // A quiet bar says nothing, and what is wrong is said all the same.
    private void Report(IProgressBar bar, string text)
    {
        if (terminal.IsQuiet) terminal.Error.WriteLine(text);
        else bar.Line(text);
    }
}
