using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;
using Lookalike.Web.Security;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Lookalike.Web.Endpoints;

/// <summary><c>/session</c>: exchanges a key once for a cookie, so that no page keeps the key.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/session", Begin)
            .WithName("beginSession")
            .WithSummary("Exchanges the key of the Authorization header for a cookie, which stands for it for 12 hours. No cookie where no key is asked for.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems();
        api.MapGet("/session", Describe)
            .WithName("session").WithSummary("What whoever asks may do.").Produces<SessionAnswer>().WithProblems();
        api.MapDelete("/session", End)
            .WithName("endSession")
            .WithSummary("Ends the session of the cookie, if there is one. Needs no key.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithMetadata(new ApiFilter.Needs(null));
    }

    private static NoContent Begin(HttpContext context, KeyRing keys, SessionShelf sessions)
    {
        if (!keys.NeedsKey) return TypedResults.NoContent();

        // A cookie does not make another: a session would never end.
        AccessRight right = keys.RightOfKey(context.Request)
            ?? throw new ProblemException(ProblemType.KeyRequired, "Send the key itself as: Authorization: Bearer KEY");
        context.Response.Cookies.Append(KeyRing.Cookie, sessions.Begin(right), Options(context, Bounds.SessionLife));
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<SessionAnswer> Describe(HttpContext context, KeyRing keys)
    {
        RightName right = keys.RightOf(context.Request) == AccessRight.Change ? RightName.Change : RightName.Read;
        return TypedResults.Json(new SessionAnswer { Rights = right, NeedsKey = keys.NeedsKey }, WebJson.Default.SessionAnswer);
    }

    private static NoContent End(HttpContext context, SessionShelf sessions)
    {
        if (context.Request.Cookies[KeyRing.Cookie] is { Length: > 0 } secret)
        {
            sessions.End(secret);
            context.Response.Cookies.Append(KeyRing.Cookie, "", Options(context, TimeSpan.Zero));
        }

        return TypedResults.NoContent();
    }

    private static CookieOptions Options(HttpContext context, TimeSpan life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = life,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    };
}
