using System.Diagnostics;
using Lookalike.Application.Searching;
using Lookalike.Core.Globs;
using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Queries;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Lookalike.Web.Thumbnails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>POST /search</c>: the indexed images that look like examples.</summary>
internal static class SearchEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/search", SearchAsync)
            .WithName("search")
            .WithSummary("Finds the indexed images that look like examples.")
            .Takes<SearchBody>("application/json")
            .Produces<SearchAnswer>()
            .WithProblems(400, 404, 413, 415, 422, 429, 503);

    private static async Task<IResult> SearchAsync(HttpContext context, ServedLibrary served, ExampleReader reader, ThumbnailMaker maker, WorkQueues queues)
    {
        CancellationToken aborted = context.RequestAborted;
        SearchBody body = await RequestBody.ReadJsonAsync(context.Request, WebJson.Default.SearchBody).ConfigureAwait(false);
        SearchRules.Require(body);
        var addresses = new Addresses(context.Request);
        HitAnswer Tell(Hit hit) => Answer(hit, addresses, maker.Embed(hit.Record, body.Embed));
        SearchAnswer answer = await queues.Searches.RunAsync(
            () => served.UseAsync(moment => FindAsync(body, moment, reader, Tell, aborted), aborted), aborted).ConfigureAwait(false);
        return TypedResults.Json(answer, WebJson.Default.SearchAnswer);
    }

    private static async Task<SearchAnswer> FindAsync(
        SearchBody body, Moment moment, ExampleReader reader, Func<Hit, HitAnswer> tell, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var examples = new List<SearchQuery>(body.Examples.Count);
        foreach (ExampleBody example in body.Examples) examples.Add(await reader.LatentAsync(example, moment, cancellationToken).ConfigureAwait(false));
        SearchQuery query = SearchQuery.Weigh(examples, [.. body.Examples.Select(example => example.Weight)]);

        // Counted in memory, where the vectors are; a search that has to choose for itself counts the records of the file.
        int images = await moment.Opened.Index.LoadAsync(cancellationToken).ConfigureAwait(false);
        bool exact = body.Exact ?? !moment.Description.IsApproximate(images);
        SearchReport report = await moment.Opened.Searcher.SearchAsync([query], Options(body, exact), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Hit> hits = report.Queries[0].Hits;
        int next = body.Skip + hits.Count;
        return new SearchAnswer
        {
            Metric = body.Metric,
            Method = exact || body.Metric == MetricName.Cosine ? "exact" : "approximate",
            Images = images,
            Milliseconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3),
            Hits = [.. hits.Select(tell)],
            Next = hits.Count == body.Top && next <= Bounds.Skip ? next : null,
        };
    }

    private static SearchOptions Options(SearchBody body, bool exact) => new()
    {
        Top = body.Top,
        Skip = body.Skip,
        Metric = body.Metric.Metric(),
        Exact = exact,
        Within = body.Within,
        Match = body.Match is { } match ? new Glob(match) : null,
        Label = body.Label,
        Collapse = body.Collapse,
    };

    private static HitAnswer Answer(Hit hit, Addresses addresses, string? embedded) => new()
    {
        Id = ImageId.Of(hit.Key),
        Key = hit.Key,
        Rank = hit.Rank,
        Distance = Math.Min(hit.Distance, float.MaxValue), // JSON has no infinity
        Label = hit.Label,
        NearIdentical = hit.NearIdentical,
        Width = hit.Record.Width,
        Height = hit.Record.Height,
        Thumbnail = addresses.Thumbnail(hit.Record),
        Embedded = embedded,
    };
}
