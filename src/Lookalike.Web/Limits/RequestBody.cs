using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lookalike.Web.Faults;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Lookalike.Web.Limits;

/// <summary>Reads the body of a request: of the type that is expected, no larger than allowed, within a time.</summary>
internal static class RequestBody
{
    private const int FirstBytes = 64 << 10;

    /// <summary>Reads JSON.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">What it becomes.</param>
    /// <exception cref="ProblemException">It is another type, too large, too slow, or not what is expected.</exception>
    public static async Task<T> ReadJsonAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
    {
        if (!HasType(request, static media => media == "application/json"))
            throw new ProblemException(ProblemType.UnsupportedMediaType, "Send the body as application/json, in UTF-8.");
        ReadOnlyMemory<byte> bytes = await ReadAsync(request, Bounds.JsonBytes).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) ?? throw new ProblemException(ProblemType.BadRequest, "The body is null; send an object.");
        }
        catch (JsonException e)
        {
            string place = e.Path is { Length: > 0 and < 200 } path ? $", at {path}" : "";
            throw new ProblemException(
                ProblemType.BadRequest, $"The body is not the JSON that this address takes{place}. Members are case-sensitive, and others are refused.", e);
        }
    }

    /// <summary>Reads a picture.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The most bytes.</param>
    /// <exception cref="ProblemException">It is another type, too large or too slow.</exception>
    public static Task<ReadOnlyMemory<byte>> ReadPictureAsync(HttpRequest request, int maxBytes)
    {
        if (!HasType(request, static media => media.StartsWith("image/", StringComparison.Ordinal)))
            throw new ProblemException(ProblemType.UnsupportedMediaType, "Send the bytes of a picture file as image/jpeg, image/png or another image type.");
        return ReadAsync(request, maxBytes);
    }

    private static bool HasType(HttpRequest request, Func<string, bool> isWanted) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
        && isWanted(type.MediaType.ToString().ToLowerInvariant())
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes)
    {
        // Counted here: a server that stops at a limit of its own resets the connection, and the sender never sees why.
        HttpContext context = request.HttpContext;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        time.CancelAfter(Bounds.BodyTime);
        try
        {
            if (request.ContentLength is not { } told || told <= maxBytes)
            {
                var bytes = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 0, 1, FirstBytes));
                while (bytes.WrittenCount <= maxBytes)
                {
                    int read = await request.Body.ReadAsync(bytes.GetMemory(), time.Token).ConfigureAwait(false);
                    if (read == 0) return Exact(bytes);
                    bytes.Advance(read);
                }
            }

            // Who asks before sending has sent nothing.
            if (request.Headers.Expect.Count == 0) await DiscardAsync(request.Body, time.Token).ConfigureAwait(false);
            throw TooLarge(maxBytes, request.ContentLength);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new ProblemException(ProblemType.TooSlow, $"The body did not arrive within {Bounds.BodyTime.TotalSeconds:0} seconds. Send it again.");
        }
    }

    /// <summary>Takes what is still being sent, and keeps none of it: who is cut off while sending sees a lost connection, and not the answer.</summary>
    private static async Task DiscardAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            for (long left = Bounds.DiscardedBytes; left > 0;)
            {
                int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0) return;
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>An array of its own: what reads pictures would copy any other each time.</summary>
    private static ReadOnlyMemory<byte> Exact(ArrayBufferWriter<byte> bytes) => bytes.WrittenSpan.ToArray();

    private static ProblemException TooLarge(int limit, long? actual)
    {
        ProblemException problem = new ProblemException(ProblemType.TooLarge, $"The body may have {limit:N0} bytes. Send less.").With("limit", limit);
        return actual is null ? problem : problem.With("actual", actual);
    }
}
