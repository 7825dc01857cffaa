using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets.Store;
using Lookalike.Imaging.Faults;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests.Indexing;

public sealed class FolderScanTests : IDisposable
{
    private readonly PictureFolderIndex _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_file_that_is_there_and_cannot_be_read_keeps_its_record_and_is_reported_once()
    {
        string path = await DrawAndRunAsync("a.png");
        File.Delete(path);
        File.CreateSymbolicLink(path, path); // a link to itself: there, and not even root reads it
        var told = new List<IndexFailure>();

        IndexSummary summary = await _sample.RunAsync(new FolderIndexerOptions { Failed = told.Add });

        Assert.Equal((0, 1), (summary.Removed, summary.Failed));
        IndexFailure failure = Assert.Single(summary.Failures);
        Assert.Equal((path, PictureFault.Unreadable), (failure.Path, failure.Fault));
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Same(failure, Assert.Single(told));
        Assert.Contains("pictures/a.png", await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_link_to_a_file_that_is_away_keeps_its_record()
    {
        string target = _sample.Draw(_sample.Beside("elsewhere.png"), seed: 7);
        File.CreateSymbolicLink(Path.Combine(_sample.Pictures, "link.png"), target);
        await DrawAndRunAsync("a.png");
        File.Delete(target);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, PictureFault.Missing), (summary.Removed, Assert.Single(summary.Failures).Fault));
        Assert.Contains("pictures/link.png", await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_file_without_a_pictures_name_that_cannot_be_read_keeps_its_record()
    {
        string path = await DrawAndRunAsync("no-extension.png");
        string bare = Path.Combine(_sample.Pictures, "bare");
        File.Move(path, bare);
        Assert.Equal(1, (await _sample.RunAsync()).Moved);
        File.Delete(bare);
        File.CreateSymbolicLink(bare, bare);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, 1), (summary.Removed, summary.Failed));
        Assert.Contains("pictures/bare", await _sample.KeysAsync());
    }

