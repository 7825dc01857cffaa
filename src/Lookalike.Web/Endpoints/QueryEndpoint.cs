using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Queries;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>POST /queries</c>: takes a picture to search with. It stays in memory.</summary>
internal static class QueryEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/queries", UploadAsync)
            .WithName("upload")
            .WithSummary("Takes a picture to search with, as the bytes of its file. It is kept in memory for a while, and written nowhere.")
            .Takes<byte[]>("image/*")
            .Produces<QueryAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 408, 413, 415, 422, 429, 503);

    private static async Task<IResult> UploadAsync(
        HttpContext context, ServedLibrary served, QueryUpload upload, WorkQueues queues, LookalikeWebOptions options)
    {
        CancellationToken aborted = context.RequestAborted;
        ReadOnlyMemory<byte> bytes = await queues.Uploads.RunAsync(
            () => RequestBody.ReadPictureAsync(context.Request, options.MaxUploadBytes), aborted).ConfigureAwait(false);
        QueryAnswer answer = await served.UseAsync(moment => upload.KeepAsync(bytes, moment, aborted), aborted).ConfigureAwait(false);
        return TypedResults.Json(answer, WebJson.Default.QueryAnswer, statusCode: StatusCodes.Status201Created);
    }
}
