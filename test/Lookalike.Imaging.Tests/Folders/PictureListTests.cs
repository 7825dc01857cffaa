using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Imaging.Tests.Folders;

public sealed class PictureListTests : IDisposable
{
    private readonly Scratch _folder = new();

    public PictureListTests()
    {
        Directory.CreateDirectory(_folder["sub"]);
        byte[] png = Drawn.Box(4, 4, [1], [2]).PngsaveBuffer();
        foreach (string name in (string[])["a.png", "sub/b", "sub/c d .png"]) File.WriteAllBytes(_folder[name], png);
        File.WriteAllText(_folder["notes.txt"], "Dear all,");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_are_taken_in_their_order_relative_to_the_folder_with_empty_lines_passed_over()
    {
        PictureFile[] files = [.. PictureFolder.FromList(new StringReader("sub/c d .png\r\n\na.png\nsub/../sub/b"), _folder.Folder)];

        Assert.Equal(["sub/c d .png", "a.png", "sub/b"], files.Select(file => file.RelativePath));
        Assert.Equal([_folder["sub/c d .png"], _folder["a.png"], _folder["sub/b"]], files.Select(file => file.Path));
        Assert.All(files, file => Assert.True(file.Fault is null && file.Length > 0));
    }

    [Fact]
    public void A_path_that_is_not_below_the_folder_stays_whole()
    {
        PictureFile[] files = [.. PictureFolder.FromList(new StringReader($"../a.png\n{_folder["a.png"]}\n{_folder["sub/b"]}"), _folder["sub"])];

        Assert.Equal([_folder["a.png"], "b"], files.Select(file => file.RelativePath));
    }

    [Fact]
    public void A_file_that_a_line_named_before_by_whatever_name_is_passed_over()
    {
        File.CreateSymbolicLink(_folder["link.png"], "a.png");
        Shell.HardLink(_folder["hard.png"], _folder["a.png"]);

        PictureFile[] files = [.. PictureFolder.FromList(new StringReader("sub/b\nlink.png\na.png\nhard.png\n./sub/b\nnone.png\nnone.png"), _folder.Folder)];

        Assert.Equal(["sub/b", "link.png", "none.png", "none.png"], files.Select(file => file.RelativePath));
    }

    [Fact]
    public void A_line_that_names_no_picture_is_reported_whatever_the_name()
    {
        PictureFile[] files = [.. PictureFolder.FromList(new StringReader("notes.txt\nnone.png\nsub\na\0b\na.png"), _folder.Folder)];

        Assert.Equal(
            [PictureFault.NotAPicture, PictureFault.Missing, PictureFault.Unreadable, PictureFault.Unreadable, null],
            files.Select(file => file.Fault?.Fault));
    }

    [Fact]
    public void Lines_are_read_as_pictures_are_asked_for()
    {
        using var lines = new StringReader("a.png\nsub/b\nnone.png");

        PictureFile first = PictureFolder.FromList(lines, _folder.Folder).First();

        Assert.Equal(("a.png", "sub/b"), (first.RelativePath, lines.ReadLine()));
    }
}
