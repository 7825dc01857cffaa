using Lookalike.Application;
using Lookalike.Index;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Drops records from an index.</summary>
internal static class RemovalRun
{
    public static async Task<IndexSummary> ExecuteAsync(IReadOnlyList<string> names, ModelFile model, string path, Terminal terminal, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new IndexException($"There is no index to remove anything from: expected {path}. Name another one with --index.", path);
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(Indexes.Engine, path, model.Metadata, new IndexWriting(), cancellation);
        IndexSummary summary = await PictureRemoval.RunAsync(index, names, cancellation);
        await IndexingRun.BuildGraphAsync(index, terminal, cancellation);
        return summary;
    }
}
