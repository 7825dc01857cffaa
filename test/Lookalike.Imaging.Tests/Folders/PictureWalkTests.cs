using System.Net.Sockets;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Imaging.Tests.Folders;

public sealed class PictureWalkTests : IDisposable
{
    private static readonly byte[] Png = Drawn.Box(4, 4, [1], [2]).PngsaveBuffer();
    private readonly Scratch _folder = new();
    private readonly Scratch _elsewhere = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        // .NET cannot delete what it cannot name.
        Shell.Run("rm", "-rf", _folder["hard"]);
        _folder.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void A_link_to_a_file_of_the_folder_is_passed_over_whether_it_comes_before_or_after_it()
    {
        Write(_folder, "m.png", "below/n.png");
        Link("a.png", "m.png");
        Link("z.png", _folder["m.png"]);
        Link("below/again.png", "../z.png");
        Link("b.png", "below/n.png");

        Walked walked = Walk();

        Assert.Equal(["below/n.png", "m.png"], walked.Names);
        Assert.Equal(4, walked.Walk.OtherNames);
    }

    [Fact]
    public void Of_hard_links_the_first_is_found()
    {
        Write(_folder, "m.png", "other.png");
        Directory.CreateDirectory(_folder["below"]);
        Shell.HardLink(_folder["a.png"], _folder["m.png"]);
        Shell.HardLink(_folder["below/m.png"], _folder["m.png"]);

        Walked walked = Walk();

        Assert.Equal(["a.png", "other.png"], walked.Names);
        Assert.Equal(2, walked.Walk.OtherNames);
        Assert.Equal([true, false], walked.Files.Select(file => file.MayHaveOtherNames));
    }

    [Fact]
    public void A_link_to_what_is_not_found_under_its_own_name_is_that_file_once()
    {
        Write(_folder, ".hidden/h.png");
        Write(_elsewhere, "e.png");
        Link("h1.png", ".hidden/h.png");
        Link("h2.png", ".hidden/h.png");
        Link("e1.png", _elsewhere["e.png"]);
        Link("e2.png", _elsewhere["e.png"]);
        Directory.CreateSymbolicLink(_folder["f"], _elsewhere.Folder);

        Walked walked = Walk();

        Assert.Equal(["e1.png", "h1.png"], walked.Names);
        Assert.Equal(3, walked.Walk.OtherNames);
        Assert.All(walked.Files, file => Assert.True(file.MayHaveOtherNames));
    }

    [Fact]
    public void A_link_is_no_way_around_an_exclusion_and_one_to_what_is_not_included_is_taken()
    {
        Write(_folder, "private/p.png");
        Link("open.png", "private/p.png");

        Assert.Empty(Walk(exclude: ["private/**"]).Names);
        Assert.Equal(["open.png"], Walk(include: ["*.png"]).Names);
    }

