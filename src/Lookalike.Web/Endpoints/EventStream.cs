using System.Globalization;
using System.Text;
using Lookalike.Web.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace Lookalike.Web.Endpoints;

/// <summary>
/// Events as the standard of server-sent events has them on the wire. Written here because a comment is needed now and then, to keep proxies from
/// closing a silent connection, and the framework writes none.
/// </summary>
/// <param name="events">What is told.</param>
/// <param name="after">The id of the last event that the client has.</param>
/// <param name="clock">The clock, and the end of the server.</param>
/// <param name="turn">Ended when nobody listens any more.</param>
internal sealed class EventStream(JobEvents events, long after, EventStream.Clock clock, IDisposable turn) : IResult
{
    public const string MediaType = "text/event-stream";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (turn)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, clock.Stopping);
            httpContext.Response.ContentType = MediaType;
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            try
            {
                await WriteAsync(httpContext.Response, end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Whoever listened has gone, or the server goes.
            }
        }
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        // At once, so that whoever listens knows that it is heard, though nothing may be told for a while.
        await response.StartAsync(cancellationToken).ConfigureAwait(false);
        await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (HttpMethods.IsHead(response.HttpContext.Request.Method)) return;
        await foreach (JobEvent? told in events.ReadAsync(after, Silence, clock.Time, cancellationToken).ConfigureAwait(false))
        {
            string text = told is null ? ": still here\n\n"
                : string.Create(CultureInfo.InvariantCulture, $"id: {told.Id}\nevent: {told.Name}\ndata: {told.Data}\n\n");
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The clock, and the end of the server.</summary>
    internal sealed class Clock(TimeProvider time, IHostApplicationLifetime lifetime)
    {
        public TimeProvider Time => time;

        public CancellationToken Stopping => lifetime.ApplicationStopping;
    }
}
