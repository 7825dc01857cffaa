using System.Diagnostics;
using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

public sealed class FolderIndexTests : IClassFixture<TrainedIndex>, IDisposable
{
    private readonly TrainedIndex _made;
    private readonly Scratch _scratch = new();

    public FolderIndexTests(TrainedIndex made) => _made = made;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Pictures => _scratch["pictures"];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_folder_is_indexed_kept_in_step_and_searched()
    {
        DrawnPictures.Write(Pictures, 12);
        Assert.Equal("12 0 0 0", Counts(await IndexAsync(Pictures)));
        DrawnPictures.Draw(DrawnPictures.Name(Pictures, 3), 100);
        File.Move(DrawnPictures.Name(Pictures, 4), Path.Combine(Pictures, "renamed.png"));
        File.Delete(DrawnPictures.Name(Pictures, 5));

        Outcome outcome = await IndexAsync(Pictures);

        Assert.Equal("1 9 1 1", Counts(outcome));
        string[] keys = await NearestAsync(_scratch["f.db"], Path.Combine(Pictures, "renamed.png"), 20);
        Assert.Equal("pictures/renamed.png", keys[0]);
        Assert.Equal(11, keys.Length);
    }

    [Fact]
    public async Task Files_that_are_no_pictures_end_nothing_are_each_named_once_and_end_the_run_with_5()
    {
        DrawnPictures.Write(Pictures, 3);
        File.WriteAllText(Path.Combine(Pictures, "text.jpg"), "a text");
        File.WriteAllText(Path.Combine(Pictures, "empty.png"), "");
        File.WriteAllBytes(Path.Combine(Pictures, "cut.png"), File.ReadAllBytes(DrawnPictures.Name(Pictures, 0))[..60]);

        Outcome outcome = await RunAsync("index", Pictures, "--json");

        outcome.Expect(5);
        Assert.Equal("3 0 0 0", Counts(outcome));
        JsonElement[] failures = [.. outcome.Json.GetProperty("failures").EnumerateArray()];
        Assert.Equal(["broken", "empty", "notAPicture"], failures.Select(f => f.GetProperty("fault").GetString()));
        Assert.Equal(["cut.png", "empty.png", "text.jpg"], failures.Select(f => Path.GetFileName(f.GetProperty("path").GetString())));
        foreach (JsonElement failure in failures) Assert.Single(outcome.Error.Split('\n'), line => line.Contains(failure.GetProperty("message").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_each_format_that_is_not_read_one_file_is_named_and_each_where_that_is_asked_for()
    {
        DrawnPictures.Write(Pictures, 1);
        byte[] jxl = [0, 0, 0, 12, .. "JXL "u8, 0x0D, 0x0A, 0x87, 0x0A, .. new byte[100]], xcf = [.. "gimp xcf v011"u8, .. new byte[100]];
        for (int i = 0; i < 12; i++) File.WriteAllBytes(Path.Combine(Pictures, $"IMG_{i:00}.{(i < 6 ? "jxl" : "JXL")}"), jxl);
        File.WriteAllBytes(Path.Combine(Pictures, "drawing.tif"), xcf);

        string[] lines = Named((await RunAsync("index", Pictures)).Expect(5));
        Assert.Equal(2, lines.Length);
        Assert.Single(lines, line => line.Contains("drawing.tif", StringComparison.Ordinal));
        Assert.EndsWith(" The same holds for 11 other .jxl files; --verbose names them.", lines.Single(line => line.Contains("JPEG XL", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(13, Named((await RunAsync("index", Pictures, "--verbose")).Expect(5)).Length);

        static string[] Named(Outcome outcome) => [.. outcome.Error.Split('\n').Where(line => line.Contains("not supported", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task What_a_camera_writes_is_indexed_and_found()
    {
        DrawnPictures.Write(Pictures, 4);
        string raw = Path.Combine(Pictures, "DSC_0001.DNG"), query = _scratch["query.png"];
        File.WriteAllBytes(raw, DrawnRaw.Write(128, 96, (x, y) => ((ushort)(x * 400), (ushort)(y * 500), (ushort)((128 - x) * 300))));
        Assert.Equal(5, (await RunAsync("index", Pictures, "--json")).Expect(0).Json.GetProperty("encoded").GetInt32());

        JsonElement hit = (await RunAsync("search", raw, "--top", "1", "--json", "--montage", query)).Expect(0).Json.GetProperty("queries")[0].GetProperty("hits")[0];
        Assert.Equal(raw, hit.GetProperty("path").GetString());
        Assert.InRange(hit.GetProperty("distance").GetDouble(), 0, 1e-4);

        // Raw data that is not known: the preview, which is the first of the drawn pictures here, and that is said.
        string newer = Path.Combine(Pictures, "DSC_0002.DNG"), drawn = Directory.GetFiles(Pictures, "*.png").Order(StringComparer.Ordinal).First();
        byte[] preview;
        using (NetVips.Image picture = NetVips.Image.NewFromFile(drawn)) preview = picture.JpegsaveBuffer(q: 95);
        File.WriteAllBytes(newer, [.. DrawnRaw.Write(128, 96, (_, _) => default, coding: 52546), .. preview]);
        Outcome again = (await RunAsync("index", Pictures)).Expect(0);
        Assert.Contains("The raw data of 1 camera file is of a kind that is not known here: the preview in it stands for it.", again.Error, StringComparison.Ordinal);
        Outcome search = (await RunAsync("search", newer, "--top", "2", "--json")).Expect(0);
        Assert.Contains("searched with the preview in it", search.Error, StringComparison.Ordinal);
        Assert.Contains(drawn, search.Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Fifty_kills_lose_nothing_that_was_committed_and_leave_the_index_of_a_run_that_was_let_alone()
    {
        const int Count = 1000, Kills = 50, KillsBetweenChecks = 2;
        DrawnPictures.Write(Pictures, Count);
        long start = Stopwatch.GetTimestamp();
        (await RunAsync("index", Pictures, "--index", _scratch["first.db"])).Expect(0);
        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        var random = new Random(11);
        int left = Count;
        for (int kill = 1; kill <= Kills; kill++)
        {
            await KillAsync(whole * 0.6 * random.NextDouble());
            if (kill % KillsBetweenChecks != 0) continue;
            int before = left;
            left = await LeftAsync();
            Assert.True(left <= before, $"after {kill} kills {left} pictures are to be encoded; expected at most {before}");
            if (left > 0) continue;

            // All is done: begin again with other pictures, so that there is something to kill.
            for (int i = 0; i < Count; i++) DrawnPictures.Draw(DrawnPictures.Name(Pictures, i), random.Next());
            left = Count;
        }

        int last = await LeftAsync();
        Outcome end = await IndexAsync(Pictures);
        Assert.Equal(last, end.Json.GetProperty("encoded").GetInt32());
        Assert.Equal(Count, end.Json.GetProperty("encoded").GetInt32() + end.Json.GetProperty("unchanged").GetInt32());
        (await RunAsync("index", Pictures, "--index", _scratch["fresh.db"])).Expect(0);
        await EqualAsync(_scratch["fresh.db"], _scratch["f.db"], Count);
    }

    [Fact]
    public async Task A_watch_says_what_it_did_and_when()
    {
        DrawnPictures.Write(Pictures, 2);
        using ChildProcess watch = Lookalike.Start(Arguments("index", Pictures, "--watch"));
        const string Time = @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ";
        Assert.Matches(Time + ".*2 encoded", await watch.NextLineAsync());
        await watch.ReachAsync("Watching");

        Directory.Move(DrawnPictures.Name(Pictures, 0), Path.Combine(Pictures, "new name.png"));
        Assert.Matches(Time + "moved   pictures/0000.png -> pictures/new name.png$", await watch.NextLineAsync());
        Assert.Matches(Time + ".*0 encoded, 1 unchanged, 1 moved", await watch.NextLineAsync());
        File.Delete(Path.Combine(Pictures, "new name.png"));
        Assert.Matches(Time + "removed pictures/new name.png$", await watch.NextLineAsync());
        watch.Signal("INT");
        (await watch.FinishAsync()).Expect(0);
    }

    [Fact]
    public async Task A_watch_sees_an_added_a_changed_and_a_removed_file_leaves_the_index_to_others_and_ends_well_when_told_to()
    {
        DrawnPictures.Write(Pictures, 3);
        using ChildProcess watch = Lookalike.Start(Arguments("index", Pictures, "--watch", "--json", "--quiet"));
        Assert.Equal("3 0 0 0", Counts(await NextAsync(watch)));
        string added = DrawnPictures.Name(Pictures, 3);

        Put(added, 3);
        Assert.Equal("1 3 0 0", await NextChangeAsync(watch));
        Put(added, 33);
        Assert.Equal("1 3 0 0", await NextChangeAsync(watch));
        Assert.Equal("0 4 0 0", Counts(await IndexAsync(Pictures)));
        Assert.Equal(4, (await NearestAsync(_scratch["f.db"], added, 9)).Length);
        File.Delete(added);
        Assert.Equal("0 3 0 1", await NextChangeAsync(watch));

        watch.Signal("TERM");
        (await watch.FinishAsync()).Expect(0);
    }

    [Fact]
    public async Task A_dry_run_names_what_would_be_done_and_makes_no_index()
    {
        DrawnPictures.Write(Pictures, 2);

        Outcome outcome = (await RunAsync("index", Pictures, "--dry-run")).Expect(0);

        Assert.StartsWith("encode  pictures/0000.png", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("would be: 2 encoded", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("f.db", _scratch.Names);
    }

    [Fact]
    public async Task Paths_come_from_standard_input_and_from_a_list_and_nothing_else_is_touched()
    {
        DrawnPictures.Write(Pictures, 4);
        await IndexAsync(Pictures);
        for (int i = 0; i < 4; i++) DrawnPictures.Draw(DrawnPictures.Name(Pictures, i), 50 + i);

        Outcome piped = await Lookalike.ShellAsync(
            "printf '%s\\n\\n%s\\n' \"$3/0000.png\" \"$3/0001.png\" | \"$0\" index - --model \"$1\" --index \"$2\" --json", _made.Model, _scratch["f.db"], Pictures);
        Assert.Equal("2 0 0 0", Counts(piped.Expect(0)));
        File.WriteAllText(Path.Combine(Pictures, "list.txt"), "0002.png\n");
        Assert.Equal("1 0 0 0", Counts((await RunAsync("index", "--list", Path.Combine(Pictures, "list.txt"), "--json")).Expect(0)));
        Assert.Equal("1 3 0 0", Counts(await IndexAsync(Pictures)));
    }

    [Fact]
    public async Task Records_are_dropped_by_path_key_and_root_and_the_files_stay()
    {
        DrawnPictures.Write(Pictures, 4);
        await IndexAsync(Pictures);

        Assert.Equal("0 2 0 2", Counts((await RunAsync("index", "--remove", "pictures/0000.png", "--remove", DrawnPictures.Name(Pictures, 1), "--json")).Expect(0)));
        Assert.Contains("nothing of 'photos'", (await RunAsync("index", "--remove", "photos")).Expect(3).Error, StringComparison.Ordinal);
        Assert.Equal("0 0 0 2", Counts((await RunAsync("index", "--remove", "pictures", "--json")).Expect(0)));
        Assert.Equal(4, Directory.GetFiles(Pictures).Length);
    }

    [Fact]
    public async Task A_root_that_shows_nothing_is_refused_with_3_and_keeps_its_records()
    {
        DrawnPictures.Write(Pictures, 2);
        await IndexAsync(Pictures);
        Directory.Move(Pictures, _scratch["away"]);
        Directory.CreateDirectory(Pictures);

        Assert.Contains("mounted", (await RunAsync("index", Pictures)).Expect(3).Error, StringComparison.Ordinal);

        Directory.Delete(Pictures);
        Directory.Move(_scratch["away"], Pictures);
        Assert.Equal("0 2 0 0", Counts(await IndexAsync(Pictures)));
    }

    [Fact]
    public async Task A_slip_of_the_pen_is_refused_with_3() =>
        Assert.Contains("nothing to index", (await RunAsync("index", _scratch["pictures/nowhere"])).Expect(3).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("index")]
    [InlineData("index", "-", "-")]
    [InlineData("index", "a.png", "--split", "all")]
    [InlineData("index", "a.png", "--as", "name")]
    [InlineData("index", "a.png", "--watch")]
    [InlineData("index", "/tmp", "--watch", "--dry-run")]
    [InlineData("index", "mnist", "--dry-run")]
    [InlineData("index", "mnist", "/tmp")]
    [InlineData("index", "mnist", "--exclude", "*")]
    [InlineData("index", "/tmp", "--remove", "a")]
    [InlineData("index", "/tmp", "--max-pixels", "0")]
    public async Task What_makes_no_sense_together_ends_with_2(params string[] arguments)
    {
        Outcome outcome = (await Lookalike.RunAsync(arguments)).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    private static string Counts(Outcome outcome) => Counts(outcome.Json);

    /// <summary>How many were encoded, unchanged, moved and removed.</summary>
    private static string Counts(JsonElement json) => string.Join(' ', new[] { "encoded", "unchanged", "moved", "removed" }.Select(name => json.GetProperty(name).GetInt32()));

    /// <summary>The counts of the next run that found a change: where notices come late, or a minute has gone by, there are runs that find none.</summary>
    private static async Task<string> NextChangeAsync(ChildProcess watch)
    {
        while (true)
        {
            string counts = Counts(await NextAsync(watch));
            if (!counts.StartsWith("0 ", StringComparison.Ordinal) || !counts.EndsWith(" 0 0", StringComparison.Ordinal)) return counts;
        }
    }

    /// <summary>Draws a picture, and puts it in its place at once: a watch never meets half of it.</summary>
    private void Put(string path, int seed)
    {
        DrawnPictures.Draw(_scratch["beside.png"], seed);
        File.Move(_scratch["beside.png"], path, overwrite: true);
    }

    private static async Task<JsonElement> NextAsync(ChildProcess watch) => JsonSerializer.Deserialize<JsonElement>(await watch.NextLineAsync());

    /// <summary>Kills a run so long after it has taken the index for itself.</summary>
    private async Task KillAsync(TimeSpan after)
    {
        File.Delete(_scratch["f.db.lock"]);
        using ChildProcess run = Lookalike.Start(Arguments("index", Pictures));
        while (!File.Exists(_scratch["f.db.lock"]) && !run.HasEnded) await Task.Delay(5, Token);
        await Task.Delay(after, Token);
        await run.KillAsync();
    }

    private async Task<int> LeftAsync() => (await RunAsync("index", Pictures, "--dry-run", "--json")).Expect(0).Json.GetProperty("encoded").GetInt32();

    private string[] Arguments(params string[] arguments) =>
        [.. arguments, .. arguments.Contains("--index") ? Array.Empty<string>() : ["--index", _scratch["f.db"]], "--model", _made.Model];

    private Task<Outcome> RunAsync(params string[] arguments) => Lookalike.RunAsync(Arguments(arguments));

    private async Task<Outcome> IndexAsync(string folder) => (await RunAsync("index", folder, "--json")).Expect(0);

    private async Task<string[]> NearestAsync(string index, string query, int top) =>
        [.. (await HitsAsync(index, [query], top))[0].Select(hit => hit.Key)];

    /// <summary>The hits of each query, nearest first.</summary>
    private async Task<(string Key, double Distance)[][]> HitsAsync(string index, string[] queries, int top)
    {
        Outcome outcome = (await RunAsync(["search", "--index", index, "--top", $"{top}", "--json", "--query", .. queries])).Expect(0);
        return
        [
            .. outcome.Json.GetProperty("queries").EnumerateArray().Select(query => query.GetProperty("hits").EnumerateArray()
                .Select(hit => (hit.GetProperty("key").GetString()!, hit.GetProperty("distance").GetDouble())).ToArray()),
        ];
    }

    /// <summary>Two indexes hold the same pictures, each once, and the same vectors: they are as far from nine of the pictures, and a latent has eight values.</summary>
    private async Task EqualAsync(string expected, string found, int count)
    {
        string[] queries = [.. Enumerable.Range(0, 9).Select(i => DrawnPictures.Name(Pictures, i * count / 9))];
        var first = await HitsAsync(expected, queries, count * 2);
        var second = await HitsAsync(found, queries, count * 2);
        for (int i = 0; i < queries.Length; i++)
        {
            Assert.Equal(count, first[i].Length);
            Dictionary<string, double> distances = second[i].ToDictionary();
            Assert.Equal(first[i].Select(hit => hit.Key).Order(StringComparer.Ordinal), distances.Keys.Order(StringComparer.Ordinal));
            foreach ((string key, double distance) in first[i]) Assert.Equal(distance, distances[key], 1e-4);
        }
    }
}
