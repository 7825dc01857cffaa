namespace Lookalike.EndToEnd.Tests;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT", "reconstruction", 2)]
    [InlineData("TERM", "neighbourhood", 2)]
    [InlineData("INT", "neighbourhood", 42)] // in a round
    public async Task A_stopped_run_keeps_a_checkpoint_names_the_command_that_goes_on_and_ends_with_the_weights_of_a_whole_run(string signal, string objective, int epoch)
    {
        using var scratch = new Scratch();
        string dataset = DrawnDataset.Write(scratch["drawn"]);
        string whole = (await Lookalike.RunAsync(Train(dataset, scratch["whole.onnx"], objective))).Expect(0).Json.GetProperty("fingerprint").GetString()!;

        Outcome stopped = await Lookalike.StopAsync(environment: null, Train(dataset, scratch["stopped.onnx"], objective), $"epoch {epoch} ", signal);
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(scratch["stopped.onnx.checkpoint"]));
        Assert.False(File.Exists(scratch["stopped.onnx"]));

        Outcome other = (await Lookalike.RunAsync("train", dataset, "--model", scratch["stopped.onnx"], "--resume", "--latent", "4")).Expect(2);
        Assert.Contains("another recipe", other.Error, StringComparison.Ordinal);
        Outcome resumed = (await Lookalike.RunAsync("train", dataset, "--model", scratch["stopped.onnx"], "--resume", "--json")).Expect(0);
        Assert.Contains("Going on after", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(whole, resumed.Json.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task A_killed_run_goes_on_from_a_checkpoint_of_an_epoch_and_ends_with_the_weights_of_a_whole_run()
    {
        using var scratch = new Scratch();
        string dataset = DrawnDataset.Write(scratch["drawn"]);
        string whole = (await Lookalike.RunAsync(Train(dataset, scratch["whole.onnx"], "reconstruction"))).Expect(0).Json.GetProperty("fingerprint").GetString()!;
        await Lookalike.StopAsync(environment: null, Train(dataset, scratch["killed.onnx"], "reconstruction"), "epoch 4 ", "KILL");

        Outcome resumed = (await Lookalike.RunAsync("train", dataset, "--model", scratch["killed.onnx"], "--resume", "--json")).Expect(0);
        string line = resumed.Error.Split('\n').Single(l => l.StartsWith("Going on after", StringComparison.Ordinal));

        // Which epoch depends on how long the disk takes: epochs that are far shorter than keeping one are not kept each.
        Assert.True(int.Parse(line.Split(' ')[3]) >= 1, line);
        Assert.Equal(whole, resumed.Json.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task A_killed_index_run_opens_clean_and_the_next_run_goes_on()
    {
        using var scratch = new Scratch();
        string dataset = DrawnDataset.Write(scratch["drawn"]);
        (await Lookalike.RunAsync("train", dataset, "--model", scratch["m.onnx"], "--objective", "reconstruction", "--epochs", "1", "--batch-size", "32", "--json")).Expect(0);
        foreach (int wait in new[] { 100, 200, 300, 400, 600 })
        {
            using ChildProcess run = Lookalike.Start("index", dataset, "--model", scratch["m.onnx"], "--index", scratch["f.db"]);
            await Task.Delay(wait, TestContext.Current.CancellationToken);
            await run.KillAsync();
        }

        Outcome last = (await Lookalike.RunAsync("index", dataset, "--model", scratch["m.onnx"], "--index", scratch["f.db"], "--json")).Expect(0);
        int all = last.Json.GetProperty("encoded").GetInt32() + last.Json.GetProperty("unchanged").GetInt32();
        Assert.Equal(DrawnDataset.TrainCount, all);
        (await Lookalike.RunAsync("search", "--model", scratch["m.onnx"], "--index", scratch["f.db"], "--sample", "2")).Expect(0);
    }

    private static string[] Train(string dataset, string model, string objective) =>
    [
        "train", dataset, "--model", model, "--objective", objective, .. objective == "neighbourhood" ? (string[])["--rounds", "2", "--round-epochs", "12"] : [],
        "--epochs", "40", "--batch-size", "16", "--latent", "8", "--threads", "1", "--json",
    ];
}
