using System.ComponentModel;
using Lookalike.Index.Records;
using Lookalike.Web.Faults;
using Lookalike.Web.Pictures;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Lookalike.Web.Thumbnails;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Lookalike.Web.Endpoints;

/// <summary><c>GET /images/{id}/thumbnail</c> and <c>/file</c>: an image as a picture. They are somebody's photographs: no cache between shares them.</summary>
internal static class PictureEndpoints
{
    private const int UsualSide = 160;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/images/{id}/thumbnail", ThumbnailAsync)
            .WithName("thumbnail")
            .WithSummary("An image made small: WebP, upright, without what else its file says. With `v` it may be kept for ever.")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/webp")
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(400, 404, 410, 422, 429, 503);
        api.MapGet("/images/{id}/file", FileAsync)
            .WithName("file")
            .WithSummary("The file of an image, as it is. Parts of it by Range.")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/avif")
            .Produces(StatusCodes.Status206PartialContent)
            .Produces(StatusCodes.Status304NotModified)
            .WithProblems(404, 410, 503);
    }

    private static async Task<IResult> ThumbnailAsync(
        HttpContext context,
        ServedLibrary served,
        ThumbnailMaker maker,
        string id,
        [Description("The longer side at most: 64, 160 or 320 pixels; 160 where it is left out.")] int? size,
        [Description("The hash of the content.")] string? v)
    {
        CancellationToken aborted = context.RequestAborted;
        SearchRules.RequireSide(size, nameof(size));
        int side = size ?? UsualSide;
        string key = ImageId.KeyOf(id);
        (ImageRecord record, byte[] bytes) = await served.UseAsync(
            async moment =>
            {
                ImageRecord found = await moment.RecordAsync(key, aborted).ConfigureAwait(false);
                return (found, await maker.GetAsync(found, side, moment, aborted).ConfigureAwait(false));
            },
            aborted).ConfigureAwait(false);
        bool isHash = ThumbnailMaker.IsHash(record.ContentHash);
        context.Response.Headers.CacheControl = isHash && v == record.ContentHash ? "private, max-age=31536000, immutable" : "private, no-cache";
        return TypedResults.Bytes(bytes, "image/webp", entityTag: isHash ? new EntityTagHeaderValue($"\"{record.ContentHash}-{side}\"") : null);
    }

    private static async Task<IResult> FileAsync(HttpContext context, ServedLibrary served, LookalikeWebOptions options, string id)
    {
        if (!options.ServeOriginals) throw new ProblemException(ProblemType.SwitchedOff, "This server does not hand out files.");
        CancellationToken aborted = context.RequestAborted;
        string key = ImageId.KeyOf(id);
        (ImageRecord record, ImageRoots roots) = await served.UseAsync(
            async moment => (await moment.RecordAsync(key, aborted).ConfigureAwait(false), moment.Description.Roots), aborted).ConfigureAwait(false);
        FileStream file = OriginalFile.Open(record, roots);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(record.Key[(record.Key.LastIndexOf('/') + 1)..]);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        EntityTagHeaderValue? tag = ThumbnailMaker.IsHash(record.ContentHash) ? new EntityTagHeaderValue($"\"{record.ContentHash}\"") : null;
        return TypedResults.Stream(file, OriginalFile.MediaType(file), lastModified: record.Modified, entityTag: tag, enableRangeProcessing: true);
    }
}
