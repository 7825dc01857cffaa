namespace Lookalike.Imaging.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_parent_folder_is_made_and_nothing_else_is_left_in_it()
    {
        string path = Path.Combine(_folder.Path, "a", "b", "sheet.png");

        AtomicFile.Write(path, [1, 2, 3]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void An_existing_file_is_replaced()
    {
        string path = _folder.File("sheet.png");
        File.WriteAllBytes(path, new byte[100]);

        AtomicFile.Write(path, [7]);

        Assert.Equal([7], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        string taken = _folder.File("folder");
        Directory.CreateDirectory(taken);

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(taken, [1]));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
