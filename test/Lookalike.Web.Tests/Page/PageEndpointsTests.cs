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

    [GeneratedRegex("""https?://[^\s"'`)]+""")]
    private static partial Regex Address();
}
