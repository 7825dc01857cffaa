using System.Net;
using Lookalike.Web.Faults;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lookalike.Web.Security;

/// <summary>
/// Who may ask at all: by the name that the server is asked for, the page that asks, and the key. Looked at before anything else. Thread-safe.
/// </summary>
internal sealed class Gate(LookalikeWebOptions options, KeyRing keys)
{
    private const string FetchSite = "Sec-Fetch-Site", FetchMode = "Sec-Fetch-Mode";

    /// <summary>Lets a request in.</summary>
    /// <param name="context">The request. Its answer gets the headers that every answer has.</param>
    /// <param name="needed">What it has to be allowed; null where it needs no key.</param>
    /// <exception cref="ProblemException">It may not ask.</exception>
    public void Admit(HttpContext context, AccessRight? needed)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        RequireKnownHost(context);
        RequireOwnPage(context);
        if (needed is { } right) RequireRight(context.Request, right);
    }

    /// <summary>A name that is not ours belongs to somebody who made it lead here, so that his pages count as ours.</summary>
    private void RequireKnownHost(HttpContext context)
    {
        string host = context.Request.Host.Host;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || options.HostNames.Contains(host, StringComparer.OrdinalIgnoreCase)) return;
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && (IPAddress.IsLoopback(address) || IsConnectedTo(context, address))) return;
        throw new ProblemException(ProblemType.UnknownHost, "The Host header names another host than this one. Ask for localhost, or have the name allowed.");
    }

    private static bool IsConnectedTo(HttpContext context, IPAddress address) =>
        context.Connection.LocalIpAddress is { } local && (local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local).Equals(address);

    /// <summary>
    /// Browsers say which page asks, and others do not: a program is no page. A page of another origin may lead here, and no more, unless it is allowed.
    /// </summary>
    private void RequireOwnPage(HttpContext context)
    {
        HttpRequest request = context.Request;
        string? origin = request.Headers.Origin;
        if (origin is not null && options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = StringValues.Concat(context.Response.Headers.Vary, "Origin");
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return;
        }

        string? site = request.Headers[FetchSite];
        bool isOwn = site switch
        {
            "same-origin" or "none" => true,
            null => origin is null || IsOwnOrigin(origin, request),
            _ => HttpMethods.IsGet(request.Method) && request.Headers[FetchMode] == "navigate",
        };
        if (!isOwn) throw new ProblemException(ProblemType.CrossOrigin, "A page of another origin asks. Have its origin allowed, or ask from a program.");
    }

    private static bool IsOwnOrigin(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? asking) && asking.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private void RequireRight(HttpRequest request, AccessRight needed)
    {
        if (keys.RightOf(request) is not { } right)
            throw new ProblemException(ProblemType.KeyRequired, "Send a key of this server as: Authorization: Bearer KEY");
        if (right < needed) throw new ProblemException(ProblemType.NotAllowed, "This key allows to read. Ask with one that allows to change.");
    }
}
