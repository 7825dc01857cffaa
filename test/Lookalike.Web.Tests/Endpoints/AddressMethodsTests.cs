using System.Net;
using System.Text.Json;
using Lookalike.Web.Tests.Hosting;

namespace Lookalike.Web.Tests.Endpoints;

/// <summary>Every address of the description answers HEAD as it answers GET, and tells whoever asks in another way how it is asked.</summary>
public sealed class AddressMethodsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_answers_get_answers_head_alike_without_a_body()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string[] addresses =
        [
            .. (await AddressesAsync(api)).Where(address => address.Methods.Contains("GET")).Select(address => address.Path), "/api/v1/openapi.json", "/", "/app.js",
        ];
        Assert.True(addresses.Length > 10, $"found {addresses.Length}");
        foreach (string address in addresses)
        {
            using HttpResponseMessage get = await SendAsync(api, HttpMethod.Get, address), head = await SendAsync(api, HttpMethod.Head, address);
            Assert.True(get.StatusCode == head.StatusCode, $"{address}: {get.StatusCode}, {head.StatusCode}");
            Assert.Equal(get.Content.Headers.ContentType?.ToString(), head.Content.Headers.ContentType?.ToString());
            Assert.Equal(get.Headers.ETag, head.Headers.ETag);
            Assert.Equal(get.Headers.CacheControl?.ToString(), head.Headers.CacheControl?.ToString());
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
        }
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_told_which_it_takes()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        (string Path, string[] Methods)[] addresses = await AddressesAsync(api);
        foreach ((string path, string[] methods) in addresses)
        {
            string[] takes = [.. methods.Contains("GET") ? methods.Append("HEAD") : methods];
            foreach (string method in ((string[])["GET", "POST", "PUT", "PATCH", "DELETE"]).Except(takes))
            {
                using HttpResponseMessage answer = await SendAsync(api, new HttpMethod(method), path);
                Assert.True(answer.StatusCode == HttpStatusCode.MethodNotAllowed, $"{method} {path}: {answer.StatusCode}");
                Assert.Equal(takes.Order(StringComparer.Ordinal), answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
                JsonElement problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Token));
                Assert.Equal("urn:lookalike:problem:method-not-allowed", problem.GetProperty("type").GetString());
            }
        }

        using HttpResponseMessage page = await SendAsync(api, HttpMethod.Post, "/");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (page.StatusCode, string.Join(", ", page.Content.Headers.Allow.Order(StringComparer.Ordinal))));
    }

    /// <summary>All addresses, led to an image and a job that there are or not.</summary>
    private static async Task<(string Path, string[] Methods)[]> AddressesAsync(KestrelApi api)
    {
        JsonElement description = JsonSerializer.Deserialize<JsonElement>(await api.Client.GetStringAsync(new Uri("openapi.json", UriKind.Relative), Token));
        return
        [
            .. description.GetProperty("paths").EnumerateObject().Select(path => (
                path.Name.Replace("{id}", path.Name.Contains("images", StringComparison.Ordinal) ? TestApi.Id("1.png") : "none", StringComparison.Ordinal),
                path.Value.EnumerateObject().Select(method => method.Name.ToUpperInvariant()).ToArray())),
        ];
    }

    private static async Task<HttpResponseMessage> SendAsync(KestrelApi api, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, new Uri(api.Address, address));
        return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
