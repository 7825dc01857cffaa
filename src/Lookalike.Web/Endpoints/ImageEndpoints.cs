using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Lookalike.Core.Globs;
using Lookalike.Index.Records;
using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Endpoints;

/// <summary><c>GET /images</c>, <c>/images/{id}</c>: the collection, page by page, and each image of it.</summary>
internal static class ImageEndpoints
{
    private const int UsualPage = 50;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/images", ListAsync)
            .WithName("images")
            .WithSummary("A page of the collection, by key. Pages neither overlap nor leave gaps while images come and go.")
            .Produces<ImagesAnswer>()
            .WithProblems(400, 404, 429, 503);
        api.MapGet("/images/{id}", GetAsync).WithName("image").WithSummary("An image.").Produces<ImageAnswer>().WithProblems(404, 503);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ServedLibrary served,
        WorkQueues queues,
        [Description("`next` of the page before; left out, the first page.")] string? after,
        [Description("Which keys: * is any text without a slash, ** any text, ? one character."), StringLength(Bounds.Pattern)] string? match,
        [Description("Images of the page; 50 where it is left out."), Range(1, Bounds.Page)] int? size)
    {
        var options = context.RequestServices.GetRequiredService<LookalikeWebOptions>();
        CancellationToken aborted = context.RequestAborted;
        int count = size ?? UsualPage;
        SearchRules.Require(count is >= 1 and <= Bounds.Page, nameof(size), $"a number from 1 to {Bounds.Page}");
        SearchRules.RequirePattern(match);
        string? key = after is null ? null : ImageId.KeyOf(after);
        Glob? glob = match is null ? null : new Glob(match);

        // A pattern that few keys match is a walk through all of them: it waits its turn as a search does. One more tells whether there is another page.
        IReadOnlyList<ImageRecord> found = await queues.Searches.RunAsync(
            () => served.UseAsync(moment => moment.Opened.Index.Store.ListAsync(key, count + 1, glob, aborted), aborted), aborted).ConfigureAwait(false);
        var addresses = new Addresses(context.Request);
        ImageAnswer[] page = [.. found.Take(count).Select(record => Answer(record, addresses, options))];
        return TypedResults.Json(new ImagesAnswer { Images = page, Next = found.Count > count ? page[^1].Id : null }, WebJson.Default.ImagesAnswer);
    }

    private static async Task<IResult> GetAsync(HttpContext context, ServedLibrary served, LookalikeWebOptions options, string id)
    {
        CancellationToken aborted = context.RequestAborted;
        string key = ImageId.KeyOf(id);
        ImageRecord record = await served.UseAsync(moment => moment.RecordAsync(key, aborted), aborted).ConfigureAwait(false);
        return TypedResults.Json(Answer(record, new Addresses(context.Request), options), WebJson.Default.ImageAnswer);
    }

    private static ImageAnswer Answer(ImageRecord record, Addresses addresses, LookalikeWebOptions options) => new()
    {
        Id = ImageId.Of(record.Key),
        Key = record.Key,
        Label = record.Label,
        Bytes = record.Size,
        Modified = record.Modified,
        Width = record.Width,
        Height = record.Height,
        ContentHash = record.ContentHash,
        Thumbnail = addresses.Thumbnail(record),
        File = options.ServeOriginals && record.Path is not null ? addresses.File(record) : null,
    };
}
