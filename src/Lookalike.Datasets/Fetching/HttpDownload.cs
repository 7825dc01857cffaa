using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Lookalike.Core;
using Lookalike.Datasets.Telemetry;

namespace Lookalike.Datasets.Fetching;

/// <summary>
/// Loads one file into a partial file and goes on where an earlier attempt stopped (RFC 9110, section 14: Range). A server that sends the whole
/// file all the same is taken at its word: the partial file starts again.
/// </summary>
internal sealed class HttpDownload(Uri address, string partialPath, long maxLength)
{
    private const int BufferLength = 1 << 17;
    private const int ReportEvery = 1 << 20;

    public string PartialPath { get; } = partialPath;

    /// <summary>Whether the last run kept bytes of an earlier one.</summary>
    public bool WasResumed { get; private set; }

    /// <summary>Bytes in the partial file; 0 where there is none.</summary>
    public long BytesDone => File.Exists(PartialPath) ? new FileInfo(PartialPath).Length : 0;

    /// <summary>Loads the rest of the file.</summary>
    /// <param name="http">Sends the request. The server may send nothing for as long as its timeout.</param>
    /// <param name="progress">Told how many bytes are there, and how many there will be, where that is known; the stage is the file's name. Or null.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="HttpRequestException">The server cannot be reached or refuses.</exception>
    /// <exception cref="IOException">The connection broke; the partial file keeps what came.</exception>
    /// <exception cref="TimeoutException">The server stopped sending.</exception>
    /// <exception cref="DatasetException">The server sends more than the file can have; the partial file is of no use.</exception>
    public async Task RunAsync(HttpClient http, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        long have = BytesDone;
        HttpResponseMessage response = await SendAsync(http, have, cancellationToken).ConfigureAwait(false);
        try
        {
            ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && range?.Length == have)
            {
                WasResumed = true; // nothing is left to load
                return;
            }

            WasResumed = response.StatusCode == HttpStatusCode.PartialContent && range?.From == have;
            if (!WasResumed && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                response.Dispose();
                response = await SendAsync(http, 0, cancellationToken).ConfigureAwait(false);
            }

            response.EnsureSuccessStatusCode();
            using FileStream partial = new(PartialPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            if (!WasResumed) partial.SetLength(0);
            else if (partial.Length != have) throw new IOException($"{PartialPath} changed while it was being resumed.");
            partial.Seek(0, SeekOrigin.End);
            await CopyAsync(response.Content, partial, http.Timeout, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            response.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient http, long from, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(
        HttpContent content, FileStream partial, TimeSpan patience, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        long? total = content.Headers.ContentLength + partial.Length;
        long done = partial.Length, reported = -ReportEvery;
        using Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (true)
            {
                stall.CancelAfter(patience);
                int read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
                if (read == 0) break;
                done += read;
                DatasetsTelemetry.Downloaded.Add(read);
                if (done > maxLength)
                    throw new DatasetException($"{address} is too long: expected at most {maxLength} bytes, found more. It was thrown away.", PartialPath);
                await partial.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                if (done - reported < ReportEvery) continue;
                Report();
                reported = done;
            }

            if (reported != done) Report();
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{address} sent nothing for {patience.TotalSeconds:0} s.", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        void Report() => progress?.Report(new Progress(Path.GetFileName(address.LocalPath), done, total ?? 0));
    }
}
