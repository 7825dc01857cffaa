using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Tests;

/// <summary>The API of a sample library in a host of a test's own, without sockets.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SampleLibrary _library;

    private TestApi(WebApplication app, SampleLibrary library)
    {
        (_app, _library) = (app, library);
        Client = app.GetTestClient();
        Client.BaseAddress = new Uri("http://localhost/api/v1/");
    }

    public HttpClient Client { get; }

    public SampleLibrary Library => _library;

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts it over six pictures that are indexed.</summary>
    public static async Task<TestApi> StartAsync(
        Action<LookalikeWebOptions>? configure = null, TimeProvider? time = null, Action<IServiceCollection>? services = null) =>
        await OverAsync(await new SampleLibrary().IndexAsync(), configure, time, services);

    /// <summary>Starts it over a library, which is disposed with it.</summary>
    public static async Task<TestApi> OverAsync(
        SampleLibrary library, Action<LookalikeWebOptions>? configure = null, TimeProvider? time = null, Action<IServiceCollection>? services = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        if (time is not null) builder.Services.AddSingleton(time);
        builder.Services.AddLookalike(options =>
        {
            options.ModelPath = library.Model;
            options.IndexPath = library.Index;
            options.Datasets = library.Datasets;
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.MapLookalike();
        await app.StartAsync(Token);
        return new TestApi(app, library);
    }

    /// <summary>The id of a picture of the folder.</summary>
    public static string Id(string name) => ImageId.Of(SampleLibrary.KeyOf(name));

    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, address, content: null, headers);

    public Task<HttpResponseMessage> PostAsync(string address, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, address, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach ((string name, string value) in headers)
        {
            if (name == "Host") request.Headers.Host = value;
            else Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    /// <summary>What an address answers, which is a success.</summary>
    public async Task<JsonElement> GetJsonAsync(string address) => await JsonAsync(await GetAsync(address));

    public async Task<JsonElement> PostJsonAsync(string address, string json) => await JsonAsync(await PostAsync(address, json));

    /// <summary>Searches, and gives the keys of the hits.</summary>
    public async Task<string[]> KeysAsync(string json) =>
        [.. (await PostJsonAsync("search", json)).GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("key").GetString()!)];

    /// <summary>Uploads a picture, and gives its token.</summary>
    public async Task<string> UploadAsync(byte[] picture) =>
        (await JsonAsync(await UploadRawAsync(picture))).GetProperty("query").GetString()!;

    public Task<HttpResponseMessage> UploadRawAsync(byte[] picture, string type = "image/png", params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return SendAsync(HttpMethod.Post, "queries", content, headers);
    }

    /// <summary>How an answer may be kept: the client's own class changes the order.</summary>
    public static string[] CacheControl(HttpResponseMessage answer) => [.. answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)];

    /// <summary>Waits for a job to end.</summary>
    public async Task<JsonElement> EndedAsync(string address)
    {
        // The stream of its events ends with it.
        using HttpResponseMessage events = await GetAsync($"{address}/events");
        await events.Content.ReadAsStringAsync(Token);
        return await GetJsonAsync(address);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Requires a problem, whose text says nothing of the machine.</summary>
    public async Task<JsonElement> ProblemAsync(HttpStatusCode status, string type, Task<HttpResponseMessage> asked)
    {
        using HttpResponseMessage answer = await asked;
        string text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == status, $"expected {(int)status}, found {(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal($"urn:lookalike:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain(_library.Root, text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(Token);
        await _app.DisposeAsync();
        _library.Dispose();
    }
}
