using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Lookalike.Web.Faults;

/// <summary>A problem as it goes out: <c>application/problem+json</c> by RFC 9457.</summary>
internal static class ProblemAnswer
{
    /// <summary>The answer to a request.</summary>
    public static IResult Of(ProblemException problem, HttpContext context)
    {
        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (problem.Location is { } location) context.Response.Headers.Location = location;
        if (problem.Type.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        var details = new ProblemDetails
        {
            Type = problem.Type.Urn,
            Title = problem.Type.Title,
            Status = problem.Type.Status,
            Detail = problem.Message,
        };
        foreach ((string name, object? value) in problem.Members) details.Extensions[name] = value;
        details.Extensions["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier;
        return TypedResults.Problem(details);
    }
}
