using System.IO.Compression;
using Lookalike.Core;

namespace Lookalike.Datasets.Fetching;

/// <summary>A folder on this machine that may hold the files, gzip (<c>NAME.gz</c>), such as one that a system package installs.</summary>
internal sealed class InstalledFolder(string folder) : DatasetSource
{
    public override string Text => folder;

    public override Task FetchAsync(FetchContext context, CancellationToken cancellationToken) => StoreAsync(folder, context, cancellationToken);

    /// <summary>Stores the files that are missing, from <paramref name="folder"/>.</summary>
    public static async Task StoreAsync(string folder, FetchContext context, CancellationToken cancellationToken)
    {
        foreach (DatasetFile file in context.Missing)
        {
            string path = Path.Combine(folder, file.Name + ".gz");
            if (!File.Exists(path)) throw new DatasetException($"expected {path}, found no such file.", path);
            using FileStream packed = File.OpenRead(path);
            using GZipStream raw = new(packed, CompressionMode.Decompress);
            await context.StoreAsync(file, raw, cancellationToken).ConfigureAwait(false);
            context.Progress?.Report(new Progress(file.Name, packed.Length, packed.Length));
        }
    }
}
