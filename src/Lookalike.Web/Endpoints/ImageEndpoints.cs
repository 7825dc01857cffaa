using Lookalike.Core.Globs;
using Lookalike.Index.Records;
using Lookalike.Web.Contracts;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>GET /images</c>, <c>/images/{id}</c>: the collection, page by page, and each image of it.</summary>
internal static class ImageEndpoints
{
    private const int UsualPage = 50;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/images", ListAsync)
            .WithName("images")
            .WithSummary("A page of the collection, by key or by strangeness. Pages neither overlap nor leave gaps while images come and go.")
            .Produces<ImagesAnswer>()
            .WithProblems(400, 404, 429, 503);
        api.MapGet("/images/{id}", GetAsync).WithName("image").WithSummary("An image.").Produces<ImageAnswer>().WithProblems(404, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ImageLister lister, [AsParameters] ImagesQuery query)
    {
        int count = query.Size ?? UsualPage;
        SearchRules.Require(count is >= 1 and <= Bounds.Page, "size", $"a number from 1 to {Bounds.Page}");
        SearchRules.Require(query.Sort is null or "key" or "strangeness", "sort", "key or strangeness");
        SearchRules.RequirePattern(query.Match);
        SearchRules.RequireSide(query.Embed, "embed");
        Glob? glob = query.Match is null ? null : new Glob(query.Match);
        ImagesAnswer page = query.Sort == "strangeness"
            ? await lister.ByStrangenessAsync(context, query.After, count, glob, query.Embed).ConfigureAwait(false)
            : await lister.ByKeyAsync(context, query.After, count, glob, query.Embed).ConfigureAwait(false);
        return TypedResults.Json(page, WebJson.Default.ImagesAnswer);
    }

    private static async Task<IResult> GetAsync(HttpContext context, ServedLibrary served, ImageLister lister, string id)
    {
        CancellationToken aborted = context.RequestAborted;
        string key = ImageId.KeyOf(id);
        ImageRecord record = await served.UseAsync(moment => moment.RecordAsync(key, aborted), aborted).ConfigureAwait(false);
        return TypedResults.Json(lister.Answer(record, new Addresses(context.Request)), WebJson.Default.ImageAnswer);
    }
}
