using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Lookalike.EndToEnd.Tests;

public sealed partial class ServeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_says_where_it_serves_and_ends_well_when_it_is_told_to(string signal)
    {
        using var scratch = new Scratch();
        using ChildProcess server = Lookalike.Start("serve", "--listen", "localhost:0", "--model", scratch["m.onnx"], "--index", scratch["f.db"]);
        string api = Address().Match(await server.ReachAsync("Serving the API at ")).Value;
        using var client = new HttpClient();

        using HttpResponseMessage live = await client.GetAsync(new Uri($"{api}/health/live"), Token);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using HttpResponseMessage ready = await client.GetAsync(new Uri($"{api}/health/ready"), Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("\"command\":\"lookalike train FOLDER\"", await ready.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        server.Signal(signal);
        (await server.FinishAsync()).Expect(0);
    }

    [Fact]
    public async Task A_port_in_use_is_bad_input_and_other_machines_without_a_key_are_bad_usage()
    {
        using var scratch = new Scratch();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Outcome used = await Lookalike.RunAsync("serve", "--listen", $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        Assert.Contains("the port is in use", used.Expect(3).Error, StringComparison.Ordinal);
        Assert.Contains("--new-key", (await Lookalike.RunAsync("serve", "--listen", "0.0.0.0:0")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("expected ADDRESS:PORT", (await Lookalike.RunAsync("serve", "--listen", "5247")).Expect(2).Error, StringComparison.Ordinal);
        (await Lookalike.RunAsync("serve", "--key-file", scratch["none"])).Expect(3);
    }

    [Fact]
    public async Task A_key_is_printed_once_and_asked_for()
    {
        using var scratch = new Scratch();
        Outcome made = (await Lookalike.RunAsync("serve", "--new-key", "--key-file", scratch["k"])).Expect(0);
        string key = made.Output.Trim();
        string reading = (await Lookalike.RunAsync("serve", "--new-key", "--rights", "read", "--key-file", scratch["k"])).Expect(0).Output.Trim();
        Assert.DoesNotContain(key, await File.ReadAllTextAsync(scratch["k"], Token), StringComparison.Ordinal);

        using ChildProcess server = Lookalike.Start("serve", "--listen", "0.0.0.0:0", "--key-file", scratch["k"], "--model", scratch["m.onnx"], "--index", scratch["f.db"]);
        Assert.Contains("plain HTTP", await server.ReachAsync("Whoever reaches this machine can ask"), StringComparison.Ordinal);
        string api = Address().Match(await server.ReachAsync("Serving the API at ")).Value.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        using var client = new HttpClient();
        using HttpResponseMessage without = await client.GetAsync(new Uri($"{api}/status"), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using HttpResponseMessage with = await client.GetAsync(new Uri($"{api}/status"), Token);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", reading);
        using HttpResponseMessage refused = await client.DeleteAsync(new Uri($"{api}/jobs/x"), Token);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        server.Signal("INT");
        (await server.FinishAsync()).Expect(0);
    }

    [GeneratedRegex("http://[^ ,]+")]
    private static partial Regex Address();
}
