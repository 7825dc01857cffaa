using System.Text.Json;
using Lookalike.Datasets.Idx;
using Lookalike.Imaging;

namespace Lookalike.EndToEnd.Tests;

/// <summary>What the program writes: over nothing but its own files, through links, with the mode that was there, and one run at a time.</summary>
public sealed class OutputTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    private static readonly string[] Short = ["--objective", "reconstruction", "--epochs", "1", "--batch-size", "4", "--latent", "4", "--threads", "1"];

    [Theory]
    [InlineData("q.png", "q.png")]
    [InlineData("q.png", "./sub/../q.png")]
    [InlineData("q.png", "link.png")] // leads to it
    [InlineData("link.png", "q.png")]
    [InlineData("q.png", "other.png")] // another picture: a slip with a star
    [InlineData("q.png", "photo.jpg")]
    [InlineData("q.png", "text.png")]
    public async Task A_search_overwrites_no_picture_with_its_montage(string query, string montage)
    {
        using Scratch scratch = Pictures();
        byte[][] before = Contents(scratch);
        Outcome outcome = (await Search(Path.Combine(scratch.Folder, query), "--montage", Path.Combine(scratch.Folder, montage))).Expect(3);
        Assert.Contains("overwrite", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.Equal(before, Contents(scratch));
    }

    [Fact]
    public async Task A_montage_replaces_the_one_before_but_not_where_it_is_searched_with()
    {
        using Scratch scratch = Pictures();
        for (int i = 0; i < 2; i++) (await Search(scratch["q.png"], "--montage", scratch["m.png"])).Expect(0);
        (await Search(scratch["m.png"], "--montage", scratch["m.png"])).Expect(3);
        (await Search(scratch["q.png"], "--not", scratch["m.png"], "--montage", scratch["m.png"])).Expect(3);
        (await Search(scratch["m.png"], "--montage", scratch["n.png"])).Expect(0);
    }

    [Theory]
    [InlineData("--model", "q.png")]
    [InlineData("--model", "photo.jpg")]
    [InlineData("--vis", "q.png")]
    [InlineData("--vis", "photo.jpg")]
    [InlineData("--plot", "q.png")]
    [InlineData("--history", "q.png")]
    [InlineData("--history", "notes.json")]
    [InlineData("--model", "f.db")]
    public async Task Training_overwrites_nothing_that_is_not_its_own_and_says_so_before_it_begins(string option, string name)
    {
        using Scratch scratch = Pictures();
        File.WriteAllText(scratch["notes.json"], "{\"recipe\":{}}");
        File.Copy(made.Index, scratch["f.db"]);
        byte[][] before = Contents(scratch);
        string[] model = option == "--model" ? [] : ["--model", scratch["m.onnx"]];
        Outcome outcome = (await Lookalike.RunAsync(["train", scratch.Folder, .. model, option, scratch[name], .. Short])).Expect(3);
        Assert.Contains($"Will not overwrite {scratch[name]}", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch 1 ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Each becomes", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(scratch));
    }

    [Fact]
    public async Task Augment_and_demo_overwrite_no_picture_and_the_demo_no_index_of_pictures()
    {
        using Scratch scratch = Pictures();
        byte[] before = File.ReadAllBytes(scratch["q.png"]);
        (await Lookalike.RunAsync("augment", made.Dataset, "--sheet", scratch["q.png"])).Expect(3);
        Directory.CreateDirectory(scratch["demo"]);
        File.Copy(scratch["q.png"], scratch["demo/plot.png"]);
        (await Lookalike.RunAsync("demo", "--output", scratch["demo"])).Expect(3);
        Assert.Equal(before, File.ReadAllBytes(scratch["q.png"]));
        Assert.Equal(before, File.ReadAllBytes(scratch["demo/plot.png"]));

        (await Lookalike.RunAsync("index", scratch["q.png"], "--model", made.Model, "--index", scratch["own/features.db"])).Expect(0);
        Assert.Contains("is the index of", (await Lookalike.RunAsync("demo", "--output", scratch["own"])).Expect(3).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search", "--sample", "1", "--montage", "o/m.jpg")]
    [InlineData("search", "--sample", "1", "--montage", "o/m")]
    [InlineData("train", "mnist", "--vis", "o/v.jpeg")]
    [InlineData("train", "mnist", "--plot", "o/v.svg")]
    [InlineData("train", "mnist", "--model", "o/v.png")]
    [InlineData("augment", "mnist", "--sheet", "o/v.webp")]
    [InlineData("train", "mnist", "--vis", "o/v.png", "--plot", "o/v.png")]
    [InlineData("train", "mnist", "--vis", "o/v.png", "--plot", "o/x/../v.png")]
    [InlineData("search", "--sample", "1", "--montage", "")]
    [InlineData("train", "mnist", "--model", "")]
    [InlineData("train", "mnist", "--model", "o/m", "--history", "o/m")]
    [InlineData("train", "mnist", "--model", "o/m", "--history", "o/m.checkpoint")]
    public async Task A_wrong_extension_and_two_outputs_in_one_place_are_bad_usage(params string[] arguments)
    {
        using var scratch = new Scratch();
        Outcome outcome = (await Lookalike.RunAsync([.. arguments.Select(a => a.StartsWith("o/", StringComparison.Ordinal) ? scratch[a] : a)])).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task Two_names_of_one_file_are_one_place()
    {
        using var scratch = new Scratch();
        File.CreateSymbolicLink(scratch["a.png"], scratch["b.png"]);
        Assert.Contains("one file", (await Lookalike.RunAsync("train", made.Dataset, "--model", scratch["m.onnx"], "--vis", scratch["a.png"], "--plot", scratch["b.png"])).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_written_through_and_a_mode_is_kept()
    {
        using Scratch scratch = Pictures();
        File.CreateSymbolicLink(scratch["m.png"], scratch["target.png"]);
        (await Search(scratch["q.png"], "--montage", scratch["m.png"])).Expect(0);
        Assert.Equal(scratch["target.png"], new FileInfo(scratch["m.png"]).LinkTarget);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(scratch["target.png"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Search(scratch["q.png"], "--montage", scratch["m.png"])).Expect(0);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scratch["target.png"]));
    }

    [Fact]
    public async Task A_device_and_a_pipe_are_refused_and_a_disk_in_memory_is_not()
    {
        using Scratch scratch = Pictures();
        (await Lookalike.ShellAsync("mkfifo \"$1\"", scratch["pipe.png"])).Expect(0);
        Assert.Contains("a device or a pipe", (await Search(scratch["q.png"], "--montage", scratch["pipe.png"])).Expect(3).Error, StringComparison.Ordinal);
        Assert.Contains("a device or a pipe", (await Lookalike.RunAsync("index", scratch["q.png"], "--model", made.Model, "--index", "/dev/null")).Expect(3).Error, StringComparison.Ordinal);
        if (!Directory.Exists("/dev/shm")) return;
        DirectoryInfo memory = Directory.CreateDirectory($"/dev/shm/lookalike-{Path.GetRandomFileName()}");
        try
        {
            (await Lookalike.RunAsync("index", scratch["q.png"], "--model", made.Model, "--index", Path.Combine(memory.FullName, "f.db"))).Expect(0);
        }
        finally
        {
            memory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_this_program_drew_is_neither_indexed_nor_learned_from_and_that_is_said()
    {
        using var scratch = new Scratch();
        DrawnPictures.Write(scratch["photos"], 6);
        (await Search(DrawnPictures.Name(scratch["photos"], 0), "--montage", scratch["photos/results.png"])).Expect(0);
        JsonElement indexed = (await Lookalike.RunAsync("index", scratch["photos"], "--model", made.Model, "--index", scratch["f.db"], "--json")).Expect(0).Json;
        Assert.Equal((6, 0, 1), (indexed.GetProperty("encoded").GetInt32(), indexed.GetProperty("failed").GetInt32(), indexed.GetProperty("results").GetInt32()));
        Outcome again = (await Lookalike.RunAsync("index", scratch["photos"], "--model", made.Model, "--index", scratch["f.db"])).Expect(0);
        Assert.Contains("0 failed, 1 passed over (drawn by this program)", again.Output, StringComparison.Ordinal);

        var environment = new Dictionary<string, string?> { ["LOOKALIKE_DATA"] = scratch["cache"] };
        Outcome trained = (await Lookalike.RunAsync(environment, ["train", scratch["photos"], "--model", scratch["m.onnx"], .. Short, "--json"])).Expect(0);
        Assert.Equal(6, trained.Json.GetProperty("pictures").GetProperty("count").GetInt32());
        Assert.Contains("1 that this program drew", trained.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_keeps_the_model_of_the_first_and_says_so()
    {
        using var scratch = new Scratch();
        string[] train = ["train", made.Dataset, "--model", scratch["m.onnx"], "--vis", scratch["v.png"], "--plot", scratch["p.png"], "--history", scratch["h.json"], .. Short];
        (await Lookalike.RunAsync(train)).Expect(0);
        byte[] first = File.ReadAllBytes(scratch["m.onnx"]);
        Outcome second = (await Lookalike.RunAsync(train)).Expect(0);
        Assert.Contains(scratch["m.previous.onnx"], second.Error, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(scratch["m.previous.onnx"]));
        Assert.Equal(["h.json", "m.onnx", "m.onnx.run.jsonl", "m.previous.onnx", "p.png", "v.png"], scratch.Names);
    }

    [Fact]
    public async Task A_second_run_on_one_model_is_refused_while_the_first_lasts_and_a_killed_one_holds_nothing()
    {
        using var scratch = new Scratch();
        string[] longer = ["train", made.Dataset, "--model", scratch["m.onnx"], "--objective", "reconstruction", "--epochs", "10000", "--batch-size", "32", "--latent", "4", "--threads", "1"];
        using ChildProcess first = Lookalike.Start(longer);
        try
        {
            await first.ReachAsync("epoch 1 ");
            Outcome second = (await Lookalike.RunAsync(["train", made.Dataset, "--model", scratch["m.onnx"], .. Short])).Expect(3);
            Assert.Contains("another process", second.Error, StringComparison.Ordinal);
        }
        finally
        {
            await first.KillAsync();
        }

        File.WriteAllText(scratch["m.onnx.checkpoint.abcdefgh.ijk.tmp"], "left by a run that was killed while it saved");
        (await Lookalike.RunAsync(["train", made.Dataset, "--model", scratch["m.onnx"], .. Short])).Expect(0);
        Assert.Equal(["m.onnx", "m.onnx.run.jsonl"], scratch.Names);
    }

    [Fact]
    public async Task A_closed_terminal_keeps_a_checkpoint_and_nohup_goes_on()
    {
        using var scratch = new Scratch();
        string[] train = ["train", made.Dataset, "--model", scratch["m.onnx"], "--objective", "reconstruction", "--epochs", "10000", "--batch-size", "32", "--latent", "4", "--threads", "1"];
        using ChildProcess run = Lookalike.Start(train);
        await run.ReachAsync("epoch 1 ");
        run.Signal("HUP");
        Outcome stopped = (await run.FinishAsync()).Expect(130);
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(["m.onnx.checkpoint", "m.onnx.run.jsonl"], scratch.Names);

        // The shell hands on that the signal is ignored, as nohup does.
        using ChildProcess ignoring = ChildProcess.Start("/bin/sh", ["-c", "trap '' HUP; exec \"$0\" \"$@\"", Lookalike.Path, .. train[..3], scratch["n.onnx"], .. train[4..7], "40", .. train[8..]]);
        await ignoring.ReachAsync("epoch 1 ");
        ignoring.Signal("HUP");
        (await ignoring.FinishAsync()).Expect(0);
    }

    [Fact]
    public async Task A_list_of_a_runs_pictures_that_no_run_wrote_is_refused()
    {
        using var scratch = new Scratch();
        DrawnPictures.Write(scratch["photos"], 6);
        var environment = new Dictionary<string, string?> { ["LOOKALIKE_DATA"] = scratch["cache"] };
        string[] train = ["train", scratch["photos"], "--model", scratch["m.onnx"], "--objective", "reconstruction", "--epochs", "10000", "--batch-size", "2", "--latent", "4", "--threads", "1", "--fit", "pad"];
        using ChildProcess run = Lookalike.Start(environment, train);
        await run.ReachAsync("epoch 1 ");
        run.Signal("TERM");
        (await run.FinishAsync()).Expect(130);
        string path = scratch["m.onnx.checkpoint.pictures"], whole = File.ReadAllText(path);
        foreach ((string found, string crafted) in new[]
        {
            ("\"path\":", "\"path\":null,\"x\":"), ("\"path\":\"", "\"path\":\"rela/tive"), ("\"include\":[]", "\"include\":[null]"), ("\"exclude\":[]", "\"exclude\":null"),
            ("\"maxPixels\":", "\"maxPixels\":-"), ("\"fit\":\"Pad\"", "\"fit\":77"), ("\"cache\":", "\"cache\":\"\",\"x\":"), ("\"checksum\":", "\"checksum\":null,\"x\":"), ("\"request\":{", "\"request\":7,\"x\":{"),
        })
        {
            File.WriteAllText(path, whole.Replace(found, crafted, StringComparison.Ordinal));
            Assert.NotEqual(whole, File.ReadAllText(path));
            Assert.Contains(path, (await Lookalike.RunAsync(environment, "train", "--model", scratch["m.onnx"], "--resume")).Expect(3).Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("index")]
    [InlineData("temporary files")]
    public async Task A_full_disk_is_bad_input_whatever_was_written_and_the_full_one_is_named(string full)
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["disk"]);
        Directory.CreateDirectory(scratch["many"]);
        byte[] pixels = new byte[5000 * DrawnDataset.Size * DrawnDataset.Size];
        new Random(1).NextBytes(pixels);
        foreach (string split in new[] { "train", "t10k" })
        {
            IdxFile.WriteImages(scratch[$"many/{split}-images-idx3-ubyte"], new PixelShape(1, DrawnDataset.Size, DrawnDataset.Size), pixels);
            IdxFile.WriteLabels(scratch[$"many/{split}-labels-idx1-ubyte"], new byte[5000]);
        }

        bool temporary = full != "index";
        string script = "exec unshare -rm sh -c 'mount -t tmpfs -o size=48k none \"$1/disk\" && "
            + (temporary ? "head -c 100000 /dev/zero > \"$1/disk/fill\" 2>/dev/null; TMPDIR=\"$1/disk\" exec \"$0\" index \"$2\" --model \"$3\" --index \"$1/f.db\"" : "exec \"$0\" index \"$2\" --model \"$3\" --index \"$1/disk/f.db\"")
            + "' \"$0\" \"$1\" \"$2\" \"$3\"";
        Outcome outcome = await Lookalike.ShellAsync(script, scratch.Folder, scratch["many"], made.Model);
        outcome.Expect(3);
        Assert.Contains(temporary ? $"temporary files, '{scratch["disk"]}', is full" : $"The disk that holds '{scratch["disk/f.db"]}' is full", outcome.Error, StringComparison.Ordinal);
    }

    private static Scratch Pictures()
    {
        var scratch = new Scratch();
        foreach ((string name, int seed) in new[] { ("q.png", 1), ("other.png", 2), ("third.png", 3) }) DrawnPictures.Draw(scratch[name], seed);
        TrainingPictures.Draw(scratch["photo.jpg"], 30, 20, seed: 4);
        File.WriteAllText(scratch["text.png"], "no picture");
        File.CreateSymbolicLink(scratch["link.png"], scratch["q.png"]);
        return scratch;
    }

    private static byte[][] Contents(Scratch scratch) => [.. Directory.GetFiles(scratch.Folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private Task<Outcome> Search(string query, params string[] arguments) =>
        Lookalike.RunAsync(["search", query, "--model", made.Model, "--index", made.Index, "--top", "2", .. arguments]);
}
