using Lookalike.Core.Files;

namespace Lookalike.Core.Tests.Files;

public sealed class AbandonedFilesTests : IDisposable
{
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_killed_run_left_is_deleted_and_nothing_else()
    {
        string[] left = ["a.png.abcdefgh.ijk.tmp", "a.png.012345ab.0zz.tmp"];
        string[] others = ["a.png", "a.png.tmp", "a.png.mine.tmp", "b.png.abcdefgh.ijk.tmp", "a.png.abcdefgh.ijk.old", "a.png.Abcdefgh.ijk.tmp", "xa.png.abcdefgh.ijk.tmp"];
        foreach (string name in left.Concat(others)) File.WriteAllText(_folder[name], "left");

        AbandonedFiles.Delete(_folder["a.png"]);

        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_being_written_stays()
    {
        using AtomicFile running = AtomicFile.Create(_folder["a.png"]);

        AbandonedFiles.Delete(_folder["a.png"]);
        running.Stream.WriteByte(1);
        running.Commit();

        Assert.Equal([1], File.ReadAllBytes(_folder["a.png"]));
    }

    [Fact]
    public void A_star_in_a_name_is_a_star()
    {
        File.WriteAllText(_folder["ab.png.abcdefgh.ijk.tmp"], "another's");
        File.WriteAllText(_folder["a*.png.abcdefgh.ijk.tmp"], "left");

        AbandonedFiles.Delete(_folder["a*.png"]);

        Assert.Equal(["ab.png.abcdefgh.ijk.tmp"], Directory.GetFiles(_folder.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_fault() => AbandonedFiles.Delete(_folder["nowhere/a.png"]);

    [Fact]
    public void Writers_and_those_who_clear_up_do_not_harm_each_other()
    {
        // A writer that the system keeps waiting between letting a file go and naming it is no abandoned one, however busy the machine is.
        TimeSpan grace = TimeSpan.FromMinutes(20);
        string path = _folder["a.png"];
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            if (i % 100 == 99) AbandonedFiles.Delete(path, grace);
            else AtomicFile.Write(path, [42]);
        });
        Assert.Equal([42], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Folder));
    }
}