    [Theory]
    [InlineData(PictureFault.Broken)]
    [InlineData(PictureFault.Empty)]
    [InlineData(PictureFault.NotAPicture)]
    public async Task A_file_that_is_no_picture_any_more_loses_its_record_and_is_reported_each_time(PictureFault fault)
    {
        string path = await DrawAndRunAsync("a.png");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, fault switch { PictureFault.Broken => bytes[..(bytes.Length / 2)], PictureFault.Empty => [], _ => "a text"u8.ToArray() });

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((1, fault), (summary.Removed, Assert.Single(summary.Failures).Fault));
        Assert.Equal(["pictures/other.png"], await _sample.KeysAsync());
        IndexSummary again = await _sample.RunAsync();
        Assert.Equal((0, fault), (again.Removed, Assert.Single(again.Failures).Fault));
    }

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_not_taken_and_is_reported()
    {
        _sample.Draw("large.png", seed: 1, width: 20, height: 20);
        _sample.Draw("small.png", seed: 2, width: 5, height: 5);

        IndexSummary summary = await _sample.RunAsync(new FolderIndexerOptions { MaxPixels = 100 });

        Assert.Equal((1, PictureFault.TooManyPixels), (summary.Encoded, Assert.Single(summary.Failures).Fault));
    }

    [Fact]
    public async Task A_root_that_shows_not_a_single_picture_is_refused_and_keeps_its_records()
    {
        string path = await DrawAndRunAsync("a.png");
        foreach (string file in Directory.GetFiles(_sample.Pictures)) File.Delete(file);

        var e = await Assert.ThrowsAsync<FolderException>(() => _sample.RunAsync());

        Assert.Contains("drop 'pictures' from the index", e.Message, StringComparison.Ordinal);
        Assert.Equal((RemedyKind.Remove, "pictures"), (e.Remedy!.Kind, e.Remedy.Arguments[1]));
        Assert.Equal(Path.GetDirectoryName(path), e.Path);
        Assert.Equal(2, (await _sample.KeysAsync()).Length);
    }

    [Fact]
    public async Task An_empty_folder_without_records_is_an_index_of_nothing() => Assert.Equal((0, 0), ((await _sample.RunAsync()).Encoded, (await _sample.RunAsync()).Failed));

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused_by_name()
    {
        var e = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => _sample.RunAsync(new FolderSelection { Folders = [_sample.Beside("nowhere")] }));

        Assert.Contains("nowhere", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_patterns_do_not_take_is_not_in_the_index_afterwards()
    {
        _sample.Draw("2023/a.png", seed: 1);
        _sample.Draw("2024/b.png", seed: 2);
        _sample.Draw("2024/c.png", seed: 3);
        await _sample.RunAsync();

        IndexSummary summary = await _sample.RunAsync(new FolderSelection { Folders = [_sample.Pictures], Include = ["2024/**"], Exclude = ["**/c.*"] });

        Assert.Equal((1, 2), (summary.Unchanged, summary.Removed));
        Assert.Equal(["pictures/2024/b.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_pattern_that_matches_nothing_in_any_folder_is_told_and_one_with_the_full_path_is_obeyed()
    {
        _sample.Draw("private/a.png", seed: 1);
        _sample.Draw("b.png", seed: 2);
        _sample.Draw(_sample.Beside("other/c.png"), seed: 3);
        string other = Path.GetDirectoryName(_sample.Draw(_sample.Beside("other/d.png"), seed: 4))!;
        var notices = new List<string>();

        await _sample.RunAsync(
            new FolderSelection { Folders = [_sample.Pictures, other], Exclude = [$"{_sample.Pictures}/private/**", "c.*", "pictures/private/**"] },
            new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal(["other/d.png", "pictures/b.png"], await _sample.KeysAsync());
        Assert.Contains("'pictures/private/**' matched nothing", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_no_pictures_are_counted_and_a_folder_of_nothing_else_is_told()
    {
        File.WriteAllText(Path.Combine(_sample.Pictures, "a.doc"), "a text");
        File.WriteAllText(Path.Combine(_sample.Pictures, "b.doc"), "a text");
        var notices = new List<string>();

        IndexSummary summary = await _sample.RunAsync(new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal((0, 2, 0), (summary.Encoded, summary.OtherFiles, summary.Failed));
        Assert.Contains("2 .doc", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_folder_above_takes_in_nothing_and_is_told()
    {
        _sample.Draw("a.png", seed: 1);
        _sample.Draw(_sample.Beside("beside.png"), seed: 2);
        Directory.CreateSymbolicLink(Path.Combine(_sample.Pictures, "loop"), "..");
        var notices = new List<string>();

        await _sample.RunAsync(new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal(["pictures/a.png"], await _sample.KeysAsync());
        Assert.Contains("loop", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_no_date_has_is_kept_and_another_one_is_noticed()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Shell.FolderInMemory, $"lookalike-{Guid.NewGuid():N}")).FullName;
        try
        {
            string path = _sample.Draw(Path.Combine(folder, "a.png"), seed: 1);
            _sample.Draw(Path.Combine(folder, "b.png"), seed: 2);
            var selection = new FolderSelection { Folders = [folder] };
            Shell.SetTime(path, 300_000_000_000);

            IndexSummary first = await _sample.RunAsync(selection), again = await _sample.RunAsync(selection);
            Shell.SetTime(path, 300_000_000_060);
            IndexSummary touched = await _sample.RunAsync(selection);

            Assert.Equal((2, 0, 2, 0), (first.Encoded, first.Failed, again.Unchanged, again.FilesRead));
            Assert.Equal((1, 1), (touched.Touched, touched.FilesRead));
            Assert.Empty((await new IndexDoctor(TestEngine.Sqlite, _sample.IndexPath, _sample.Encoder, new DatasetStore()).ExamineAsync(TestContext.Current.CancellationToken)).Findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_is_a_failure_each_time_and_the_rest_is_indexed()
    {
        Shell.CopyToNameThatIsNotUtf8(_sample.Draw("a.png", seed: 1), _sample.Pictures);
        try
        {
            for (int i = 0; i < 2; i++)
            {
                IndexFailure failure = Assert.Single((await _sample.RunAsync()).Failures);
                Assert.Equal((PictureFault.Unreadable, Path.Combine(_sample.Pictures, @"caf\xE9.png")), (failure.Fault, failure.Path));
            }

            Assert.Equal(["pictures/a.png"], await _sample.KeysAsync());
        }
        finally
        {
            Shell.Run("rm", "-rf", _sample.Pictures); // .NET cannot delete what it cannot name
        }
    }

    [Fact]
    public async Task Single_files_are_brought_in_step_and_nothing_else_of_their_root()
    {
        string a = await DrawAndRunAsync("a.png"), other = Path.Combine(_sample.Pictures, "other.png");
        _sample.Draw("a.png", seed: 10);
        _sample.Draw("other.png", seed: 11);
        string added = _sample.Draw("new/added.png", seed: 12);
        _sample.Draw("new/not asked for.png", seed: 13);

        IndexSummary summary = await _sample.RunFilesAsync(a, added, added);

        Assert.Equal((2, 0), (summary.Encoded, summary.Removed));
        Dictionary<string, ImageRecord> records = await _sample.RecordsAsync();
        Assert.Equal(["pictures/a.png", "pictures/new/added.png", "pictures/other.png"], records.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(_sample.Encode(a), records["pictures/a.png"].Vector.ToArray());
        Assert.NotEqual(_sample.Encode(other), records["pictures/other.png"].Vector.ToArray());
    }

    [Fact]
    public async Task A_single_path_of_nothing_drops_the_file_or_the_folder_that_was_there()
    {
        await DrawAndRunAsync("a.png");
        string folder = Path.GetDirectoryName(_sample.Draw("below/b.png", seed: 3))!;
        _sample.Draw("below/c.png", seed: 4);
        await _sample.RunAsync();
        string a = Path.Combine(_sample.Pictures, "a.png");
        File.Delete(a);
        Directory.Delete(folder, recursive: true);

        IndexSummary summary = await _sample.RunFilesAsync(a, folder);

        Assert.Equal((3, 0), (summary.Removed, summary.Failed));
        Assert.Equal(["pictures/other.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_single_path_that_is_not_there_and_never_was_is_a_failure()
    {
        await DrawAndRunAsync("a.png");

        IndexSummary summary = await _sample.RunFilesAsync(Path.Combine(_sample.Pictures, "never.png"), _sample.Beside("nor.png"));

        Assert.Equal([PictureFault.Missing, PictureFault.Missing], summary.Failures.Select(f => f.Fault));
        Assert.Equal((0, 2), (summary.Removed, (await _sample.KeysAsync()).Length));
    }

    [Fact]
    public async Task Single_files_below_no_root_make_the_outermost_of_their_folders_roots()
    {
        string inner = _sample.Draw(_sample.Beside("camera/roll/1.png"), seed: 1), outer = _sample.Draw(_sample.Beside("camera/2.png"), seed: 2);

        Assert.Equal(2, (await _sample.RunFilesAsync(inner, outer)).Encoded);

        Assert.Equal(["camera/2.png", "camera/roll/1.png"], await _sample.KeysAsync());
    }

    /// <summary>Draws a picture and another, and indexes both.</summary>
    private async Task<string> DrawAndRunAsync(string name)
    {
        _sample.Draw("other.png", seed: 2);
        string path = _sample.Draw(name, seed: 1);
        await _sample.RunAsync();
        return path;
    }
}
