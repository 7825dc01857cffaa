using Lookalike.Application.Libraries;
using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Application.Tests.Libraries;

public sealed class SavedLibrariesTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly SavedLibraries _libraries;

    public SavedLibrariesTests() => _libraries = new SavedLibraries(_scratch["data"]);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_folder_has_one_library_whichever_way_it_is_named()
    {
        string folder = Make("pictures"), link = _scratch["link"];
        Directory.CreateSymbolicLink(link, folder);
        SavedLibrary library = _libraries.Open(folder, besidePictures: false);
        Assert.Equal(library, _libraries.Open(link, besidePictures: false));
        Assert.Equal(library, _libraries.Open(folder + "/", besidePictures: false));
        Assert.Equal(library, _libraries.Get("pictures"));
        Assert.Equal([library], _libraries.List());
        Assert.StartsWith(_scratch["data"], library.ModelPath, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_library_holds_a_folder()
    {
        string outer = Make("pictures"), inner = Make("pictures/2024/may"), beside = Make("pictures-2");
        SavedLibrary whole = _libraries.Open(outer, besidePictures: false);
        Assert.Equal(whole, _libraries.Holding(inner));
        SavedLibrary part = _libraries.Open(Path.GetDirectoryName(inner)!, besidePictures: false);
        Assert.Equal(part, _libraries.Holding(inner));
        Assert.Null(_libraries.Holding(beside));
    }

    [Fact]
    public void A_library_beside_its_pictures_is_found_where_they_have_gone()
    {
        string folder = Make("pictures"), moved = _scratch["moved"];
        SavedLibrary library = _libraries.Open(folder, besidePictures: true);
        Assert.Equal(Path.Combine(folder, ".lookalike", "model.onnx"), library.ModelPath);
        Assert.Equal(library, _libraries.Open(folder, besidePictures: false));

        Directory.Move(folder, moved);
        Assert.Equal(Path.Combine(moved, ".lookalike", "index.db"), _libraries.Open(moved, besidePictures: false).IndexPath);
        Assert.Equal([moved, folder], _libraries.List().Select(one => one.Folder));
    }

    [Fact]
    public void A_library_elsewhere_is_not_left_for_one_beside_the_pictures()
    {
        string folder = Make("pictures");
        SavedLibrary library = _libraries.Open(folder, besidePictures: false);
        LibraryException refused = Assert.Throws<LibraryException>(() => _libraries.Open(folder, besidePictures: true));
        Assert.Contains(library.Path, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_removed_is_model_and_index_and_nothing_else(bool besidePictures)
    {
        string folder = Make("pictures"), picture = Path.Combine(folder, "a.jpg");
        File.WriteAllText(picture, "picture");
        SavedLibrary library = _libraries.Open(folder, besidePictures);
        foreach (string own in (string[])[library.ModelPath, library.IndexPath, library.IndexPath + "-wal"]) File.WriteAllText(own, "12345");
        string other = Path.Combine(library.Path, "notes.txt");
        File.WriteAllText(other, "mine");
        Assert.True(library.Length > 15);

        _libraries.Remove(library);
        Assert.Equal([other], Directory.GetFiles(library.Path));
        Assert.True(File.Exists(picture));
        Assert.Empty(_libraries.List());
        Assert.Null(_libraries.Holding(folder));

        File.Delete(other);
        _libraries.Remove(_libraries.Open(folder, besidePictures));
        Assert.False(Directory.Exists(library.Path));
    }

    [Fact]
    public void A_library_that_is_being_written_is_not_removed()
    {
        SavedLibrary library = _libraries.Open(Make("pictures"), besidePictures: false);
        File.WriteAllText(library.IndexPath, "index");
        using (FileLock.TryTake(library.IndexPath + ".lock", "lookalike-"))
        {
            Assert.Equal(FaultKind.Busy, Assert.Throws<LibraryException>(() => _libraries.Remove(library)).Kind);
            Assert.True(File.Exists(library.IndexPath));
        }

        _libraries.Remove(library);
        Assert.False(File.Exists(library.IndexPath));
    }

    [Fact]
    public void A_damaged_record_is_told_of_and_hides_no_other()
    {
        SavedLibrary good = _libraries.Open(Make("good"), besidePictures: false), bad = _libraries.Open(Make("bad"), besidePictures: false);
        File.WriteAllText(Path.Combine(bad.Path, "library.json"), "{}");
        var told = new List<LibraryException>();
        Assert.Equal([good], _libraries.List(told.Add));
        Assert.Contains("expected version 1 and a folder", Assert.Single(told).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_library_is_told_with_those_there_are()
    {
        string folder = Make("pictures");
        Assert.Contains("there is none yet", Assert.Throws<LibraryException>(() => _libraries.Get("nothing")).Message, StringComparison.Ordinal);
        _libraries.Open(folder, besidePictures: false);
        LibraryException fault = Assert.Throws<LibraryException>(() => _libraries.Get(_scratch.Folder));
        Assert.Contains(folder, fault.Message, StringComparison.Ordinal);
        Assert.Equal(RemedyKind.MakeLibrary, fault.Remedy?.Kind);
        _libraries.Open(Make("other/pictures"), besidePictures: false);
        Assert.Contains("expected one of", Assert.Throws<LibraryException>(() => _libraries.Get("pictures")).Message, StringComparison.Ordinal);
    }

    private string Make(string name) => Directory.CreateDirectory(_scratch[name]).FullName;
}
