using System.Text;
using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

public sealed class FolderTrainingTests : IDisposable
{
    private static readonly string[] Briefly = ["--epochs", "1", "--objective", "reconstruction", "--threads", "1", "--json"];

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task A_folder_of_any_pictures_trains_and_names_the_files_that_are_none()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 57);
        TrainingPictures.DrawExtremes(folder);
        TrainingPictures.AddBadFiles(folder);
        Outcome first = (await Train(folder, "--fit", "crop")).Expect(5);
        Assert.Equal((3, 64, 64), Shape(first));
        Assert.Equal((60, 60, 0), Counts(first));
        Assert.Equal(
            ["empty.png empty", "half.jpg broken", "text.jpg notAPicture"],
            first.Json.GetProperty("failures").EnumerateArray().Select(f => $"{Path.GetRelativePath(folder, f.GetProperty("path").GetString()!)} {f.GetProperty("fault")}"));
        Assert.All(first.Json.GetProperty("failures").EnumerateArray(), f => Assert.True(Path.IsPathRooted(f.GetProperty("path").GetString())));
        foreach (string name in new[] { "empty.png", "half.jpg", "text.jpg" }) Assert.Equal(2, first.Error.Split(name).Length);
        Assert.Contains("3 files gave no picture", first.Error, StringComparison.Ordinal);
        string model = Encoding.Latin1.GetString(File.ReadAllBytes(_scratch["m.onnx"]));
        Assert.Contains("{\"channels\":3,\"height\":64,\"width\":64,\"background\":null,\"fit\":\"crop\"", model, StringComparison.Ordinal);
        Assert.Equal(["m.onnx", "m.onnx.run.jsonl"], Directory.GetFiles(_scratch.Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

        Outcome second = (await Train(folder, "--fit", "crop")).Expect(5);
        Assert.Equal((60, 0, 60), Counts(second));
        Assert.Equal(first.Json.GetProperty("fingerprint").GetString(), second.Json.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Grey_pictures_of_one_small_size_keep_it()
    {
        for (int i = 0; i < 20; i++) TrainingPictures.Draw(_scratch[$"grey/{i}.png"], 28, 28, i, grey: true);
        Outcome outcome = (await Train(_scratch["grey"])).Expect(0);
        Assert.Equal((1, 28, 28), Shape(outcome));
        Assert.Empty(outcome.Json.GetProperty("failures").EnumerateArray());
    }

    [Fact]
    public async Task A_size_that_the_network_does_not_take_is_rounded_up()
    {
        Outcome outcome = (await Train(TrainingPictures.DrawMany(_scratch["pictures"], 12), "--size", "50")).Expect(0);
        Assert.Equal((3, 56, 56), Shape(outcome));
        Assert.Contains("50 was asked for", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pictures_are_enough() =>
        Assert.Equal((2, 2, 0), Counts((await Train(TrainingPictures.DrawMany(_scratch["two"], 2))).Expect(0)));

    [Theory]
    [InlineData(0, "found none, and 1 that cannot be read: 1 no picture")]
    [InlineData(1, "found one, and 1 that cannot be read: 1 no picture")]
    public async Task Fewer_than_two_pictures_are_refused_with_what_was_found(int count, string found)
    {
        TrainingPictures.DrawMany(Directory.CreateDirectory(_scratch["few"]).FullName, count);
        File.WriteAllText(_scratch["few/text.jpg"], "text");
        Outcome outcome = (await Train(_scratch["few"])).Expect(3);
        Assert.Contains(found, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_list_and_standard_input_name_pictures_too()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 8);
        string[] paths = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        File.WriteAllLines(_scratch["list.txt"], [.. paths.Select(p => Path.GetRelativePath(_scratch.Folder, p)), "gone.png"]);
        Outcome listed = (await RunAsync(["train", "--list", _scratch["list.txt"], "--model", _scratch["l.onnx"], .. Briefly])).Expect(5);
        Assert.Equal((8, 8, 0), Counts(listed));
        Assert.Equal("missing", listed.Json.GetProperty("failures")[0].GetProperty("fault").GetString());

        Outcome piped = await Lookalike.ShellAsync(
            "export LOOKALIKE_DATA=\"$1\"; find \"$2\" -type f | sort | exec \"$0\" train - --model \"$3\" --epochs 1 --objective reconstruction --threads 1 --json", _scratch["data"], folder, _scratch["p.onnx"]);
        Assert.Equal(listed.Json.GetProperty("fingerprint").GetString(), piped.Expect(0).Json.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Patterns_choose_among_the_pictures()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 10);
        Assert.Equal((4, 4, 0), Counts((await Train(folder, "--include", "**/*.png", "--exclude", "**/004.*")).Expect(0)));
    }

    [Theory]
    [InlineData("a file", "--size", "32")]
    [InlineData("folder", "--size", "5")]
    [InlineData("folder", "--size", "large")]
    [InlineData("folder", "--fit", "squeeze")]
    [InlineData("folder", "--budget", "soon")]
    [InlineData("folder", "--budget", "0m")]
    [InlineData("folder", "--budget", "")]
    [InlineData("folder", "--max-pixels", "0")]
    [InlineData("folder", "--validation", "test")]
    [InlineData("folder", "--list", "list.txt")]
    [InlineData("folder", "--latent", "0")]
    public async Task Options_that_do_not_fit_are_refused_before_a_picture_is_read(string source, string option, string value)
    {
        string folder = TrainingPictures.DrawMany(_scratch["folder"], 2);
        File.WriteAllText(_scratch["a file"], "text");
        Outcome outcome = (await RunAsync(["train", _scratch[source], "--model", _scratch["m.onnx"], option, value])).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch["data"]), folder);
    }

    [Fact]
    public async Task Options_of_pictures_are_refused_for_a_data_set() =>
        Assert.Contains("data set 'mnist'", (await RunAsync(["train", "mnist", "--size", "64"])).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Training_ends_with_a_verdict_unless_none_is_wanted()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 12);
        Assert.True((await Train(folder)).Expect(0).Json.TryGetProperty("labelFree", out _));
        Assert.False((await Train(folder, "--no-verdict")).Expect(0).Json.TryGetProperty("labelFree", out _));
    }

    [Fact]
    public async Task A_budget_of_time_gives_a_model()
    {
        // Less than is kept for writing the model, so that it is late on every machine and trains the least that gives one.
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 40);
        Outcome outcome = (await RunAsync(["train", folder, "--model", _scratch["m.onnx"], "--budget", "0h0.01m1s", "--json"])).Expect(0);
        Assert.Contains("To fit ", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch["m.onnx"]));
    }

    [Fact]
    public async Task A_stopped_run_goes_on_with_the_pictures_as_they_were_and_says_what_changed()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 40);
        string whole = (await RunAsync(LongTraining(folder, _scratch["whole.onnx"]))).Expect(0).Json.GetProperty("fingerprint").GetString()!;

        await StopAsync(LongTraining(folder, _scratch["m.onnx"]));
        Assert.True(File.Exists(_scratch["m.onnx.checkpoint.pictures"]));
        TrainingPictures.Draw(Path.Combine(folder, "new.png"), 30, 30, seed: 500);
        TrainingPictures.Draw(Path.Combine(folder, "sub/000.png"), 31, 29, seed: 501);
        File.Delete(Path.Combine(folder, "sub/001.jpg"));

        Outcome other = (await RunAsync(["train", folder, "--model", _scratch["m.onnx"], "--resume", "--size", "32"])).Expect(2);
        Assert.Contains("other pictures", other.Error, StringComparison.Ordinal);
        Outcome resumed = (await RunAsync(["train", folder, "--model", _scratch["m.onnx"], "--resume", "--json"])).Expect(0);
        Assert.Contains("1 added, 1 changed, 1 removed since the run began (new.png, sub/000.png, sub/001.jpg)", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(whole, resumed.Json.GetProperty("fingerprint").GetString());
        Assert.False(File.Exists(_scratch["m.onnx.checkpoint.pictures"]));
    }

    [Fact]
    public async Task A_stopped_run_does_not_go_on_with_other_pixels()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 40);
        await StopAsync(LongTraining(folder, _scratch["m.onnx"]));
        File.Delete(Path.Combine(folder, "sub/001.jpg"));
        (await Train(folder, "--size", "16", "--model", _scratch["other.onnx"])).Expect(0);
        Outcome resumed = (await RunAsync(["train", "--model", _scratch["m.onnx"], "--resume"])).Expect(3);
        Assert.Contains("made anew since", resumed.Error, StringComparison.Ordinal);
        Assert.Contains("without --resume", resumed.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_scratch["m.onnx.checkpoint"]));
    }

    [Fact]
    public async Task A_run_that_is_killed_at_any_moment_hinders_no_other()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 40);
        foreach (int wait in new[] { 150, 300, 500, 800 })
        {
            using ChildProcess run = Lookalike.Start(Environment(), LongTraining(folder, _scratch["m.onnx"]));
            await Task.Delay(wait, TestContext.Current.CancellationToken);
            await run.KillAsync();
        }

        Outcome last = (await Train(folder)).Expect(0);
        Assert.Equal(40, last.Json.GetProperty("pictures").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_half_written_stays()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 40), disk = Directory.CreateDirectory(_scratch["disk"]).FullName;
        Outcome outcome = await Lookalike.ShellAsync(
            "exec unshare -rm sh -c 'mount -t tmpfs -o size=64k none \"$1\" && { LOOKALIKE_DATA=\"$1\" \"$0\" train \"$2\" --model \"$3\"; code=$?; echo \"left:$(ls -A \"$1/pictures\")\" >&2; exit $code; }' \"$0\" \"$1\" \"$2\" \"$3\"",
            disk,
            folder,
            _scratch["m.onnx"]);
        outcome.Expect(3);
        Assert.Contains("No space left", outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Free some space", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("left:\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Augmentation_is_drawn_from_a_folder()
    {
        string folder = TrainingPictures.DrawMany(_scratch["pictures"], 10);
        (await RunAsync(["augment", folder, "--sheet", _scratch["sheet.png"]])).Expect(0);
        Assert.True(Png.SizeOf(_scratch["sheet.png"]).Width > 500);
    }

    public void Dispose() => _scratch.Dispose();

    private static string[] LongTraining(string folder, string model) =>
        ["train", folder, "--model", model, "--size", "16", "--objective", "reconstruction", "--epochs", "150", "--batch-size", "8", "--latent", "8", "--threads", "1", "--json"];

    private static (int Channels, int Height, int Width) Shape(Outcome outcome) =>
        (outcome.Json.GetProperty("channels").GetInt32(), outcome.Json.GetProperty("height").GetInt32(), outcome.Json.GetProperty("width").GetInt32());

    private static (int Count, int Decoded, int Kept) Counts(Outcome outcome)
    {
        JsonElement pictures = outcome.Json.GetProperty("pictures");
        return (pictures.GetProperty("count").GetInt32(), pictures.GetProperty("decoded").GetInt32(), pictures.GetProperty("kept").GetInt32());
    }

    private Dictionary<string, string?> Environment() => new() { ["LOOKALIKE_DATA"] = _scratch["data"] };

    private Task<Outcome> RunAsync(string[] arguments) => Lookalike.RunAsync(Environment(), arguments);

    private Task<Outcome> Train(string folder, params string[] options) =>
        RunAsync(["train", folder, .. options.Contains("--model") ? Array.Empty<string>() : ["--model", _scratch["m.onnx"]], .. Briefly, .. options]);

    /// <summary>Starts a run, and stops it as Ctrl-C does once it has a few epochs.</summary>
    private async Task StopAsync(string[] arguments)
    {
        Outcome stopped = await Lookalike.StopAsync(Environment(), arguments, "epoch 2 ", "INT");
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
    }
}