    [Fact]
    public void A_link_to_a_folder_above_is_not_followed_and_is_told()
    {
        Write(_folder, "beside.png", "walked/own.png");
        Link("walked/up", "..");
        Link("walked/top", "/");
        Link("walked/self", ".");

        Walked walked = Walk("walked");

        Assert.Equal(["own.png"], walked.Names);
        Assert.Equal([_folder["walked/top"], _folder["walked/up"]], walked.Walk.Circles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_pattern_may_have_the_full_path_and_one_that_names_a_folder_means_all_in_it()
    {
        Write(_folder, "a.png", "private/b.png", "private/deep/c.png", "privately.png");
        Directory.CreateSymbolicLink(_elsewhere["link"], _folder.Folder);

        foreach (string pattern in (string[])["private", "private/", "private/**", "PRIVATE", $"{_folder.Folder}/private/**", $"{_folder.Folder}/private", $"{_folder.Folder}/./x/../private/", "/*/**/private/**"])
        {
            Walked walked = Walk(exclude: [pattern]);
            Assert.Equal(["a.png", "privately.png"], walked.Names);
            Assert.Empty(walked.Walk.UnmatchedPatterns);
        }

        Assert.Equal(["private/b.png", "private/deep/c.png"], Walk(include: [_folder["private"]]).Names);
        Assert.Empty(Walk(exclude: [_folder.Folder]).Names);

        // The folder may be called by a link and the pattern have its true path, and the other way round.
        var linked = new PictureWalk(_elsewhere["link"]) { Exclude = [_folder["private/**"]] };
        Assert.Equal(["a.png", "privately.png"], linked.Files(Token).Select(file => file.RelativePath));
        linked = new PictureWalk(_elsewhere["link"]) { Exclude = [_elsewhere["link/private/**"]] };
        Assert.Equal(["a.png", "privately.png"], linked.Files(Token).Select(file => file.RelativePath));
    }

    [Fact]
    public void Patterns_that_match_nothing_are_told_in_their_order()
    {
        Write(_folder, "a.png", "b/c.png");

        Walked walked = Walk(include: ["**/*.png", "b/**", "*.gif"], exclude: ["pictures/private/**", "", "../a.png", "b/..", "/elsewhere/**", "b/c.png"]);

        Assert.Equal(["a.png"], walked.Names);
        Assert.Equal(["*.gif", "pictures/private/**", "", "../a.png", "b/..", "/elsewhere/**"], walked.Walk.UnmatchedPatterns);
        Assert.All(walked.Walk.UnmatchedPatterns, pattern => Assert.Contains($"'{pattern}' matched nothing", PictureWalk.DescribeUnmatched(pattern), StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_are_no_pictures_are_counted_by_their_ending()
    {
        foreach (string name in (string[])["a.TXT", "b.txt", "c.doc", "README", "f.0123456789abcdef"]) File.WriteAllText(_folder[name], "a text");
        Write(_folder, "p.png", "q.txt");

        Walked walked = Walk();

        Assert.Equal(["p.png", "q.txt"], walked.Names);
        Assert.Equal(5, walked.Walk.OtherFiles.Values.Sum());
        Assert.Equal("2 without an ending, 2 .TXT, 1 .doc, no picture that can be read among them", walked.Walk.OtherFilesInWords);
    }

    [Fact]
    public void A_folder_of_nothing_says_so() =>
        Assert.Contains("there is no file", Walk().Walk.OtherFilesInWords, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_known_is_not_opened()
    {
        File.WriteAllText(_folder["known.png"], "a text");
        File.WriteAllText(_folder["other.png"], "a text");
        File.WriteAllText(_folder["empty.png"], "");
        var asked = new List<(string, long, DateTimeOffset)>();
        var walk = new PictureWalk(_folder.Folder)
        {
            IsKnown = (path, length, time) =>
            {
                asked.Add((path, length, time));
                return path == "known.png";
            },
        };

        Assert.Equal([("empty.png", PictureFault.Empty), ("known.png", null), ("other.png", PictureFault.NotAPicture)], walk.Files(Token).Select(file => (file.RelativePath, file.Fault?.Fault)));
        Assert.Equal([("known.png", 6, Time("known.png")), ("other.png", 6, Time("other.png"))], asked);
    }

    [Fact]
    public void A_time_that_no_date_has_ends_nothing()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Shell.FolderInMemory, $"lookalike-{Guid.NewGuid():N}")).FullName;
        try
        {
            foreach ((string name, long time) in new[] { ("a.png", 300_000_000_000), ("b.png", -300_000_000_000), ("c.png", 1_000_000_000) })
            {
                File.WriteAllBytes(Path.Combine(folder, name), Png);
                Shell.SetTime(Path.Combine(folder, name), time);
            }

            PictureFile[] files = [.. new PictureWalk(folder).Files(Token)];

            Assert.Equal([("a.png", true), ("b.png", true), ("c.png", true)], files.Select(file => (file.RelativePath, file.Fault is null)));
            Assert.True(files[1].LastWriteTime < files[2].LastWriteTime && files[2].LastWriteTime < files[0].LastWriteTime);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_told_as_what_it_is_and_ends_nothing()
    {
        Write(_folder, "hard/a.png", "hard/true\uFFFD.png");
        Shell.CopyToNameThatIsNotUtf8(_folder["hard/a.png"], _folder["hard"]);

        Walked walked = Walk("hard");

        Assert.Equal([null, PictureFault.Unreadable, null], walked.Files.Select(file => file.Fault?.Fault));
        PictureException fault = walked.Files[1].Fault!;
        Assert.Equal(_folder[@"hard/caf\xE9.png"], fault.Path);
        Assert.Contains("not valid UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_whose_name_is_not_utf8_is_told_too()
    {
        Write(_folder, "hard/a.png");
        Shell.Run("sh", "-c", """mkdir "$0/$(printf 'd\374r')" """, _folder["hard"]);

        PictureFile file = Walk("hard").Files[1];

        Assert.Equal(_folder[@"hard/d\xFCr"], file.Fault!.Path);
    }

    [Fact]
    public void Sockets_pipes_and_devices_are_not_opened()
    {
        Write(_folder, "a.png");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket.png"]));
        Shell.Run("mkfifo", _folder["pipe.png"], _folder["pipe"]);
        Link("zero.png", "/dev/zero");
        Link("zero", "/dev/zero");

        Assert.Equal(
            [("a.png", null), ("pipe.png", PictureFault.Empty), ("socket.png", PictureFault.Empty), ("zero.png", PictureFault.Empty)],
            Walk().Files.Select(file => (file.RelativePath, file.Fault?.Fault)));
    }

    [Fact]
    public void A_path_that_is_too_long_is_told_and_ends_nothing()
    {
        // Both halves have a path, and the whole has none.
        string half = string.Join('/', Enumerable.Repeat(new string('d', 250), 10));
        Directory.CreateDirectory(_elsewhere[half]);
        Directory.CreateDirectory(_folder[$"hard/{half}"]);
        Write(_folder, "hard/a.png", "hard/z.png");
        Directory.Move(_elsewhere[half.Split('/')[0]], _folder[$"hard/{half}/m"]);

        PictureFile[] files = Walk("hard").Files;

        Assert.Equal(["a.png", "z.png"], files.Where(file => file.Fault is null).Select(file => file.RelativePath));
        Assert.StartsWith(_folder[$"hard/{half}/m"], Assert.Single(files, file => file.Fault is not null).Fault!.Path!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_is_not_told_where_a_pattern_passes_all_of_it_over()
    {
        foreach (string[] exclude in (string[][])[[], ["b/**"], ["b"], ["**/*.gif"]])
        {
            Write(_folder, "a.png", "b/c.png");
            var faults = new List<string>();
            foreach (PictureFile file in new PictureWalk(_folder.Folder) { Exclude = exclude }.Files(Token))
            {
                if (file.RelativePath == "a.png") Directory.Delete(_folder["b"], recursive: true);
                else faults.Add(file.RelativePath);
            }

            Assert.Equal(exclude is ["b/**"] or ["b"] ? [] : ["b/"], faults);
        }
    }

    private static void Write(Scratch folder, params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllBytes(folder[name], Png);
        }
    }

    private DateTimeOffset Time(string name) => new(File.GetLastWriteTimeUtc(_folder[name]), TimeSpan.Zero);

    private void Link(string name, string target) => File.CreateSymbolicLink(_folder[name], target);

    private Walked Walk(string name = "", IReadOnlyList<string>? include = null, IReadOnlyList<string>? exclude = null)
    {
        var walk = new PictureWalk(_folder[name]) { Include = include ?? [], Exclude = exclude ?? [] };
        return new Walked(walk, [.. walk.Files(Token)]);
    }

    private sealed record Walked(PictureWalk Walk, PictureFile[] Files)
    {
        public IEnumerable<string> Names => Files.Select(file => file.RelativePath);
    }
}
