using Lookalike.Web.Contracts;
using Lookalike.Web.Events;
using Lookalike.Web.Limits;
using Lookalike.Web.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>/training</c>: the run that trains the served model, while there need not be one yet.</summary>
internal static class TrainingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/training", (RunFollower runs) => TypedResults.Json(runs.Describe(), WebJson.Default.TrainingAnswer))
            .WithName("training").WithSummary("How the run stands that trains the served model, in whatever process.")
            .Produces<TrainingAnswer>().WithProblems();
        api.MapGet("/training/events", Events)
            .WithName("trainingEvents")
            .WithSummary("What the run tells, as server-sent events, from its beginning or behind Last-Event-ID; then what the next run tells.")
            .WithDescription("Events: `reading` (done, total), `begin` (source, images, validation, objective, architecture, latentSize), `progress` "
                + "(stage, prepared; or stage, epoch, epochs, step, steps, imagesPerSecond, trainingLoss, secondsLeft), `epoch` (epoch, stage, loss, "
                + "trainingLoss, validationLoss, learningRate, seconds), `stage` (stage, agreement, recallAt1), `sample` (epoch, width, height, channels, "
                + "count, originals and reconstructions, each a PNG in base64 with the pictures in a row), and last `done` (fingerprint, verdict), "
                + "`stopped` or `failed` (reason). All have a `time`. The first event of a run has a `schemaVersion`. A comment line every 15 seconds "
                + "keeps the connection open.")
            .Produces<byte[]>(StatusCodes.Status200OK, EventStream.MediaType)
            .WithProblems(429);
    }

    private static EventStream Events(HttpContext context, RunFollower runs, WorkQueues queues, EventStream.Clock clock)
    {
        string? after = context.Request.Headers["Last-Event-ID"];
        IDisposable turn = queues.Streams.Enter(context.Connection.RemoteIpAddress?.ToString() ?? "");
        return new EventStream(end => runs.FollowAsync(after, end), clock, turn);
    }
}
