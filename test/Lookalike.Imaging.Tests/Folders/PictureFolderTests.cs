using System.Diagnostics;
using FsCheck.Xunit;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Imaging.Tests.Folders;

public sealed class PictureFolderTests : IDisposable
{
    private static readonly byte[] Png = Drawn.Box(4, 4, [1], [2]).PngsaveBuffer();
    private readonly Scratch _folder = new();
    private readonly Scratch _elsewhere = new();

    public void Dispose()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void Pictures_are_found_in_the_ordinal_order_of_their_relative_paths()
    {
        Write("b.png", "a/c.png", "a.png", "a-b.png", "B.png", "a/b/c.png", "é.png", "a0.png");

        Assert.Equal(["B.png", "a-b.png", "a.png", "a/b/c.png", "a/c.png", "a0.png", "b.png", "é.png"], Names(Walk(_folder.Folder)));
    }

    [Property(MaxTest = 40)]
    public void Any_tree_is_met_in_the_order_of_whole_paths_and_nothing_twice(int[] seeds)
    {
        string[] parts = ["a", "a-", "a0", "B", "_", "z z"];
        using var folder = new Scratch();
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (int seed in seeds)
        {
            var random = new Random(seed);
            string path = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)])) + ".png";
            if (expected.Add(path)) Write(folder, path);
        }

        Assert.Equal(expected, Names(Walk(folder.Folder)));
    }

    [Fact]
    public void A_picture_is_known_by_its_content_and_not_by_its_name()
    {
        Write("no-extension", "png-named.txt");
        File.WriteAllText(_folder["notes.txt"], "Dear all,");
        File.WriteAllText(_folder["empty.txt"], "");

        Assert.Equal(["no-extension", "png-named.txt"], Names(Walk(_folder.Folder)));
        Assert.All(Walk(_folder.Folder), file => Assert.Null(file.Fault));
    }

    [Fact]
    public void A_file_whose_name_promises_a_picture_is_reported_with_what_is_wrong()
    {
        File.WriteAllText(_folder["notes.JPG"], "Dear all,");
        File.WriteAllText(_folder["empty.png"], "");

        PictureFile[] files = [.. Walk(_folder.Folder)];

        Assert.Equal([("empty.png", PictureFault.Empty), ("notes.JPG", PictureFault.NotAPicture)], files.Select(file => (file.RelativePath, file.Fault!.Fault)));
        Assert.Equal(_folder["notes.JPG"], files[1].Fault!.Path);
        Assert.Equal((0, 9), (files[0].Length, files[1].Length));
    }

    [Fact]
    public void Hidden_files_and_folders_are_passed_over()
    {
        Write(".hidden.png", ".folder/a.png", "seen/.b.png", "seen/c.png");

        Assert.Equal(["seen/c.png"], Names(Walk(_folder.Folder)));
    }

    [Fact]
    public void A_file_has_its_path_its_size_and_its_time()
    {
        var time = new DateTimeOffset(2024, 2, 29, 12, 30, 15, TimeSpan.Zero);
        Write("a/b.png");
        File.SetLastWriteTimeUtc(_folder["a/b.png"], time.UtcDateTime);

        PictureFile file = Assert.Single(Walk(_folder.Folder));

        Assert.Equal((_folder["a/b.png"], Png.Length, time, TimeSpan.Zero), (file.Path, file.Length, file.LastWriteTime, file.LastWriteTime.Offset));
    }

    [Fact]
    public void A_link_to_a_file_has_the_size_and_the_time_of_its_target()
    {
        Write(_elsewhere, "target.png");
        File.SetLastWriteTimeUtc(_elsewhere["target.png"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.CreateSymbolicLink(_folder["link.png"], _elsewhere["target.png"]);

        PictureFile file = Assert.Single(Walk(_folder.Folder));

        Assert.Equal(("link.png", Png.Length, 2020), (file.RelativePath, file.Length, file.LastWriteTime.Year));
    }

    [Fact]
    public void Links_in_a_circle_are_cut()
    {
        Write("a/b/c.png");
        Link("a/b/up", _folder.Folder);
        Link("a/b/self", ".");
        Link("a/b/parent", "..");

        Assert.Equal(["a/b/c.png"], Names(Walk(_folder.Folder)));
    }

    [Fact]
    public void A_folder_elsewhere_is_met_once_however_many_links_lead_there()
    {
        Write(_elsewhere, "one/1.png", "two/2.png");
        Directory.CreateSymbolicLink(_elsewhere["one/to-two"], _elsewhere["two"]);
        Directory.CreateSymbolicLink(_elsewhere["two/to-one"], _elsewhere["one"]);
        Directory.CreateSymbolicLink(_elsewhere["two/home"], _folder.Folder);
        Write("own.png");
        Link("first", _elsewhere["one"]);
        Link("second", _elsewhere["two"]);
        Link("third", _elsewhere.Folder);

        Assert.Equal(["first/1.png", "first/to-two/2.png", "own.png"], Names(Walk(_folder.Folder)));
    }

    [Fact]
    public void A_folder_that_is_a_link_itself_is_walked()
    {
        Write(_elsewhere, "a/b.png");
        Link("link", _elsewhere.Folder);

        Assert.Equal(["a/b.png"], Names(Walk(_folder["link"])));
    }

    [Fact]
    public void A_link_to_nothing_is_reported_where_its_name_promises_a_picture()
    {
        File.CreateSymbolicLink(_folder["gone.jpg"], _folder["none.jpg"]);
        File.CreateSymbolicLink(_folder["gone.txt"], _folder["none.txt"]);

        PictureFile file = Assert.Single(Walk(_folder.Folder));

        Assert.Equal(("gone.jpg", PictureFault.Missing, 0), (file.RelativePath, file.Fault?.Fault, file.Length));
    }

    [Fact]
    public void A_named_pipe_is_not_waited_for()
    {
        using Process process = Process.Start("mkfifo", [_folder["pipe.jpg"]]);
        process.WaitForExit();

        Assert.Equal(PictureFault.Empty, Assert.Single(Walk(_folder.Folder)).Fault?.Fault);
    }

    [Fact]
    public void A_folder_that_goes_while_it_is_walked_is_reported_and_ends_nothing()
    {
        Write("a.png", "b/c.png", "d.png");
        var found = new List<(string, PictureFault?)>();
        foreach (PictureFile file in Walk(_folder.Folder))
        {
            if (found.Count == 0) Directory.Delete(_folder["b"], recursive: true);
            found.Add((file.RelativePath, file.Fault?.Fault));
        }

        Assert.Equal([("a.png", null), ("b/", PictureFault.Missing), ("d.png", null)], found);
    }

    [Fact]
    public void Patterns_choose_by_relative_path()
    {
        Write("a.png", "a.jpg", "2023/a.png", "2024/a.PNG", "2024/trip/b.png", "2024/trip/b.jpg");

        Assert.Equal(["2023/a.png", "2024/a.PNG", "2024/trip/b.png", "a.png"], Names(Walk(_folder.Folder, include: ["**/*.png"])));
        Assert.Equal(["2024/a.PNG", "2024/trip/b.jpg", "2024/trip/b.png"], Names(Walk(_folder.Folder, include: ["2024/**"])));
        Assert.Equal(["a.jpg", "a.png"], Names(Walk(_folder.Folder, include: ["*"])));
        Assert.Equal(["2023/a.png", "a.jpg", "a.png"], Names(Walk(_folder.Folder, exclude: ["2024/**"])));
        Assert.Equal(["2024/a.PNG"], Names(Walk(_folder.Folder, include: ["2024/**"], exclude: ["**/trip/**"])));
    }

    [Fact]
    public void A_file_that_a_pattern_passes_over_is_not_reported_either()
    {
        File.WriteAllText(_folder["empty.png"], "");

        Assert.Empty(Walk(_folder.Folder, exclude: ["empty.*"]));
    }

    [Fact]
    public void A_folder_that_is_none_is_refused()
    {
        Write("a.png");

        Assert.Contains("found nothing", Assert.Throws<DirectoryNotFoundException>(() => Walk(_folder["none"])).Message, StringComparison.Ordinal);
        Assert.Contains("found a file", Assert.Throws<DirectoryNotFoundException>(() => Walk(_folder["a.png"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_walk()
    {
        using var stop = new CancellationTokenSource();
        Write("a.png", "b.png");

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (PictureFile file in PictureFolder.Walk(_folder.Folder, cancellationToken: stop.Token)) stop.Cancel();
        });
    }

    [Fact]
    public void An_enumeration_walks_anew()
    {
        Write("a.png");
        IEnumerable<PictureFile> files = Walk(_folder.Folder);
        Assert.Equal(["a.png"], Names(files));
        Write("b.png");

        Assert.Equal(["a.png", "b.png"], Names(files));
    }

    private static IEnumerable<PictureFile> Walk(string folder, IReadOnlyList<string>? include = null, IReadOnlyList<string>? exclude = null) =>
        PictureFolder.Walk(folder, include, exclude, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(IEnumerable<PictureFile> files) => files.Select(file => file.RelativePath);

    private static void Write(Scratch folder, params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllBytes(folder[name], Png);
        }
    }

    private void Write(params string[] names) => Write(_folder, names);

    private void Link(string name, string target) => Directory.CreateSymbolicLink(_folder[name], target);
}
