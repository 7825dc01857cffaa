using Microsoft.AspNetCore.Http;

namespace Lookalike.Web.Security;

/// <summary>Answers browsers that ask whether a page of another origin may send a request (CORS). Without an allowed origin they are told nothing.</summary>
internal static class Preflight
{
    public static IResult Answer(HttpContext context)
    {
        if (context.Response.Headers.AccessControlAllowOrigin.Count > 0)
        {
            context.Response.Headers.AccessControlAllowMethods = "GET, HEAD, POST, DELETE";
            context.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, Last-Event-ID";
            context.Response.Headers.AccessControlMaxAge = "600";
        }

        return TypedResults.NoContent();
    }
}
