using Lookalike.Core;
using Lookalike.Core.Telemetry;
using Lookalike.Datasets.Catalog;
using Lookalike.Models.Encoders;
using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>GET /status</c> and <c>/health</c>: what is served, and whether.</summary>
internal static class StatusEndpoints
{
    private static readonly HealthAnswer Well = new() { Status = "ok" };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/status", StatusAsync).WithName("status").WithSummary("What this server is, and what it serves.")
            .Produces<StatusAnswer>().WithProblems();
        api.MapGet("/health/live", () => TypedResults.Json(Well, WebJson.Default.HealthAnswer))
            .WithName("live").WithSummary("Whether the server runs. Needs no key.")
            .Produces<HealthAnswer>().WithMetadata(new ApiFilter.Needs(null));
        api.MapGet("/health/ready", ReadyAsync)
            .WithName("ready").WithSummary("Whether searches are answered. Needs no key.")
            .Produces<HealthAnswer>().ProducesProblem(StatusCodes.Status503ServiceUnavailable).WithMetadata(new ApiFilter.Needs(null));
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, ServedLibrary served)
    {
        await served.UseAsync(static _ => Task.FromResult(true), context.RequestAborted).ConfigureAwait(false);
        return TypedResults.Json(Well, WebJson.Default.HealthAnswer);
    }

    private static async Task<IResult> StatusAsync(HttpContext context, ServedLibrary served, FaultTable faults, LookalikeWebOptions options)
    {
        CancellationToken aborted = context.RequestAborted;
        StatusAnswer answer;
        try
        {
            answer = await served.UseAsync(DescribeAsync, aborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LookalikeException or ProblemException)
        {
            answer = Unready(faults.Find(e)!.Message, options);
        }

        return TypedResults.Json(answer, WebJson.Default.StatusAnswer);

        async Task<StatusAnswer> DescribeAsync(Moment moment) =>
            Ready(moment, await moment.Opened.Index.LoadAsync(aborted).ConfigureAwait(false), options);
    }

    private static StatusAnswer Ready(Moment moment, long images, LookalikeWebOptions options)
    {
        EncoderDescription model = moment.Opened.Encoder.Description;
        return new StatusAnswer
        {
            Version = OperationSource.Version ?? "",
            Ready = true,
            Reason = null,
            Images = images,
            Folders = [.. moment.Description.Roots.All.Select(root => root.Name)],

            // What is no known name is a folder of this machine.
            Dataset = DatasetCatalog.TryFind(moment.Description.Source, out _) ? moment.Description.Source : null,
            Model = new ModelAnswer
            {
                Fingerprint = model.Fingerprint,
                Channels = model.Preprocessing.Channels,
                Height = model.Preprocessing.Height,
                Width = model.Preprocessing.Width,
                LatentSize = model.LatentSize,
            },
            Limits = Limits(options),
        };
    }

    private static StatusAnswer Unready(string reason, LookalikeWebOptions options) => new()
    {
        Version = OperationSource.Version ?? "",
        Ready = false,
        Reason = reason,
        Images = null,
        Folders = [],
        Dataset = null,
        Model = null,
        Limits = Limits(options),
    };

    private static LimitsAnswer Limits(LookalikeWebOptions options) => new()
    {
        UploadBytes = options.MaxUploadBytes,
        Pixels = options.MaxPixels,
        Queries = Bounds.Queries,
        QuerySeconds = (int)Bounds.QueryLife.TotalSeconds,
        Examples = Bounds.Examples,
        Top = Bounds.Top,
        Skip = Bounds.Skip,
        Page = Bounds.Page,
        Originals = options.ServeOriginals,
        Jobs = options.AllowJobs,
    };
}
