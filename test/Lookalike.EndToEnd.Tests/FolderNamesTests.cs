using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Files that have several names, a name or a time that nobody expects, or that are no pictures.</summary>
public sealed class FolderNamesTests(TrainedIndex made) : IClassFixture<TrainedIndex>, IDisposable
{
    private readonly Scratch _scratch = new();

    private string Pictures => _scratch["pictures"];

    public void Dispose()
    {
        Shell.Run("rm", "-rf", Pictures); // .NET cannot delete what it cannot name
        _scratch.Dispose();
    }

    [Fact]
    public async Task Links_are_no_duplicates()
    {
        DrawnPictures.Write(Pictures, 3);
        File.CreateSymbolicLink(Path.Combine(Pictures, "0-link.png"), "0001.png");
        Shell.HardLink(Path.Combine(Pictures, "hard.png"), DrawnPictures.Name(Pictures, 2));

        Outcome indexed = (await IndexAsync(Pictures)).Expect(0);

        Assert.Contains("3 encoded", indexed.Output, StringComparison.Ordinal);
        Assert.Contains("2 links passed over", indexed.Output, StringComparison.Ordinal);
        Outcome duplicates = (await Lookalike.RunAsync("duplicates", "--index", _scratch["f.db"], "--within", "0", "--json")).Expect(0);
        Assert.Empty(duplicates.Json.GetProperty("groups").EnumerateArray());
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_is_told_as_what_it_is_and_ends_with_5()
    {
        DrawnPictures.Write(Pictures, 2);
        Shell.CopyToNameThatIsNotUtf8(DrawnPictures.Name(Pictures, 0), Pictures);

        Outcome outcome = (await IndexAsync(Pictures)).Expect(5);

        Assert.Contains("2 encoded", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(@"caf\xE9.png", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("not valid UTF-8", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_picture_says_so_and_a_pattern_that_matches_nothing_too()
    {
        Directory.CreateDirectory(Pictures);
        File.WriteAllText(Path.Combine(Pictures, "a.doc"), "a text");

        Outcome outcome = (await IndexAsync(Pictures, "--exclude", "nothing/**")).Expect(0);

        Assert.Contains("No picture was found", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("1 .doc", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'nothing/**' matched nothing", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("1 other file passed over", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_takes_a_file_once_whatever_its_time_and_obeys_an_exclusion_with_the_full_path()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Shell.FolderInMemory, $"lookalike-{Guid.NewGuid():N}")).FullName;
        try
        {
            DrawnPictures.Write(folder, 8);
            Directory.CreateDirectory(Path.Combine(folder, "private"));
            DrawnPictures.Draw(Path.Combine(folder, "private/p.png"), 99);
            File.CreateSymbolicLink(Path.Combine(folder, "link.png"), "0001.png");
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "a text");
            Shell.SetTime(DrawnPictures.Name(folder, 3), 300_000_000_000);

            Outcome outcome = (await Lookalike.RunAsync(
                "train", folder, "--exclude", $"{folder}/private/**", "--exclude", "*.gif", "--model", _scratch["m.onnx"], "--epochs", "1", "--objective", "reconstruction", "--threads", "1")).Expect(0);

            Assert.Contains($"8 pictures in {folder}.", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("'*.gif' matched nothing", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("1 links to pictures", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("1 .txt", outcome.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_watched_folder_that_was_deleted_and_made_again_is_taken_up_and_that_is_said()
    {
        DrawnPictures.Write(Pictures, 2);
        using ChildProcess watch = Lookalike.Start("index", Pictures, "--watch", "--json", "--index", _scratch["f.db"], "--model", made.Model);
        Assert.Equal(2, (await NextAsync(watch)).GetProperty("encoded").GetInt32());
        Directory.Delete(Pictures, recursive: true);
        DrawnPictures.Write(Pictures, 3);

        int kept = 0;
        while (kept < 3)
        {
            JsonElement summary = await NextAsync(watch);
            Assert.InRange(summary.GetProperty("time").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
            Assert.True(summary.GetProperty("changes").TryGetProperty("encoded", out _));
            kept = summary.GetProperty("encoded").GetInt32() + summary.GetProperty("unchanged").GetInt32() + summary.GetProperty("touched").GetInt32();
        }

        watch.Signal("TERM");
        Assert.Contains($"The folder {Pictures} is", (await watch.FinishAsync()).Expect(0).Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> NextAsync(ChildProcess watch) => JsonSerializer.Deserialize<JsonElement>(await watch.NextLineAsync());

    private Task<Outcome> IndexAsync(string folder, params string[] more) =>
        Lookalike.RunAsync(["index", folder, "--index", _scratch["f.db"], "--model", made.Model, .. more]);
}
