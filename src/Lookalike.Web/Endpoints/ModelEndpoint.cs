using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>GET /model</c>: what the model is made of, and how it was trained.</summary>
internal static class ModelEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/model", DescribeAsync)
            .WithName("model")
            .WithSummary("What the model is made of, and how it was trained.")
            .Produces<ModelDetailsAnswer>()
            .WithProblems(429, 503);

    private static async Task<IResult> DescribeAsync(HttpContext context, ServedLibrary served, PictureWork work)
    {
        CancellationToken aborted = context.RequestAborted;
        ModelDetailsAnswer details = await served.UseAsync(
            moment => work.RunAsync(moment.Opened, _ => moment.Opened.WholeModel.Details, aborted), aborted).ConfigureAwait(false);
        return TypedResults.Json(details, WebJson.Default.ModelDetailsAnswer);
    }
}
