using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Index;

namespace Lookalike.Application.Tests.Indexing;

public sealed class RootBindingTests : IDisposable
{
    private readonly PictureFolderIndex _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_folder_that_was_moved_is_known_by_its_name_and_its_pictures_and_nothing_is_read()
    {
        _sample.Draw("a.png", seed: 1);
        _sample.Draw("b.png", seed: 2);
        await _sample.RunAsync();
        string moved = Path.Combine(Directory.CreateDirectory(_sample.Beside("disk")).FullName, "pictures");
        Directory.Move(_sample.Pictures, moved);
        var notices = new List<string>();

        IndexSummary summary = await _sample.RunAsync(Folders(moved), new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal((2, 0), (summary.Unchanged, summary.FilesRead));
        Assert.Contains(moved, Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal([("pictures", moved)], await RootsAsync());
        Assert.Equal(2, (await _sample.RunAsync(Folders(moved + "/"))).Unchanged);
    }

    [Fact]
    public async Task A_folder_that_was_renamed_is_known_by_its_pictures_and_keeps_its_name_in_the_index()
    {
        foreach (int picture in (int[])[1, 2, 3]) _sample.Draw($"below/{picture}.png", seed: picture);
        await _sample.RunAsync();
        string renamed = _sample.Beside("Pictures of mine");
        Directory.Move(_sample.Pictures, renamed);
        File.Delete(Path.Combine(renamed, "below", "3.png"));
        var notices = new List<string>();

        IndexSummary summary = await _sample.RunAsync(Folders(renamed), new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal((2, 0, 0, 1), (summary.Unchanged, summary.Encoded, summary.Copied, summary.Removed));
        Assert.Contains($"{renamed} from now on. It stays 'pictures' in the index.", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal([("pictures", renamed)], await RootsAsync());
        Assert.Equal(["pictures/below/1.png", "pictures/below/2.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_folder_that_shares_few_pictures_with_one_that_is_away_is_another()
    {
        foreach (int picture in (int[])[1, 2, 3]) _sample.Draw($"{picture}.png", seed: picture);
        await _sample.RunAsync();
        Directory.Move(_sample.Pictures, _sample.Beside("unmounted"));
        string other = Directory.CreateDirectory(_sample.Beside("other")).FullName;
        File.Copy(Path.Combine(_sample.Beside("unmounted"), "1.png"), Path.Combine(other, "1.png"));

        Assert.Equal(1, (await _sample.RunAsync(Folders(other))).Copied);
        Assert.Equal(["other/1.png", "pictures/1.png", "pictures/2.png", "pictures/3.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task Another_folder_of_the_name_of_one_that_is_away_is_not_taken_for_it()
    {
        _sample.Draw("a.png", seed: 1);
        await _sample.RunAsync();
        Directory.Move(_sample.Pictures, _sample.Beside("unmounted"));
        string other = Path.GetDirectoryName(_sample.Draw(_sample.Beside("other/pictures/x.png"), seed: 5))!;

        await _sample.RunAsync(Folders(other));

        Assert.Equal(["pictures-2/x.png", "pictures/a.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task Two_folders_of_one_name_are_two_roots()
    {
        _sample.Draw("a.png", seed: 1);
        string second = Path.GetDirectoryName(_sample.Draw(_sample.Beside("b/pictures/a.png"), seed: 2))!;
        string third = Path.GetDirectoryName(_sample.Draw(_sample.Beside("c/pictures/a.png"), seed: 3))!;

        Assert.Equal(3, (await _sample.RunAsync(Folders(_sample.Pictures, second, third, second))).Encoded);

        Assert.Equal([("pictures", _sample.Pictures), ("pictures-2", second), ("pictures-3", third)], await RootsAsync());
        Assert.Equal(1, (await _sample.RunAsync(Folders(third))).Unchanged);
        Assert.Equal(["pictures-2/a.png", "pictures-3/a.png", "pictures/a.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_picture_that_moves_from_one_root_to_another_keeps_its_vector()
    {
        string from = _sample.Draw("a.png", seed: 1);
        _sample.Draw("stays.png", seed: 2);
        string other = Path.GetDirectoryName(_sample.Draw(_sample.Beside("other/b.png"), seed: 3))!;
        await _sample.RunAsync(Folders(_sample.Pictures, other));
        File.Move(from, Path.Combine(other, "a.png"));

        IndexSummary summary = await _sample.RunAsync(Folders(_sample.Pictures, other));

        Assert.Equal((1, 0, 0), (summary.Moved, summary.Encoded, summary.Removed));
        Assert.Equal(["other/a.png", "other/b.png", "pictures/stays.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_folder_in_a_root_is_brought_in_step_alone()
    {
        string kept = _sample.Draw("beside.png", seed: 1), gone = _sample.Draw("below/gone.png", seed: 2), changed = _sample.Draw("below/deep/changed.png", seed: 3);
        await _sample.RunAsync();
        File.Delete(kept);
        File.Delete(gone);
        _sample.Draw("below/deep/changed.png", seed: 4);
        _sample.Draw("below/new.png", seed: 5);
        _sample.Draw("below-not/new.png", seed: 6);

        IndexSummary summary = await _sample.RunAsync(Folders(_sample.Beside("pictures/below")));

        Assert.Equal((2, 1, 0), (summary.Encoded, summary.Removed, summary.Unchanged));
        Assert.Equal(["pictures/below/deep/changed.png", "pictures/below/new.png", "pictures/beside.png"], await _sample.KeysAsync());
        Assert.Equal([("pictures", _sample.Pictures)], await RootsAsync());
        Assert.Equal(_sample.Encode(changed), (await _sample.RecordsAsync())["pictures/below/deep/changed.png"].Vector.ToArray());

        // Named together with the whole, it is looked through once.
        Assert.Equal((2, 2), ((await _sample.RunAsync(Folders(_sample.Beside("pictures/below"), _sample.Pictures))).Unchanged, (await _sample.RunAsync(Folders(_sample.Beside("pictures/below")))).Unchanged));
    }

    [Fact]
    public async Task A_part_of_a_root_that_shows_no_picture_loses_none()
    {
        _sample.Draw("a.png", seed: 1);
        string below = _sample.Draw("below/b.png", seed: 2);
        await _sample.RunAsync();
        File.Delete(below);
        var e = await Assert.ThrowsAsync<FolderException>(() => _sample.RunAsync(Folders(_sample.Beside("pictures/below"))));
        Assert.Contains("1 of 'pictures/below'", e.Message, StringComparison.Ordinal);
        Assert.Equal(["pictures/a.png", "pictures/below/b.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_folder_around_roots_takes_them_in_and_nothing_is_encoded_again()
    {
        foreach (int picture in (int[])[1, 2, 3]) _sample.Draw($"2023/{picture}.png", seed: picture);
        _sample.Draw("2024/4.png", seed: 4);
        await _sample.RunAsync(Folders(_sample.Beside("pictures/2023"), _sample.Beside("pictures/2024")));
        float[] vector = (await _sample.RecordsAsync())["2023/2.png"].Vector.ToArray();
        File.Delete(_sample.Beside("pictures/2023/3.png"));
        _sample.Draw("5.png", seed: 5);
        var notices = new List<string>();

        IndexSummary summary = await _sample.RunAsync(Folders(_sample.Pictures), new FolderIndexerOptions { Notice = notices.Add });

        Assert.Equal((1, 3, 1), (summary.Encoded, summary.Moved, summary.Removed));
        Assert.Equal(["pictures/2023/1.png", "pictures/2023/2.png", "pictures/2024/4.png", "pictures/5.png"], await _sample.KeysAsync());
        Assert.Equal([("pictures", _sample.Pictures)], await RootsAsync());
        Assert.Equal(vector, (await _sample.RecordsAsync())["pictures/2023/2.png"].Vector.ToArray());
        Assert.Equal(2, notices.Count(text => text.Contains("from now on", StringComparison.Ordinal)));
        Assert.Equal(4, (await _sample.RunAsync(Folders(_sample.Pictures))).Unchanged);
    }

    [Fact]
    public async Task A_root_that_is_not_mounted_is_not_taken_in()
    {
        string inner = _sample.Draw("disk/1.png", seed: 1);
        await _sample.RunAsync(Folders(_sample.Beside("pictures/disk")));
        File.Delete(inner);
        _sample.Draw("2.png", seed: 2);
        var e = await Assert.ThrowsAsync<FolderException>(() => _sample.RunAsync(Folders(_sample.Pictures)));
        Assert.Contains("1 of 'disk'", e.Message, StringComparison.Ordinal);
        Assert.Equal(["disk/1.png"], await _sample.KeysAsync());
        Assert.Equal([("disk", _sample.Beside("pictures/disk"))], await RootsAsync());
    }

    [Fact]
    public async Task A_run_that_was_stopped_while_it_took_a_root_in_is_ended_by_the_next()
    {
        foreach (int picture in Enumerable.Range(1, 300)) _sample.Draw($"below/{picture:000}.png", seed: picture);
        await _sample.RunAsync(Folders(_sample.Beside("pictures/below")));
        using var stop = new CancellationTokenSource();
        var options = new FolderIndexerOptions { Progress = new ProgressHook<Progress>(value => { if (value.Done == 290) stop.Cancel(); }) };
        using (ImageIndex index = await _sample.OpenForWritingAsync())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FolderIndexer(index, _sample.Encoder, options).RunAsync(Folders(_sample.Pictures), stop.Token));
        string[] keys = await _sample.KeysAsync();
        Assert.Equal(300, keys.Length);
        Assert.Equal(2, keys.Select(key => key.Split('/')[0]).Distinct().Count());

        IndexSummary summary = await _sample.RunAsync(Folders(_sample.Pictures));
        Assert.Equal((0, 0, 300), (summary.Encoded, summary.Removed, summary.Moved + summary.Unchanged));
        Assert.Equal([("pictures", _sample.Pictures)], await RootsAsync());
    }

    [Fact]
    public async Task What_cannot_be_told_apart_is_refused()
    {
        string single = _sample.Draw("a.png", seed: 1);
        _sample.Draw("below/b.png", seed: 2);
        await _sample.RunAsync(Folders(_sample.Beside("pictures/below")));
        Assert.Contains("single pictures", (await Assert.ThrowsAsync<FolderException>(() => _sample.RunFilesAsync(single))).Message, StringComparison.Ordinal);

        await _sample.RunAsync(Folders(_sample.Pictures));
        var named = new FolderSelection { Folders = [_sample.Beside("pictures/below")], Name = "mine" };
        Assert.Contains("it lies in", (await Assert.ThrowsAsync<FolderException>(() => _sample.RunAsync(named))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_gets_the_name_that_is_asked_for_and_the_name_can_be_bound_to_another_folder()
    {
        _sample.Draw("a.png", seed: 1);
        await _sample.RunAsync(new FolderSelection { Folders = [_sample.Pictures], Name = "mine" });
        Assert.Equal(["mine/a.png"], await _sample.KeysAsync());
        string copy = Directory.CreateDirectory(_sample.Beside("copy")).FullName;
        File.Copy(Path.Combine(_sample.Pictures, "a.png"), Path.Combine(copy, "a.png"));

        IndexSummary summary = await _sample.RunAsync(new FolderSelection { Folders = [copy], Name = "mine" });

        Assert.Equal((0, 1), (summary.Encoded, summary.Unchanged + summary.Touched));
        Assert.Equal([("mine", copy)], await RootsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("mnist")]
    [InlineData("drawn")]
    public async Task A_name_that_is_no_part_of_a_path_or_is_a_data_sets_is_refused(string name)
    {
        _sample.Draw("a.png", seed: 1);
        await IndexDrawnAsync();

        await Assert.ThrowsAsync<FolderException>(() => _sample.RunAsync(new FolderSelection { Folders = [_sample.Pictures], Name = name }));
    }

    [Fact]
    public async Task A_root_that_has_a_name_is_not_given_another()
    {
        _sample.Draw("a.png", seed: 1);
        await _sample.RunAsync();

        await Assert.ThrowsAsync<FolderException>(() => _sample.RunAsync(new FolderSelection { Folders = [_sample.Pictures], Name = "mine" }));
    }

    [Fact]
    public async Task A_folder_with_the_name_of_a_data_set_in_the_index_gets_another()
    {
        await IndexDrawnAsync();
        string folder = Path.GetDirectoryName(_sample.Draw(_sample.Beside("drawn/a.png"), seed: 1))!;

        await _sample.RunAsync(Folders(folder));

        Assert.Contains("drawn-2/a.png", await _sample.KeysAsync());
        Assert.Contains("drawn/train/00000", await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_data_set_with_the_name_of_a_root_is_refused()
    {
        _sample.Draw(_sample.Beside("drawn/a.png"), seed: 1);
        await _sample.RunAsync(Folders(_sample.Beside("drawn")));

        Remedy remedy = (await Assert.ThrowsAsync<IndexException>(IndexDrawnAsync)).Remedy!;
        Assert.Equal((RemedyKind.Remove, "drawn"), (remedy.Kind, remedy.Arguments[1]));
    }

    private static FolderSelection Folders(params string[] folders) => new() { Folders = folders };

    private async Task IndexDrawnAsync()
    {
        using ImageIndex index = await _sample.OpenForWritingAsync();
        var set = new ImageSet("drawn/train", new PixelShape(1, 4, 4), new byte[32]);
        await new Indexer(index, _sample.Encoder).RunAsync(new LabelledImageSet(set, default), progress: null, TestContext.Current.CancellationToken);
    }

    private async Task<(string Name, string Path)[]> RootsAsync()
    {
        using ImageIndex index = await _sample.OpenForWritingAsync();
        return [.. index.Roots.All.Select(root => (root.Name, root.Path))];
    }
}
