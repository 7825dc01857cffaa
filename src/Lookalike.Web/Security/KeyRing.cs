using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Http;

namespace Lookalike.Web.Security;

/// <summary>What a request is allowed by its key, or by the session that a key was exchanged for. Thread-safe.</summary>
internal sealed class KeyRing(LookalikeWebOptions options, SessionShelf sessions)
{
    /// <summary>The cookie of a session.</summary>
    public const string Cookie = "lookalike-session";

    private const string Scheme = "Bearer ";

    /// <summary>Whether a key is needed at all.</summary>
    public bool NeedsKey => options.Keys.Count > 0;

    /// <summary>What a request is allowed; null where a key is needed and it has none. A key that is wrong is not made good by a cookie.</summary>
    public AccessRight? RightOf(HttpRequest request)
    {
        if (!NeedsKey) return AccessRight.Change;
        if (request.Headers.Authorization.Count > 0) return RightOfKey(request);
        return request.Cookies[Cookie] is { Length: > 0 } secret ? sessions.Find(secret) : null;
    }

    /// <summary>What a request is allowed by its key; null where it has none of those that there are.</summary>
    public AccessRight? RightOfKey(HttpRequest request)
    {
        string? sent = request.Headers.Authorization;
        if (sent?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true) return null;
        string key = sent[Scheme.Length..].Trim();
        AccessRight? found = null;

        // All of them, so that the time does not tell which is right.
        foreach ((string hash, AccessRight right) in options.Keys)
        {
            if (ApiKey.Matches(key, hash)) found = right;
        }

        return found;
    }
}
