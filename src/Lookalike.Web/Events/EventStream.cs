using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Lookalike.Web.Events;

/// <summary>
/// Events as the standard of server-sent events has them on the wire. Written here because a comment is needed now and then, to keep proxies from
/// closing a silent connection, and the framework writes none.
/// </summary>
/// <param name="events">Gives what is told, in order; null now and then where nothing is, at least every <see cref="Silence"/>.</param>
/// <param name="clock">The clock, and the end of the server.</param>
/// <param name="turn">Ended when nobody listens any more.</param>
internal sealed class EventStream(Func<CancellationToken, IAsyncEnumerable<ServerEvent?>> events, EventStream.Clock clock, IDisposable turn) : IResult
{
    public const string MediaType = "text/event-stream";

    /// <summary>How long a connection is silent at most: proxies close those that are.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (turn)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, clock.Stopping);
            httpContext.Response.ContentType = MediaType;
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            try
            {
                await WriteAsync(httpContext, end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Whoever listened has gone, or the server goes.
            }
        }
    }

    /// <summary>What is told until the server goes is sent still, to those who listen.</summary>
    private async Task WriteAsync(HttpContext context, CancellationToken end)
    {
        HttpResponse response = context.Response;
        CancellationToken aborted = context.RequestAborted;

        // At once, so that whoever listens knows that it is heard, though nothing may be told for a while.
        await response.StartAsync(aborted).ConfigureAwait(false);
        await response.Body.FlushAsync(aborted).ConfigureAwait(false);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await foreach (ServerEvent? told in events(end).ConfigureAwait(false))
        {
            string text = told is null ? ": still here\n\n" : $"id: {told.Id}\nevent: {told.Name}\ndata: {told.Data}\n\n";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), aborted).ConfigureAwait(false);
            await response.Body.FlushAsync(aborted).ConfigureAwait(false);
        }
    }

    /// <summary>The clock, and the end of the server.</summary>
    internal sealed class Clock(TimeProvider time, IHostApplicationLifetime lifetime)
    {
        public TimeProvider Time => time;

        public CancellationToken Stopping => lifetime.ApplicationStopping;
    }
}
