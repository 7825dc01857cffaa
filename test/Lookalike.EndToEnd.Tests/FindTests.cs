using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>From a folder of pictures to look-alikes in one command, and the library that it leaves.</summary>
public sealed class FindTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly Dictionary<string, string?> _environment;

    public FindTests()
    {
        _environment = new() { ["XDG_DATA_HOME"] = _scratch["data"], ["XDG_CACHE_HOME"] = _scratch["cache"], ["LOOKALIKE_CONFIG"] = _scratch["config.json"] };
        foreach ((string part, int first) in (IEnumerable<(string, int)>)[("2023", 0), ("2024", 8)])
        {
            Directory.CreateDirectory(_scratch[$"pictures/{part}"]);
            for (int i = first; i < first + 8; i++) IndexedFolder.Draw(_scratch[$"pictures/{part}/{IndexedFolder.NameOf(i)}"], i, 96, 64);
        }
    }

    private string Folder => _scratch["pictures"];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task One_command_trains_once_indexes_what_is_new_and_searches()
    {
        string query = Path.Combine(Folder, "2023", "03.png");
        Outcome first = (await FindAsync(Folder, query, "--top", "2", "--budget", "5s")).Expect(0);
        Assert.Contains("One is trained now, once", first.Error, StringComparison.Ordinal);
        Assert.Matches($"\n {{4}}1 +0\\.0000  .*2023/03\\.png\n", "\n" + first.Output.ReplaceLineEndings("\n"));

        string added = Path.Combine(Folder, "2024", "20.png");
        IndexedFolder.Draw(added, 20, 96, 64);
        Outcome second = (await FindAsync(Folder, added, "--top", "1", "--json")).Expect(0);
        Assert.DoesNotContain("trained", second.Error, StringComparison.Ordinal);
        Assert.Contains("1 encoded, 16 unchanged", second.Error, StringComparison.Ordinal);
        Assert.Equal(added, Hits(second)[0]);

        // The part of the folder, by the library of the whole.
        Outcome part = (await FindAsync(Path.Combine(Folder, "2024"), query, "--top", "20", "--json")).Expect(0);
        Assert.Equal(9, Hits(part).Length);
        Assert.All(Hits(part), path => Assert.Contains("/2024/", path, StringComparison.Ordinal));

        // Everything else finds the library without being told, from anywhere.
        Assert.Equal(query, Hits((await RunAsync("/", "search", query, "--top", "1", "--json")).Expect(0))[0]);
        Assert.Equal(query, Hits((await RunAsync("/", "search", query, "--top", "1", "--json", "--library", "pictures")).Expect(0))[0]);
        foreach (string[] command in (string[][])[["duplicates"], ["doctor"], ["index", Folder, "--library", Folder]])
            (await RunAsync(_scratch.Folder, command)).Expect(0);

        JsonElement listed = (await RunAsync("/", "libraries", "--json")).Expect(0).Json.GetProperty("libraries");
        Assert.Equal((1, Folder, true), (listed.GetArrayLength(), listed[0].GetProperty("folder").GetString(), listed[0].GetProperty("hasModel").GetBoolean()));
        (await RunAsync("/", "libraries", "--remove", Folder)).Expect(0);
        Assert.Contains("There is no library yet", (await RunAsync("/", "libraries")).Expect(0).Error, StringComparison.Ordinal);
        Assert.Equal(17, Directory.GetFiles(Folder, "*.png", SearchOption.AllDirectories).Length);
        (await RunAsync("/", "search", query)).Expect(4);
    }

    [Fact]
    public async Task A_library_beside_the_pictures_goes_where_they_go()
    {
        (await FindAsync(Folder, "--here", "--budget", "5s")).Expect(0);
        string moved = _scratch["moved"];
        Directory.Move(Folder, moved);
        Outcome found = (await FindAsync(moved, Path.Combine(moved, "2024", "09.png"), "--top", "1", "--json")).Expect(0);
        Assert.DoesNotContain("trained", found.Error, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(moved, "2024", "09.png"), Hits(found)[0]);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task An_index_of_another_model_is_made_anew()
    {
        (await FindAsync(Folder, "--budget", "5s")).Expect(0);
        (await RunAsync("/", "train", Folder, "--library", Folder, "--epochs", "2", "--objective", "reconstruction", "--no-verdict")).Expect(0);
        Outcome again = (await FindAsync(Folder, Path.Combine(Folder, "2023", "01.png"), "--top", "1")).Expect(0);
        Assert.Contains("is made anew", again.Error, StringComparison.Ordinal);
        Assert.Contains("2023/01.png", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_that_was_stopped_goes_on()
    {
        using (ChildProcess run = Lookalike.Start(_environment, "find", Folder, "--verbose"))
        {
            await run.ReachAsync("epoch 2");
            run.Signal("INT");
            (await run.FinishAsync()).Expect(130);
        }

        Outcome found = (await FindAsync(Folder, Path.Combine(Folder, "2023", "01.png"), "--top", "1", "--verbose")).Expect(0);
        Assert.DoesNotContain("epoch 1 ", found.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("begins anew", found.Error, StringComparison.Ordinal);
        Assert.Contains("2023/01.png", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_found_leaves_no_library()
    {
        (await FindAsync(Path.Combine(Folder, "2023", "00.png"))).Expect(3);
        (await FindAsync(_scratch["nowhere"])).Expect(3);
        (await FindAsync(Folder, _scratch["nothing.png"])).Expect(3);
        Assert.False(Directory.Exists(_scratch["data"]));
    }

    [Fact]
    public async Task Settings_come_from_flags_then_the_environment_then_the_file()
    {
        File.WriteAllText(_scratch["config.json"], """{ "find": { "top": 3 }, "budget": "5s", "json": true }""");
        string query = Path.Combine(Folder, "2023", "03.png");
        Assert.Equal(3, Hits((await FindAsync(Folder, query)).Expect(0)).Length);
        _environment["LOOKALIKE_TOP"] = "2";
        Assert.Equal(2, Hits((await FindAsync(Folder, query)).Expect(0)).Length);
        Assert.Single(Hits((await FindAsync(Folder, query, "--top", "1")).Expect(0)));
        File.WriteAllText(_scratch["config.json"], "{ \"top\": ");
        Assert.Contains(_scratch["config.json"], (await FindAsync(Folder, query)).Expect(3).Error, StringComparison.Ordinal);
    }

    private static string[] Hits(Outcome outcome) =>
        [.. outcome.Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()!)];

    private Task<Outcome> FindAsync(params string[] arguments) => Lookalike.RunAsync(_environment, ["find", .. arguments]);

    private Task<Outcome> RunAsync(string folder, params string[] arguments) => ChildProcess.RunAsync(Lookalike.Path, arguments, _environment, folder);
}
