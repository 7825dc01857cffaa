using Lookalike.Application.Indexing;

namespace Lookalike.Application.Tests.Indexing;

public sealed class NameChoiceTests : IDisposable
{
    private readonly PictureFolderIndex _sample = new();

    private string Second => Directory.CreateDirectory(_sample.Beside("second")).FullName;

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_file_is_in_the_index_once_and_a_link_is_never_its_name()
    {
        string file = _sample.Draw("m.png", seed: 1);
        File.CreateSymbolicLink(InPictures("a.png"), file);
        Shell.HardLink(InPictures("z.png"), file);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((1, 0, 2), (summary.Encoded, summary.Copied, summary.OtherNames));
        Assert.Equal(["pictures/m.png"], await _sample.KeysAsync());
        IndexSummary again = await _sample.RunAsync();
        Assert.Equal((1, 0, 2, false), (again.Unchanged, again.FilesRead, again.OtherNames, again.ChangesAnything));
    }

    [Fact]
    public async Task A_record_under_the_name_of_a_link_goes_and_that_of_the_file_stays()
    {
        string file = _sample.Draw("m.png", seed: 1);
        foreach (string name in (string[])["a.png", "z.png"]) File.Copy(file, InPictures(name));
        await _sample.RunAsync();
        foreach (string name in (string[])["a.png", "z.png"]) File.Delete(InPictures(name));
        File.CreateSymbolicLink(InPictures("a.png"), file);
        Shell.HardLink(InPictures("z.png"), file);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, 1, 2), (summary.Encoded, summary.Unchanged, summary.Removed));
        Assert.Equal(["pictures/m.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_picture_that_becomes_a_link_to_its_new_place_keeps_its_vector_there()
    {
        string file = _sample.Draw("a.png", seed: 1), moved = InPictures("kept/b.png");
        await _sample.RunAsync();
        Directory.CreateDirectory(InPictures("kept"));
        File.Move(file, moved);
        File.CreateSymbolicLink(file, moved);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, 1), (summary.Encoded, summary.Moved));
        Assert.Equal(["pictures/kept/b.png"], await _sample.KeysAsync());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Over_two_folders_a_file_is_in_the_index_once_whatever_their_order(bool isLink, bool linkFirst)
    {
        string file = _sample.Draw("m.png", seed: 1);
        if (isLink) File.CreateSymbolicLink(Path.Combine(Second, "name.png"), file);
        else Shell.HardLink(Path.Combine(Second, "name.png"), file);
        string[] folders = linkFirst ? [Second, _sample.Pictures] : [_sample.Pictures, Second];

        IndexSummary summary = await _sample.RunAsync(new FolderSelection { Folders = folders });

        Assert.Equal((1, 1), (summary.Encoded, summary.OtherNames));
        Assert.Equal([isLink || !linkFirst ? "pictures/m.png" : "second/name.png"], await _sample.KeysAsync());
        Assert.False((await _sample.RunAsync(new FolderSelection { Folders = folders })).ChangesAnything);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_the_index_has_from_an_earlier_run_is_not_taken_again_from_another_folder(bool isLink)
    {
        string file = _sample.Draw("m.png", seed: 1);
        await _sample.RunAsync();
        if (isLink) File.CreateSymbolicLink(Path.Combine(Second, "name.png"), file);
        else Shell.HardLink(Path.Combine(Second, "name.png"), file);
        _sample.Draw(Path.Combine(Second, "own.png"), seed: 2);

        IndexSummary summary = await _sample.RunAsync(new FolderSelection { Folders = [Second] });

        Assert.Equal((1, 1), (summary.Encoded, summary.OtherNames));
        Assert.Equal(["pictures/m.png", "second/own.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_link_to_a_folder_of_another_root_adds_nothing()
    {
        _sample.Draw("m.png", seed: 1);
        _sample.Draw(Path.Combine(Second, "own.png"), seed: 2);
        Directory.CreateSymbolicLink(Path.Combine(Second, "all"), _sample.Pictures);

        await _sample.RunAsync(new FolderSelection { Folders = [Second, _sample.Pictures] });

        Assert.Equal(["pictures/m.png", "second/own.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task One_folder_under_two_names_is_one_root_and_that_is_said()
    {
        string file = _sample.Draw("m.png", seed: 1), link = _sample.Beside("link");
        Directory.CreateSymbolicLink(link, _sample.Pictures);
        var notices = new List<string>();

        IndexSummary summary = await _sample.RunAsync(new FolderSelection { Folders = [_sample.Pictures, link] }, new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal(1, summary.Encoded);
        Assert.Equal(["pictures/m.png"], await _sample.KeysAsync());
        Assert.Contains(link, Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal(1, (await _sample.RunFilesAsync(Path.Combine(link, "m.png"), file)).Unchanged);
    }

    [Fact]
    public async Task A_folder_in_another_one_is_a_part_of_it_by_its_true_path()
    {
        _sample.Draw("below/m.png", seed: 1);
        string link = _sample.Beside("link");
        Directory.CreateSymbolicLink(link, InPictures("below"));
        await _sample.RunAsync();
        Assert.Equal(1, (await _sample.RunAsync(new FolderSelection { Folders = [link] })).Unchanged);
        Assert.Equal(["pictures/below/m.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_root_that_was_named_by_a_link_is_taken_in_by_its_true_path()
    {
        _sample.Draw("below/m.png", seed: 1);
        string link = _sample.Beside("link");
        Directory.CreateSymbolicLink(link, InPictures("below"));
        await _sample.RunAsync(new FolderSelection { Folders = [link] });
        Assert.Equal(["link/m.png"], await _sample.KeysAsync());

        Assert.Equal(1, (await _sample.RunAsync()).Moved);
        Assert.Equal(["pictures/below/m.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task Of_single_files_that_are_one_the_one_that_is_no_link_is_taken()
    {
        string file = _sample.Draw("m.png", seed: 1), other = _sample.Draw("n.png", seed: 2);
        File.CreateSymbolicLink(InPictures("a.png"), file);
        Shell.HardLink(InPictures("z.png"), other);

        IndexSummary summary = await _sample.RunFilesAsync(InPictures("a.png"), file, other, InPictures("z.png"), file);

        Assert.Equal((2, 2), (summary.Encoded, summary.OtherNames));
        Assert.Equal(["pictures/m.png", "pictures/n.png"], await _sample.KeysAsync());
        Assert.Equal((0, 1), ((await _sample.RunFilesAsync(InPictures("z.png"))).Encoded, (await _sample.RunFilesAsync(InPictures("a.png"))).OtherNames));
        Assert.Equal(["pictures/m.png", "pictures/n.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_single_file_that_its_folder_passes_over_is_taken_beside_the_folder()
    {
        _sample.Draw("a.png", seed: 1);
        string hidden = _sample.Draw(".h.png", seed: 2);
        var both = new FolderSelection { Folders = [_sample.Pictures], Files = [hidden, InPictures("a.png")] };

        await _sample.RunAsync(both);

        Assert.Equal(["pictures/.h.png", "pictures/a.png"], await _sample.KeysAsync());
        Assert.Equal((2, 0), ((await _sample.RunAsync(both)).Unchanged, (await _sample.PreviewAsync(both)).OtherNames));
    }

    private string InPictures(string name) => Path.Combine(_sample.Pictures, name);
}
