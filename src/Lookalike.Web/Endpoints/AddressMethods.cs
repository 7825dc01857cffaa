using Lookalike.Web.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Lookalike.Web.Endpoints;

/// <summary>Which methods addresses take: whatever answers GET answers HEAD alike, without the body, and others are told which there are.</summary>
/// <param name="source">All addresses of the host.</param>
internal sealed class AddressMethods(EndpointDataSource source)
{
    /// <summary>Has the addresses of a group answer HEAD. Servers send no body with it.</summary>
    public static void AddHead(RouteGroupBuilder group) => ((IEndpointConventionBuilder)group).Finally(static endpoint =>
    {
        int at = endpoint.Metadata.ToList().FindIndex(static item => item is IHttpMethodMetadata { HttpMethods: [var only] } && HttpMethods.IsGet(only));
        if (at >= 0) endpoint.Metadata[at] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
    });

    /// <summary>Refuses what no address of the API takes.</summary>
    /// <exception cref="ProblemException">Always.</exception>
    public IResult Refuse(HttpContext context)
    {
        string[] methods = [.. MethodsOf(context.Request.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (methods.Length == 0) throw new ProblemException(ProblemType.NotFound, "There is no such address.");
        context.Response.Headers.Allow = string.Join(", ", methods);
        throw new ProblemException(ProblemType.MethodNotAllowed, $"This address takes other methods: {string.Join(", ", methods)}.");
    }

    private IEnumerable<string> MethodsOf(PathString path)
    {
        foreach (RouteEndpoint endpoint in source.Endpoints.OfType<RouteEndpoint>())
        {
            // What takes every address is there to refuse them, or to answer what goes before a request.
            if (endpoint.RoutePattern.Parameters.Any(static parameter => parameter.IsCatchAll)) continue;
            var matcher = new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []);
            if (!matcher.TryMatch(path, [])) continue;
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []) yield return method;
        }
    }
}
