namespace Lookalike.EndToEnd.Tests;

/// <summary>Folders and index files that cannot be read or written.</summary>
public sealed class FolderIndexSafetyTests : IClassFixture<TrainedIndex>, IDisposable
{
    // The administrator reads and writes what nobody may, unless that right is given up.
    private const string WithoutPrivileges = "if [ \"$(id -u)\" = 0 ]; then exec setpriv --bounding-set=-dac_override,-dac_read_search \"$0\" \"$@\"; else exec \"$0\" \"$@\"; fi";

    private readonly TrainedIndex _made;
    private readonly Scratch _scratch = new();

    public FolderIndexSafetyTests(TrainedIndex made)
    {
        _made = made;
        DrawnPictures.Write(Pictures, 4);
    }

    private string Pictures => _scratch["pictures"];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_file_and_a_folder_that_this_user_may_not_read_keep_their_records()
    {
        DrawnPictures.Write(Path.Combine(Pictures, "below"), 3);
        (await IndexAsync("--json")).Expect(0);
        string file = DrawnPictures.Name(Pictures, 1), folder = Path.Combine(Pictures, "below");
        DateTime written = File.GetLastWriteTimeUtc(file);
        File.SetLastWriteTimeUtc(file, written.AddHours(1)); // one that is as recorded is not opened
        try
        {
            await ChangeModeAsync("000", file, folder);

            Outcome outcome = (await IndexAsync("--json")).Expect(5);

            Assert.Equal((0, 3, 2), (Count(outcome, "removed"), Count(outcome, "unchanged"), Count(outcome, "failed")));
        }
        finally
        {
            await ChangeModeAsync("700", file, folder);
            File.SetLastWriteTimeUtc(file, written);
        }

        Assert.Equal(7, Count((await IndexAsync("--json")).Expect(0), "unchanged"));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_to_is_refused_before_a_picture_is_read()
    {
        File.WriteAllText(Path.Combine(Pictures, "broken.png"), "a text");
        string folder = Directory.CreateDirectory(_scratch["closed"]).FullName;
        await ChangeModeAsync("500", folder);

        Outcome outcome = (await Lookalike.ShellAsync(WithoutPrivileges, "index", Pictures, "--model", _made.Model, "--index", Path.Combine(folder, "f.db"))).Expect(3);

        Assert.Contains("Cannot write", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("broken.png", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_index_is_refused_before_a_picture_is_read_and_stays_as_it_is()
    {
        (await IndexAsync()).Expect(0);
        File.WriteAllText(Path.Combine(Pictures, "broken.png"), "a text");
        new FileInfo(_scratch["f.db"]).IsReadOnly = true;
        byte[] before = File.ReadAllBytes(_scratch["f.db"]);

        Outcome outcome = (await IndexAsync()).Expect(3);

        Assert.Contains("read-only", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("broken.png", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_scratch["f.db"]));
    }

    [Fact]
    public async Task A_second_writer_is_told_to_wait()
    {
        using FileStream held = new(_scratch["f.db.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("another process", (await IndexAsync()).Expect(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_what_was_committed_before_is_kept()
    {
        DrawnPictures.Write(Pictures, 1200);
        string disk = Directory.CreateDirectory(_scratch["disk"]).FullName;

        // The disk is seen by this one process: what it holds is copied from it before that ends.
        Outcome outcome = await Lookalike.ShellAsync(
            "exec unshare -rm sh -c 'mount -t tmpfs -o size=600k none \"$1\" && { \"$0\" index \"$2\" --model \"$3\" --index \"$1/f.db\"; code=$?; cp \"$1\"/f.db* \"$4\"; exit $code; }' \"$0\" \"$@\"",
            disk,
            Pictures,
            _made.Model,
            _scratch.Folder);

        Assert.Contains("is full", outcome.Expect(3).Error, StringComparison.Ordinal);
        Outcome next = (await IndexAsync("--json")).Expect(0);
        Assert.InRange(Count(next, "unchanged"), 1, 1199);
        Assert.Equal(1200, Count(next, "unchanged") + Count(next, "encoded"));
    }

    private static async Task ChangeModeAsync(string mode, params string[] paths) =>
        (await ChildProcess.RunAsync("/bin/chmod", [mode, .. paths])).Expect(0);

    private static int Count(Outcome outcome, string name) => outcome.Json.GetProperty(name).GetInt32();

    private Task<Outcome> IndexAsync(params string[] more) =>
        Lookalike.ShellAsync(WithoutPrivileges, ["index", Pictures, "--model", _made.Model, "--index", _scratch["f.db"], .. more]);
}
