using System.IO.Compression;
using Lookalike.Datasets.Telemetry;

namespace Lookalike.Datasets.Fetching;

/// <summary>A folder on a web server that holds the files as <c>NAME.gz</c>.</summary>
internal sealed class HttpMirror(Uri folder) : DatasetSource
{
    private const int MaxAttempts = 3;

    public override string Text => folder.AbsoluteUri;

    public override async Task FetchAsync(FetchContext context, CancellationToken cancellationToken)
    {
        foreach (DatasetFile file in context.Missing) await FetchFileAsync(file, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where a download waits until it is complete.</summary>
    public static string PartialPath(DatasetFile file, FetchContext context) => Path.Combine(context.Folder, file.Name + ".gz.partial");

    private async Task FetchFileAsync(DatasetFile file, FetchContext context, CancellationToken cancellationToken)
    {
        string packed = file.Name + ".gz";
        HttpDownload download = new(new Uri(folder, packed), PartialPath(file, context), MaxPackedLength(file));
        for (int attempt = 1; ; attempt++)
        {
            long before = download.BytesDone;
            try
            {
                await LoadAsync(download, file, context, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (attempt < MaxAttempts && IsWorthAnotherAttempt(e, before, download))
            {
                DatasetsTelemetry.Retries.Add(1);
                context.TellFailure(Text, $"{packed}: {e.Message}");
                context.Tell(download.BytesDone > 0 ? $"Resuming {packed} at byte {download.BytesDone}." : $"Loading {packed} from its start.");
            }
        }
    }

    // A connection that broke after it brought something may bring the rest. What was resumed and is wrong may be right from its start:
    // the earlier part may have come from elsewhere.
    private static bool IsWorthAnotherAttempt(Exception e, long before, HttpDownload download) => e switch
    {
        IOException => download.BytesDone > before,
        DatasetException or InvalidDataException => download.WasResumed && before > 0,
        _ => false,
    };

    private static async Task LoadAsync(HttpDownload download, DatasetFile file, FetchContext context, CancellationToken cancellationToken)
    {
        try
        {
            await download.RunAsync(context.Http, context.Progress, cancellationToken).ConfigureAwait(false);
            using FileStream packed = File.OpenRead(download.PartialPath);
            using GZipStream raw = new(packed, CompressionMode.Decompress);
            await context.StoreAsync(file, raw, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DatasetException or InvalidDataException)
        {
            File.Delete(download.PartialPath); // wrong content: nothing to go on from
            throw;
        }

        File.Delete(download.PartialPath);
    }

    // Deflate adds at most 5 bytes to each block that it cannot compress; the rest is room for small blocks and a header.
    private static long MaxPackedLength(DatasetFile file) => file.Length + (file.Length / 64) + 65_536;
}
