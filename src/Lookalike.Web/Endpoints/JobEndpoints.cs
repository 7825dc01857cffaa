using System.Globalization;
using Lookalike.Index.Records;
using Lookalike.Web.Contracts;
using Lookalike.Web.Events;
using Lookalike.Web.Faults;
using Lookalike.Web.Jobs;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>/jobs</c>: work that writes to the index, one at a time.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/jobs", StartAsync)
            .WithName("startJob")
            .WithSummary("Starts a job. Where one runs, its address comes with the 409.")
            .Takes<JobBody>("application/json")
            .Produces<JobAnswer>(StatusCodes.Status202Accepted)
            .WithMetadata(new ApiFilter.Needs(AccessRight.Change))
            .WithProblems(400, 409, 413, 415, 503);
        api.MapGet("/jobs", (JobBoard board) =>
                TypedResults.Json(new JobsAnswer { Jobs = [.. board.All().Select(job => job.Answer())] }, WebJson.Default.JobsAnswer))
            .WithName("jobs").WithSummary("The jobs that are remembered.").Produces<JobsAnswer>().WithProblems();
        api.MapGet("/jobs/{id}", (string id, JobBoard board) => TypedResults.Json(board.Get(id).Answer(), WebJson.Default.JobAnswer))
            .WithName("job").WithSummary("A job as it is now.").Produces<JobAnswer>().WithProblems(404);
        api.MapDelete("/jobs/{id}", Stop)
            .WithName("stopJob").WithSummary("Tells a job to stop. What it has written stays.")
            .Produces<JobAnswer>(StatusCodes.Status202Accepted).WithMetadata(new ApiFilter.Needs(AccessRight.Change)).WithProblems(404);
        api.MapGet("/jobs/{id}/events", Events)
            .WithName("jobEvents")
            .WithSummary("What is told of a job, as server-sent events, from the first that is kept or behind Last-Event-ID.")
            .WithDescription("Events: `progress` (stage, done, total), `unreadable` (key, fault), and last `done`, `failed` or `stopped` (the job). "
                + "Ids rise by one. A comment line every 15 seconds keeps the connection open.")
            .Produces<byte[]>(StatusCodes.Status200OK, EventStream.MediaType)
            .WithProblems(400, 404, 429);
    }

    private static async Task<IResult> StartAsync(HttpContext context, ServedLibrary served, JobBoard board, LookalikeWebOptions options)
    {
        CancellationToken aborted = context.RequestAborted;
        if (!options.AllowJobs) throw new ProblemException(ProblemType.SwitchedOff, "This server starts no jobs.");
        JobBody body = await RequestBody.ReadJsonAsync(context.Request, WebJson.Default.JobBody).ConfigureAwait(false);
        SearchRules.Require(Enum.IsDefined(body.Kind), "kind", "index");
        IReadOnlyList<ImageRoot> folders = await served.UseAsync(
            moment => Task.FromResult(moment.Description.Roots.All), aborted).ConfigureAwait(false);
        IndexWork.RequireFolders(folders);
        var addresses = new Addresses(context.Request);
        Job job = board.Start(body.Kind, addresses.Job);
        context.Response.Headers.Location = addresses.Job(job.Id);
        return TypedResults.Json(job.Answer(), WebJson.Default.JobAnswer, statusCode: StatusCodes.Status202Accepted);
    }

    private static JsonHttpResult<JobAnswer> Stop(string id, JobBoard board)
    {
        Job job = board.Get(id);
        job.Stop();
        return TypedResults.Json(job.Answer(), WebJson.Default.JobAnswer, statusCode: StatusCodes.Status202Accepted);
    }

    private static EventStream Events(HttpContext context, string id, JobBoard board, WorkQueues queues, EventStream.Clock clock)
    {
        Job job = board.Get(id);
        string? last = context.Request.Headers["Last-Event-ID"];
        long after = 0;
        SearchRules.Require(
            last is null || long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after), "Last-Event-ID", "the id of an event");
        IDisposable turn = queues.Streams.Enter(context.Connection.RemoteIpAddress?.ToString() ?? "");
        return new EventStream(end => job.Events.ReadAsync(after, EventStream.Silence, clock.Time, end), clock, turn);
    }
}
