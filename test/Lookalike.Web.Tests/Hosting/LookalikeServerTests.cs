using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Lookalike.Web.Hosting;

namespace Lookalike.Web.Tests.Hosting;

public sealed class LookalikeServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_listens_on_this_machine_alone_tells_where_and_ends_when_it_is_told_to()
    {
        using SampleLibrary library = await new SampleLibrary().IndexAsync();
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource<IReadOnlyList<string>>();
        Task running = RunAsync("localhost:0", library, started.SetResult, stop.Token);
        string address = Assert.Single(await StartedAsync(started, running));

        Assert.Matches("^http://127.0.0.1:[0-9]+$", address);
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"{address}/api/v1/health/ready"), Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Headers.Server);
        await stop.CancelAsync();
        await running;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"{address}/api/v1/status"), Token));
    }

    [Fact]
    public async Task Both_loopback_addresses_are_listened_on_where_a_port_is_named()
    {
        using SampleLibrary library = await new SampleLibrary().IndexAsync();
        using var stop = new CancellationTokenSource();
        var started = new TaskCompletionSource<IReadOnlyList<string>>();
        Task running = RunAsync($"localhost:{FreePort()}", library, started.SetResult, stop.Token);
        string address = Assert.Single(await StartedAsync(started, running));
        Assert.StartsWith("http://localhost:", address, StringComparison.Ordinal);
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"{address.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)}/api/v1/status"), Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_told_with_what_to_do()
    {
        using SampleLibrary library = await new SampleLibrary().IndexAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string place = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        IOException fault = await Assert.ThrowsAsync<IOException>(() => RunAsync(place, library, _ => { }, Token));
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.Contains("the port is in use", fault.Message, StringComparison.Ordinal);
        IOException foreign = await Assert.ThrowsAsync<IOException>(() => RunAsync("203.0.113.7:0", library, _ => { }, Token));
        Assert.Contains("no such address", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_variable_of_the_environment_opens_another_address()
    {
        using SampleLibrary library = await new SampleLibrary().IndexAsync();
        string[] names = ["ASPNETCORE_URLS", "DOTNET_URLS", "URLS", "Kestrel__Endpoints__Other__Url", "LOOKALIKE_Kestrel__Endpoints__Other__Url", "LOOKALIKE_URLS"];
        foreach (string name in names) Environment.SetEnvironmentVariable(name, "http://0.0.0.0:0");
        try
        {
            using var stop = new CancellationTokenSource();
            var started = new TaskCompletionSource<IReadOnlyList<string>>();
            Task running = RunAsync("localhost:0", library, started.SetResult, stop.Token);
            Assert.StartsWith("http://127.0.0.1:", Assert.Single(await StartedAsync(started, running)), StringComparison.Ordinal);
            await stop.CancelAsync();
            await running;
        }
        finally
        {
            foreach (string name in names) Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task What_the_framework_refuses_by_itself_is_a_problem_too()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        using HttpResponseMessage unknown = await api.Client.GetAsync(new Uri("/nothing", UriKind.Relative), Token);
        Assert.Equal((HttpStatusCode.NotFound, "urn:lookalike:problem:not-found"), (unknown.StatusCode, await TypeAsync(unknown)));
        using HttpResponseMessage method = await api.Client.PutAsync(new Uri("status", UriKind.Relative), content: null, Token);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "urn:lookalike:problem:method-not-allowed"), (method.StatusCode, await TypeAsync(method)));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413_and_not_500()
    {
        await using KestrelApi api = await KestrelApi.StartAsync(options => options.MaxUploadBytes = 1 << 20);
        using var content = new ByteArrayContent(new byte[(1 << 20) + 1]);
        content.Headers.ContentType = new("image/png");
        using HttpResponseMessage told = await api.Client.PostAsync(new Uri("queries", UriKind.Relative), content, Token);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "urn:lookalike:problem:too-large"), (told.StatusCode, await TypeAsync(told)));

        // In chunks, so that no length is told.
        byte[] head = Encoding.ASCII.GetBytes("POST /api/v1/queries HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n100400\r\n");
        string answer = await api.SendRawAsync([.. head, .. new byte[0x100400], .. "\r\n0\r\n\r\n"u8], thenHangUp: false);
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_larger_than_json_may_be_is_taken()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        DrawnPicture.SaveNoise(Path.Combine(api.Library.Root, "large.png"), 500, 500, bands: 3, seed: 5);
        byte[] picture = await File.ReadAllBytesAsync(Path.Combine(api.Library.Root, "large.png"), Token);
        Assert.True(picture.Length > 300_000);
        using var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new("image/png");
        using HttpResponseMessage answer = await api.Client.PostAsync(new Uri("queries", UriKind.Relative), content, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task RunAsync(string place, SampleLibrary library, Action<IReadOnlyList<string>> started, CancellationToken cancellationToken)
    {
        Assert.True(ListenPoint.TryParse(place, out ListenPoint? point));
        return LookalikeServer.RunAsync(
            point, options => (options.ModelPath, options.IndexPath, options.Datasets) = (library.Model, library.Index, library.Datasets), started, cancellationToken);
    }

    /// <summary>Waits for the server to listen, or to fail.</summary>
    private static async Task<IReadOnlyList<string>> StartedAsync(TaskCompletionSource<IReadOnlyList<string>> started, Task running)
    {
        if (await Task.WhenAny(started.Task, running) == running) await running;
        return await started.Task;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string?> TypeAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Token)).GetProperty("type").GetString();
}
