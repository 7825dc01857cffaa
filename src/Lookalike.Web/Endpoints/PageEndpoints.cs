using Lookalike.Web.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary>The page, at the root of the host. It asks for no key: what it shows it has to ask for, and that needs one.</summary>
internal static class PageEndpoints
{
    /// <summary>The page talks to its own origin, runs its own scripts, and is shown in no other page.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    private const string Index = "index.html";

    public static void Map(RouteGroupBuilder page)
    {
        foreach (PageFile file in PageFile.All)
        {
            IResult Send(HttpContext context) => Answer(file, context);
            page.MapGet(file.Path == Index ? "/" : $"/{file.Path}", Send).WithMetadata(new ApiFilter.Needs(null)).ExcludeFromDescription();
        }
    }

    private static FileContentHttpResult Answer(PageFile file, HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Permissions-Policy"] = "camera=(self)";
        if (file.Path == Index) headers.Link = PagePreloads.Links(context.Request.Query["view"], Languages(context.Request));

        // Asked for again each time, and answered 304: a new version of the program is a new page at once.
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        bool compresses = context.Request.GetTypedHeaders().AcceptEncoding.Any(static encoding => encoding.Value == "gzip" && encoding.Quality is null or > 0);
        if (compresses) headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(compresses ? file.Gzip : file.Bytes, file.ContentType, entityTag: file.EntityTag);
    }

    private static IEnumerable<string> Languages(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString());
}
