namespace Lookalike.Datasets.Fetching;

/// <summary>A package that <c>apt-get</c> downloads and <c>dpkg-deb</c> unpacks beside the system, so no root is needed. It holds gzip files.</summary>
internal sealed class DebianPackage(string package, string folderInPackage) : DatasetSource
{
    private static readonly TimeSpan DownloadTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UnpackTimeout = TimeSpan.FromMinutes(1);

    public override string Text => $"the Debian package {package}";

    public override async Task FetchAsync(FetchContext context, CancellationToken cancellationToken)
    {
        using TemporaryFolder work = new();
        await context.Processes.RunAsync("apt-get", ["download", "--quiet", package], work.Path, DownloadTimeout, cancellationToken).ConfigureAwait(false);
        string archive = Directory.EnumerateFiles(work.Path, "*.deb").FirstOrDefault()
            ?? throw new DatasetException("expected apt-get download to write a .deb file, found none.", work.Path);
        string root = Path.Combine(work.Path, "root");
        await context.Processes.RunAsync("dpkg-deb", ["--extract", archive, root], work.Path, UnpackTimeout, cancellationToken).ConfigureAwait(false);
        await InstalledFolder.StoreAsync(Path.Combine(root, folderInPackage), context, cancellationToken).ConfigureAwait(false);
    }
}
