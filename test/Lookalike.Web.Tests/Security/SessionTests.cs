using System.Net;
using System.Text.Json;
using Lookalike.Web.Security;
using Lookalike.Web.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Web.Tests.Security;

/// <summary>A page exchanges its key once for a cookie, which no script reads and no other site sends.</summary>
public sealed class SessionTests
{
    private readonly string _key = ApiKey.New();

    [Fact]
    public async Task A_key_is_exchanged_for_a_cookie_that_stands_wherever_the_key_does()
    {
        await using TestApi api = await StartAsync(AccessRight.Change);
        using HttpResponseMessage begun = await BeginAsync(api);
        Assert.Equal(HttpStatusCode.NoContent, begun.StatusCode);
        string[] parts = begun.Headers.GetValues("Set-Cookie").Single().Split("; ");
        Assert.StartsWith("lookalike-session=", parts[0], StringComparison.Ordinal);
        Assert.Equal(43, parts[0].Split('=')[1].Length);
        Assert.Equal(["httponly", "max-age=43200", "path=/", "samesite=strict"], parts[1..].Order(StringComparer.Ordinal));

        (string, string) cookie = ("Cookie", $"other=1; {parts[0]}");
        foreach (string address in (string[])["status", "images", "jobs", "model"])
        {
            using HttpResponseMessage answer = await api.GetAsync(address, cookie);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using HttpResponseMessage started = await api.PostAsync("jobs", """{"kind":"index"}""", cookie);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        JsonElement session = await TestApi.JsonAsync(await api.GetAsync("session", cookie));
        Assert.Equal(("change", true), (session.GetProperty("rights").GetString(), session.GetProperty("needsKey").GetBoolean()));
    }

    [Fact]
    public async Task Over_tls_the_cookie_goes_over_tls_alone()
    {
        await using TestApi api = await StartAsync(AccessRight.Read);
        using HttpResponseMessage begun = await api.SendAsync(HttpMethod.Post, "https://localhost/api/v1/session", content: null, Bearer(_key));
        Assert.Contains("secure", begun.Headers.GetValues("Set-Cookie").Single().Split("; "));
    }

    [Fact]
    public async Task A_session_allows_what_its_key_does()
    {
        await using TestApi api = await StartAsync(AccessRight.Read);
        (string, string) cookie = await CookieAsync(api);
        await api.ProblemAsync(HttpStatusCode.Forbidden, "not-allowed", api.PostAsync("jobs", """{"kind":"index"}""", cookie));
        Assert.Equal("read", (await TestApi.JsonAsync(await api.GetAsync("session", cookie))).GetProperty("rights").GetString());
    }

    [Fact]
    public async Task Another_key_begins_none_nor_does_a_cookie_and_a_wrong_key_is_not_made_good_by_one()
    {
        await using TestApi api = await StartAsync(AccessRight.Read);
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.SendAsync(HttpMethod.Post, "session", content: null, Bearer(ApiKey.New())));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.SendAsync(HttpMethod.Post, "session", content: null));
        (string, string) cookie = await CookieAsync(api);
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.SendAsync(HttpMethod.Post, "session", content: null, cookie));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", cookie, Bearer(ApiKey.New())));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", ("Cookie", $"lookalike-session={ApiKey.New()}")));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", ("Cookie", $"lookalike-session={ApiKey.HashOf(_key)}")));
    }

    [Fact]
    public async Task A_page_of_another_origin_can_neither_begin_one_nor_use_one()
    {
        await using TestApi api = await StartAsync(AccessRight.Change);
        (string, string) cookie = await CookieAsync(api), foreign = ("Origin", "https://evil.example");
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.SendAsync(HttpMethod.Post, "session", content: null, Bearer(_key), foreign));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.PostAsync("jobs", """{"kind":"index"}""", cookie, foreign));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.SendAsync(HttpMethod.Delete, "session", content: null, cookie, foreign));
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to_and_after_twelve_hours()
    {
        var time = new FakeTimeProvider();
        await using TestApi api = await StartAsync(AccessRight.Read, time);
        (string, string) first = await CookieAsync(api), second = await CookieAsync(api);
        using HttpResponseMessage ended = await api.SendAsync(HttpMethod.Delete, "session", content: null, first);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Contains("max-age=0", ended.Headers.GetValues("Set-Cookie").Single().Split("; "));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", first));

        time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        using HttpResponseMessage still = await api.GetAsync("status", second);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        time.Advance(TimeSpan.FromSeconds(1));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", second));
        using HttpResponseMessage again = await api.SendAsync(HttpMethod.Delete, "session", content: null, second);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task Of_more_sessions_than_are_kept_the_oldest_is_forgotten()
    {
        await using TestApi api = await StartAsync(AccessRight.Read);
        (string, string) first = await CookieAsync(api), second = await CookieAsync(api);
        for (int i = 0; i < Bounds.Sessions - 1; i++) await CookieAsync(api);
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", first));
        using HttpResponseMessage kept = await api.GetAsync("status", second);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Fact]
    public async Task Where_no_key_is_asked_for_there_is_no_cookie_and_everybody_may_change()
    {
        await using TestApi api = await TestApi.StartAsync();
        using HttpResponseMessage begun = await BeginAsync(api);
        Assert.Equal((HttpStatusCode.NoContent, false), (begun.StatusCode, begun.Headers.Contains("Set-Cookie")));
        JsonElement session = await api.GetJsonAsync("session");
        Assert.Equal(("change", false), (session.GetProperty("rights").GetString(), session.GetProperty("needsKey").GetBoolean()));
    }

    private static (string, string) Bearer(string key) => ("Authorization", $"Bearer {key}");

    private Task<TestApi> StartAsync(AccessRight right, TimeProvider? time = null) =>
        TestApi.StartAsync(options => options.Keys.Add(ApiKey.HashOf(_key), right), time);

    private Task<HttpResponseMessage> BeginAsync(TestApi api) => api.SendAsync(HttpMethod.Post, "session", content: null, Bearer(_key));

    private async Task<(string, string)> CookieAsync(TestApi api)
    {
        using HttpResponseMessage begun = await BeginAsync(api);
        return ("Cookie", begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }
}
