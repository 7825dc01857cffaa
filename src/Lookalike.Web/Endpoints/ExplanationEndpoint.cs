using Lookalike.Application.Explaining;
using Lookalike.Application.Searching;
using Lookalike.Models.Encoders;
using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Queries;
using Lookalike.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>POST /explanations</c>: which parts of two images make them alike.</summary>
internal static class ExplanationEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/explanations", ExplainAsync)
            .WithName("explain")
            .WithSummary("Which parts of two images make them alike: how much farther apart they are when each is hidden.")
            .Takes<ExplanationBody>("application/json")
            .Produces<ExplanationAnswer>()
            .WithProblems(400, 404, 410, 413, 415, 422, 429, 503);

    private static async Task<IResult> ExplainAsync(
        HttpContext context, ServedLibrary served, ExampleReader reader, PictureWork work, WorkQueues queues)
    {
        CancellationToken aborted = context.RequestAborted;
        ExplanationBody body = await RequestBody.ReadJsonAsync(context.Request, WebJson.Default.ExplanationBody).ConfigureAwait(false);
        SearchRules.Require(body);
        OcclusionMap map = await queues.Explanations.RunAsync(() => served.UseAsync(ExplainPairAsync, aborted), aborted).ConfigureAwait(false);
        return TypedResults.Json(Answer(map), WebJson.Default.ExplanationAnswer);

        async Task<OcclusionMap> ExplainPairAsync(Moment moment)
        {
            QueryImage query = await reader.ImageAsync(body.Query, moment, aborted).ConfigureAwait(false);
            QueryImage hit = await reader.ImageAsync(new PictureBody { Key = body.Hit }, moment, aborted).ConfigureAwait(false);
            IImageEncoder encoder = moment.Opened.Encoder;
            var occlusion = new Occlusion(encoder, body.Rows, body.Columns);
            return await work.RunAsync(
                moment.Opened,
                given => occlusion.Explain(query.Pixels.Span, hit.Pixels.Span, body.Metric.Metric(), given),
                aborted).ConfigureAwait(false);
        }
    }

    private static ExplanationAnswer Answer(OcclusionMap map) => new()
    {
        Rows = map.Rows,
        Columns = map.Columns,
        Query = map.Query,
        Hit = map.Hit,
        BaseDistance = map.Distance,
        Passes = map.Passes,
        Milliseconds = Math.Round(map.Time.TotalMilliseconds, 3),
    };
}
