using System.Net;

namespace Lookalike.Web.Tests.Security;

/// <summary>Any page that the user visits could ask a server on his machine: those of other origins may not.</summary>
public sealed class OriginTests
{
    private const string Search = """{"examples":[{"key":"pictures/1.png"}]}""";

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "whatever")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:8080")]
    public async Task A_page_of_another_origin_may_neither_change_nor_read(string name, string value)
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.PostAsync("search", Search, (name, value)));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.PostAsync("jobs", """{"kind":"index"}""", (name, value)));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail", (name, value)));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.UploadRawAsync(api.Library.Bytes("1.png"), "image/png", (name, value)));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", api.SendAsync(HttpMethod.Delete, "jobs/x", content: null, (name, value)));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("User-Agent", "a program")]
    public async Task A_page_of_our_own_and_a_program_may(string name, string value)
    {
        await using TestApi api = await TestApi.StartAsync();
        using HttpResponseMessage answer = await api.PostAsync("search", Search, (name, value));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_may_lead_here_from_anywhere()
    {
        await using TestApi api = await TestApi.StartAsync();
        using HttpResponseMessage answer = await api.GetAsync("status", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await api.ProblemAsync(
            HttpStatusCode.Forbidden, "cross-origin", api.PostAsync("search", Search, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")));
    }

    [Fact]
    public async Task No_origin_is_told_that_it_may_read_unless_it_is_allowed()
    {
        await using TestApi closed = await TestApi.StartAsync();
        using HttpResponseMessage asked = await closed.SendAsync(
            HttpMethod.Options, "search", content: null, ("Origin", "http://localhost"), ("Access-Control-Request-Method", "POST"));
        Assert.DoesNotContain(asked.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        await closed.ProblemAsync(
            HttpStatusCode.Forbidden, "cross-origin", closed.SendAsync(HttpMethod.Options, "search", content: null, ("Origin", "https://evil.example")));

        await using TestApi open = await TestApi.StartAsync(options => options.AllowedOrigins.Add("https://photos.example"));
        using HttpResponseMessage told = await open.SendAsync(
            HttpMethod.Options, "search", content: null, ("Origin", "https://photos.example"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal("https://photos.example", told.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("POST", told.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        using HttpResponseMessage read = await open.PostAsync("search", Search, ("Origin", "https://photos.example"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((HttpStatusCode.OK, "https://photos.example"), (read.StatusCode, read.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("Origin", read.Headers.Vary);
        Assert.DoesNotContain(read.Headers, header => header.Key == "Access-Control-Allow-Credentials");
        await open.ProblemAsync(HttpStatusCode.Forbidden, "cross-origin", open.PostAsync("search", Search, ("Origin", "https://evil.example")));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Json_is_read_only_as_json_which_no_form_of_a_page_can_send(string? type)
    {
        await using TestApi api = await TestApi.StartAsync();
        foreach (string address in (string[])["search", "explanations", "jobs"])
        {
            using HttpContent content = new StringContent(Search);
            content.Headers.Remove("Content-Type");
            if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
            await api.ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", api.SendAsync(HttpMethod.Post, address, content));
        }
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_do_nothing_with_it()
    {
        await using TestApi api = await TestApi.StartAsync();
        foreach (string address in (string[])["status", "images", "nothing", $"images/{TestApi.Id("1.png")}/thumbnail"])
        {
            using HttpResponseMessage answer = await api.GetAsync(address);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("default-src 'none'; frame-ancestors 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }
}
