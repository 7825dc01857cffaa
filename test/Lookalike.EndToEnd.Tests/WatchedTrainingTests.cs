using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Lookalike.EndToEnd.Tests;

public sealed partial class WatchedTrainingTests
{
    [Fact]
    public async Task A_run_can_be_watched_by_a_browser_while_it_lasts()
    {
        using var scratch = new Scratch();
        string folder = TrainingPictures.DrawMany(scratch["pictures"], 40);
        using ChildProcess run = Lookalike.Start(Environment(scratch), [.. Training(scratch, folder), "--serve", "--listen", "localhost:0"]);
        string address = WatchAddress().Match(await run.ReachAsync("Watch it at ")).Value;
        using var client = new HttpClient();
        CancellationToken token = TestContext.Current.CancellationToken;
        Assert.Contains("<html", await client.GetStringAsync(new Uri($"{address}/"), token), StringComparison.Ordinal);
        await run.ReachAsync("epoch 2 ");
        string told = await client.GetStringAsync(new Uri($"{address}/api/v1/training"), token);
        Assert.Contains("\"state\":\"running\"", told, StringComparison.Ordinal);
        using Stream events = await client.GetStreamAsync(new Uri($"{address}/api/v1/training/events"), token);

        run.Signal("INT");
        (await run.FinishAsync()).Expect(130);
        string all = await new StreamReader(events).ReadToEndAsync(token);
        foreach (string name in (string[])["begin", "progress", "epoch", "sample", "stopped"]) Assert.Contains($"event: {name}\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain(scratch.Folder, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_to_listen_is_this_machine_and_for_those_who_serve()
    {
        using var scratch = new Scratch();
        string folder = TrainingPictures.DrawMany(scratch["pictures"], 4);
        Assert.Contains("--key-file", (await Train(scratch, folder, "--serve", "--listen", "0.0.0.0:0")).Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("--serve", (await Train(scratch, folder, "--listen", "localhost:0")).Expect(2).Error, StringComparison.Ordinal);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        (await Train(scratch, folder, "--serve", "--listen", $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).Expect(3);
        Assert.False(File.Exists(scratch["m.onnx"]));
    }

    [GeneratedRegex("http://[^/]+")]
    private static partial Regex WatchAddress();

    private static string[] Training(Scratch scratch, string folder) =>
        ["train", folder, "--model", scratch["m.onnx"], "--size", "16", "--objective", "reconstruction", "--epochs", "300", "--batch-size", "8", "--threads", "1"];

    private static Task<Outcome> Train(Scratch scratch, string folder, params string[] options) =>
        Lookalike.RunAsync(Environment(scratch), [.. Training(scratch, folder), .. options]);

    private static Dictionary<string, string?> Environment(Scratch scratch) => new() { ["LOOKALIKE_DATA"] = scratch["data"] };
}
