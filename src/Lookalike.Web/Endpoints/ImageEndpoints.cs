using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
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

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ImageLister lister,
        [Description("`key`, which is usual, or `strangeness`: the farthest from its nearest other image first.")] string? sort,
        [Description("`next` of the page before; left out, the first page.")] string? after,
        [Description("Which keys: * is any text without a slash, ** any text, ? one character."), StringLength(Bounds.Pattern)] string? match,
        [Description("Images of the page; 50 where it is left out."), Range(1, Bounds.Page)] int? size,
        [Description("The size of thumbnails that come with them: 64, 160 or 320 pixels; left out, none.")] int? embed)
    {
        int count = size ?? UsualPage;
        SearchRules.Require(count is >= 1 and <= Bounds.Page, nameof(size), $"a number from 1 to {Bounds.Page}");
        SearchRules.Require(sort is null or "key" or "strangeness", nameof(sort), "key or strangeness");
        SearchRules.RequirePattern(match);
        SearchRules.RequireSide(embed, nameof(embed));
        Glob? glob = match is null ? null : new Glob(match);
        ImagesAnswer page = sort == "strangeness"
            ? await lister.ByStrangenessAsync(context, after, count, glob, embed).ConfigureAwait(false)
            : await lister.ByKeyAsync(context, after, count, glob, embed).ConfigureAwait(false);
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
