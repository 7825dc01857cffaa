using Lookalike.Core.Files;

namespace Lookalike.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_parent_folder_is_made_and_nothing_else_is_left_in_it()
    {
        string path = Path.Combine(_folder.Folder, "a", "b", "sheet.png");

        AtomicFile.Write(path, [1, 2, 3]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void An_existing_file_is_replaced()
    {
        string path = _folder["sheet.png"];
        File.WriteAllBytes(path, new byte[100]);

        AtomicFile.Write(path, [7]);

        Assert.Equal([7], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        string taken = _folder["folder"];
        Directory.CreateDirectory(taken);

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(taken, [1]));

        Assert.Empty(Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_written()
    {
        Directory.CreateDirectory(_folder["far"]);
        File.WriteAllBytes(_folder["far/target"], [1]);
        File.CreateSymbolicLink(_folder["near"], _folder["far/target"]);
        File.CreateSymbolicLink(_folder["link"], "near");
        File.CreateSymbolicLink(_folder["dangling"], "far/new");

        AtomicFile.Write(_folder["link"], [7]);
        AtomicFile.Write(_folder["dangling"], [8]);

        Assert.Equal("near", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal([7], File.ReadAllBytes(_folder["far/target"]));
        Assert.Equal([8], File.ReadAllBytes(_folder["far/new"]));
        Assert.Equal(["new", "target"], Directory.GetFiles(_folder["far"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public void A_file_that_is_replaced_hands_its_mode_on(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows()) return;
        string path = _folder["sheet.png"];
        File.WriteAllBytes(path, [1]);
        File.SetUnixFileMode(path, mode);

        AtomicFile.Write(path, [7]);

        Assert.Equal(mode, File.GetUnixFileMode(path));
    }
}
