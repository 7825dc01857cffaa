using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Lookalike.Web.Page;
using Lookalike.Web.Settings;
using Lookalike.Web.Tests.Hosting;

namespace Lookalike.Web.Tests.Page;

public sealed partial class PageEndpointsTests
{
    private const int MaxGzipBytes = 60 << 10, MaxLines = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_page_is_small_and_so_is_every_file_of_it()
    {
        Assert.InRange(PageFile.All.Sum(file => file.Gzip.Length), 10_000, MaxGzipBytes);
        foreach (PageFile file in PageFile.All.Where(file => !file.Path.StartsWith("vendor/", StringComparison.Ordinal)))
            Assert.True(file.Bytes.Count(b => b == '\n') <= MaxLines, file.Path);
    }

    [Fact]
    public void No_file_of_the_page_has_a_script_or_style_within_markup_or_leads_to_another_origin()
    {
        foreach (PageFile file in PageFile.All)
        {
            string text = System.Text.Encoding.UTF8.GetString(file.Bytes);
            string[] elsewhere = [.. Address().Matches(text).Select(match => match.Value).Where(address => !address.StartsWith("http://www.w3.org/", StringComparison.Ordinal))];
            Assert.True(elsewhere.Length == 0, $"{file.Path}: {string.Join(", ", elsewhere)}");
            Assert.DoesNotMatch(@"<script>|\sstyle=|\son[a-z]+=""", text);
        }
    }

    [Fact]
    public async Task Every_file_is_sent_with_its_type_and_what_it_may_do_and_not_sent_again()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        using var client = new HttpClient { BaseAddress = api.Address };
        foreach (PageFile file in PageFile.All)
        {
            string address = file.Path == "index.html" ? "/" : file.Path;
            using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.ContentType, answer.Content.Headers.ContentType!.ToString());
            Assert.Equal(file.Bytes, await answer.Content.ReadAsByteArrayAsync(Token));
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; ", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using HttpResponseMessage same = await client.SendAsync(again, Token);
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        }
    }

    [Fact]
    public async Task Who_takes_it_compressed_gets_it_compressed()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        using var client = new HttpClient { BaseAddress = api.Address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        using HttpResponseMessage answer = await client.GetAsync(new Uri("app.js", UriKind.Relative), Token);
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes, Token);
        Assert.Equal(PageFile.All.Single(file => file.Path == "app.js").Bytes, bytes.ToArray());
    }

    [Theory]
    [InlineData("/", "en", "elements/lk-search.js", "strings.en.json")]
    [InlineData("/?view=collection", "de-DE,en;q=0.5", "elements/lk-collection.js", "strings.de.json")]
    [InlineData("/?view=model", "fr, de;q=0.3, en;q=0.7", "elements/lk-model.js", "strings.en.json")]
    [InlineData("/?view=%22none", "x", "elements/lk-search.js", "strings.en.json")]
    public async Task It_comes_with_the_names_of_all_that_its_view_needs_and_in_the_language_of_the_browser(
        string address, string languages, string view, string strings)
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        using var client = new HttpClient { BaseAddress = api.Address };
        client.DefaultRequestHeaders.Add("Accept-Language", languages);
        using HttpResponseMessage answer = await client.GetAsync(new Uri(address, UriKind.Relative), Token);
        string[] links = [.. answer.Headers.GetValues("Link").SelectMany(header => header.Split(", "))];

        string[] modules = [.. links.Where(link => link.EndsWith("; rel=modulepreload", StringComparison.Ordinal)).Select(link => link.Split('<', '>')[1])];
        Assert.Equal($"<{strings}>; rel=preload; as=fetch; crossorigin", Assert.Single(links, link => link.Contains("rel=preload", StringComparison.Ordinal)));
        Assert.Equal(links.Length - 1, modules.Length);
        Assert.Contains("app.js", modules);
        Assert.Contains(view, modules);
        Assert.Contains("vendor/lit-html.js", modules);
        Assert.Equal(modules.Distinct(), modules);
        foreach (string module in modules)
        {
            string text = await client.GetStringAsync(new Uri(module, UriKind.Relative), Token);
            foreach (Match import in Import().Matches(text))
                Assert.Contains(new Uri(new Uri($"http://page/{module}"), import.Groups["path"].Value).AbsolutePath[1..], modules);
        }
    }

    [Fact]
    public async Task It_is_shown_to_nobody_who_asks_for_another_host_and_to_everybody_without_the_key()
    {
        await using KestrelApi api = await KestrelApi.StartAsync(options => options.Keys.Add(new string('0', 64), AccessRight.Change));
        using var client = new HttpClient { BaseAddress = api.Address };
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/");
        foreign.Headers.Host = "evil.example";
        using HttpResponseMessage refused = await client.SendAsync(foreign, Token);
        Assert.False(refused.IsSuccessStatusCode);
    }

    [GeneratedRegex("""^import .*?'(?<path>\..*?)';$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();

    [GeneratedRegex("""https?://[^\s"'`)]+""")]
    private static partial Regex Address();
}
