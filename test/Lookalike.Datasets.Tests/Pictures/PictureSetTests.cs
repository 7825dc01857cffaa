using Lookalike.Core;
using Lookalike.Datasets.Pictures;
using Lookalike.Datasets.Tests.Support;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Tests.Pictures;

public sealed class PictureSetTests : IDisposable
{
    private readonly Scratch _folder = new();
    private readonly Scratch _cache = new();

    [Fact]
    public async Task The_images_are_those_that_the_reader_gives_in_the_order_of_the_files()
    {
        PictureFiles.DrawTwelve(_folder);
        using PictureSet set = await OpenAsync();
        Assert.Equal(12, set.Images.Count);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i:00}.{(i % 2 == 0 ? "png" : "jpg")}"), set.Paths);
        for (int i = 0; i < 12; i++) Assert.Equal(Pixels(set.Paths[i]), set.Images[i].ToArray());
    }

    [Fact]
    public async Task A_second_run_decodes_nothing_and_writes_nothing()
    {
        PictureFiles.DrawTwelve(_folder);
        byte[] first;
        DateTime written;
        using (PictureSet set = await OpenAsync())
        {
            Assert.Equal((12, 0), (set.Decoded, set.Kept));
            first = set.Images.Pixels.ToArray();
            written = File.GetLastWriteTimeUtc(set.CachePath);
        }

        using PictureSet again = await OpenAsync();
        Assert.Equal((0, 12, 0), (again.Decoded, again.Kept, again.Dropped));
        Assert.Equal(first, again.Images.Pixels.ToArray());
        Assert.Equal(written, File.GetLastWriteTimeUtc(again.CachePath));
        Assert.True(again.Changes!.IsEmpty);
    }

    [Fact]
    public async Task Only_what_is_new_or_changed_is_decoded_and_what_is_gone_is_dropped()
    {
        PictureFiles.DrawTwelve(_folder);
        (await OpenAsync()).Dispose();
        PictureFiles.Draw(_folder["00.png"], 33, 21, seed: 77);
        File.Delete(_folder["05.jpg"]);
        PictureFiles.Draw(_folder["new/a.png"], 12, 12, seed: 78);
        using PictureSet set = await OpenAsync();
        Assert.Equal((2, 10, 2), (set.Decoded, set.Kept, set.Dropped));
        Assert.Equal(["new/a.png"], set.Changes!.Added);
        Assert.Equal(["00.png"], set.Changes.Changed);
        Assert.Equal(["05.jpg"], set.Changes.Removed);
        Assert.Equal(12, set.Images.Count);
        for (int i = 0; i < 12; i++) Assert.Equal(Pixels(set.Paths[i]), set.Images[i].ToArray());
    }

    [Fact]
    public async Task A_bad_file_is_told_of_once_a_run_and_not_tried_again_until_it_changes()
    {
        PictureFiles.DrawTwelve(_folder);
        File.WriteAllText(_folder["03.jpg"], "text");
        byte[] whole = File.ReadAllBytes(_folder["07.jpg"]);
        File.WriteAllBytes(_folder["07.jpg"], whole[..(whole.Length / 2)]);
        var failed = new List<PictureFailure>();
        using (PictureSet set = await OpenAsync(failed: failed.Add))
        {
            Assert.Equal(["03.jpg", "07.jpg"], failed.Select(f => f.Path));
            Assert.Equal([PictureFault.NotAPicture, PictureFault.Broken], set.Failures.Select(f => f.Fault));
            Assert.Contains("07.jpg", set.Failures[1].Message, StringComparison.Ordinal);
            Assert.Equal(10, set.Images.Count);
        }

        failed.Clear();
        var decoded = new List<int>();
        using (PictureSet set = await OpenAsync(failed: failed.Add, progress: p => decoded.Add((int)p.Done)))
        {
            Assert.Empty(decoded);
            Assert.Equal(["03.jpg", "07.jpg"], failed.Select(f => f.Path));
            Assert.Equal(2, set.Failures.Count);
        }

        File.WriteAllBytes(_folder["07.jpg"], whole);
        using PictureSet mended = await OpenAsync();
        Assert.Equal((1, 11), (mended.Decoded, mended.Images.Count));
    }

    [Fact]
    public async Task A_picture_that_was_too_large_is_tried_again_under_another_limit()
    {
        PictureFiles.DrawTwelve(_folder);
        PictureFiles.Draw(_folder["large.png"], 100, 100, seed: 5);
        using (PictureSet set = await OpenAsync(maxPixels: 5000)) Assert.Equal(PictureFault.TooManyPixels, Assert.Single(set.Failures).Fault);
        using PictureSet raised = await OpenAsync(maxPixels: 20_000);
        Assert.Empty(raised.Failures);
        Assert.Equal((1, 12), (raised.Decoded, raised.Kept));
    }

    [Fact]
    public async Task Another_shape_or_fit_has_a_cache_of_its_own()
    {
        PictureFiles.DrawTwelve(_folder);
        (await OpenAsync()).Dispose();
        using (PictureSet set = await OpenAsync(fit: PictureFit.Crop)) Assert.Equal(12, set.Decoded);
        using (PictureSet set = await OpenAsync(shape: new PixelShape(1, 16, 16))) Assert.Equal(12, set.Decoded);
        Assert.Equal(3, _cache.FileNames.Count);
        using PictureSet first = await OpenAsync();
        Assert.Equal(0, first.Decoded);
    }

    [Fact]
    public async Task A_damaged_cache_is_noticed_and_made_anew()
    {
        PictureFiles.DrawTwelve(_folder);
        string path;
        using (PictureSet set = await OpenAsync()) path = set.CachePath;
        byte[] bytes = File.ReadAllBytes(path);
        bytes[5000] ^= 1;
        File.WriteAllBytes(path, bytes);
        var notices = new List<string>();
        using PictureSet again = await OpenAsync(notice: notices.Add);
        Assert.Equal(12, again.Decoded);
        Assert.Contains("damaged", Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal(Pixels(again.Paths[0]), again.Images[0].ToArray());
    }

    [Fact]
    public async Task Mapped_images_are_those_in_memory()
    {
        PictureFiles.DrawTwelve(_folder);
        using PictureSet inMemory = await OpenAsync();
        using PictureSet mapped = await OpenAsync(maxInMemory: 12 * 768 - 1);
        Assert.False(inMemory.Images.IsMapped);
        Assert.True(mapped.Images.IsMapped);
        for (int i = 0; i < 12; i++) Assert.Equal(inMemory.Images[i].ToArray(), mapped.Images[i].ToArray());
    }

    [Fact]
    public async Task Mapped_images_stay_when_the_cache_is_made_anew()
    {
        PictureFiles.DrawTwelve(_folder);
        using PictureSet mapped = await OpenAsync(maxInMemory: 0);
        byte[] last = mapped.Images[11].ToArray();
        for (int i = 0; i < 11; i++) File.Delete(_folder[mapped.Paths[i]]);
        using PictureSet other = await OpenAsync();
        Assert.Equal(1, other.Images.Count);
        Assert.Equal(last, mapped.Images[11].ToArray());
    }

    [Fact]
    public async Task Of_more_files_than_may_be_decoded_an_even_sample_is_and_the_rest_another_time()
    {
        PictureFiles.DrawTwelve(_folder);
        using (PictureSet part = await OpenAsync(maxDecoded: 4))
        {
            Assert.Equal((4, 8), (part.Images.Count, part.LeftOut));
            int[] places = [.. part.Paths.Select(p => int.Parse(p[..2]) / 3)];
            Assert.Equal([0, 1, 2, 3], places);
        }

        using PictureSet all = await OpenAsync();
        Assert.Equal((8, 4, 0), (all.Decoded, all.Kept, all.LeftOut));
        Assert.True(all.Changes!.IsEmpty);
        for (int i = 0; i < 12; i++) Assert.Equal(Pixels(all.Paths[i]), all.Images[i].ToArray());
    }

    [Fact]
    public async Task What_was_decoded_before_a_stop_is_kept()
    {
        PictureFiles.DrawTwelve(_folder);
        using var stop = new CancellationTokenSource();
        PictureSetOptions options = Options(progress: p =>
        {
            if (p.Done == 5) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PictureSet.OpenAsync(PictureFiles.In(_folder), options, stop.Token));
        using PictureSet rest = await OpenAsync();
        Assert.True(rest.Kept >= 5, $"{rest.Kept} kept");
        Assert.Equal(12, rest.Kept + rest.Decoded);
        for (int i = 0; i < 12; i++) Assert.Equal(Pixels(rest.Paths[i]), rest.Images[i].ToArray());
    }

    [Fact]
    public async Task What_a_run_that_fails_on_its_way_has_written_is_kept()
    {
        PictureFiles.DrawTwelve(_folder);
        File.WriteAllText(_folder["bad.jpg"], "text");
        var failed = new List<PictureFailure>();

        // Caches of 2 and of 4 pictures have been written; the one of 8 is under way.
        PictureSetOptions options = Options(firstWrite: 2, failed: failed.Add, progress: p =>
        {
            Assert.Equal(("decoding", 12), (p.Stage, p.Total));
            if (p.Done == 7) throw new InvalidOperationException("the program breaks");
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => PictureSet.OpenAsync(PictureFiles.In(_folder), options, TestContext.Current.CancellationToken));
        Assert.Single(failed);
        using PictureSet rest = await OpenAsync();
        Assert.Equal((4, 8), (rest.Kept, rest.Decoded));
    }

    [Fact]
    public async Task A_cache_that_is_written_in_rounds_is_the_one_that_is_written_at_once()
    {
        PictureFiles.DrawTwelve(_folder);
        File.WriteAllText(_folder["bad.jpg"], "text");
        var failed = new List<PictureFailure>();
        var done = new List<int>();
        string checksum;
        using (PictureSet rounds = await PictureSet.OpenAsync(
            PictureFiles.In(_folder), Options(firstWrite: 2, failed: failed.Add, progress: p => done.Add((int)p.Done)), TestContext.Current.CancellationToken))
        {
            Assert.Equal((12, 0, 0), (rounds.Decoded, rounds.Kept, rounds.LeftOut));
            Assert.Equal(Enumerable.Range(1, 12), done);
            Assert.Single(failed);
            checksum = rounds.Checksum;
            File.Delete(rounds.CachePath);
        }

        using PictureSet once = await OpenAsync();
        Assert.Equal(checksum, once.Checksum);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_deleted_and_what_another_writes_is_not()
    {
        PictureFiles.DrawTwelve(_folder);
        string path;
        using (PictureSet set = await OpenAsync()) path = set.CachePath;
        string killed = path + ".abcdefgh.012.tmp", other = _cache["0123.pixels.hgfedcba.543.tmp"], running = path + ".aaaaaaaa.000.tmp", foreign = path + ".note.tmp";
        foreach (string left in new[] { killed, other, foreign }) File.WriteAllText(left, "left");
        using var held = new FileStream(running, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        (await OpenAsync()).Dispose();
        Assert.False(File.Exists(killed));
        Assert.False(File.Exists(other)); // of another folder's cache: nobody may ever come for it
        Assert.True(File.Exists(running));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task Two_runs_at_once_give_the_same_images()
    {
        PictureFiles.DrawTwelve(_folder);
        PictureSet[] both = await Task.WhenAll(OpenAsync(), OpenAsync());
        Assert.Equal(both[0].Images.Pixels.ToArray(), both[1].Images.Pixels.ToArray());
        Assert.Single(_cache.FileNames);
        foreach (PictureSet set in both) set.Dispose();
    }

    [Fact]
    public async Task A_folder_without_a_picture_is_an_empty_set()
    {
        File.WriteAllText(_folder["a.jpg"], "text");
        using PictureSet set = await OpenAsync(maxInMemory: 0);
        Assert.Equal(0, set.Images.Count);
        Assert.Single(set.Failures);
    }

    [Fact]
    public async Task A_cache_is_opened_again_as_it_is_and_tells_what_changed_since()
    {
        PictureFiles.DrawTwelve(_folder);
        using PictureSet begun = await OpenAsync();
        File.Delete(_folder["01.jpg"]);
        PictureFiles.Draw(_folder["02.png"], 9, 9, seed: 9);
        PictureFiles.Draw(_folder["z.png"], 9, 9, seed: 10);
        using PictureSet again = PictureSet.Reopen(begun.CachePath, begun.Checksum, "drawn");
        Assert.Equal(begun.Images.Pixels.ToArray(), again.Images.Pixels.ToArray());
        PictureChanges changes = again.Compare(PictureFiles.In(_folder));
        Assert.Equal(["z.png"], changes.Added);
        Assert.Equal(["02.png"], changes.Changed);
        Assert.Equal(["01.jpg"], changes.Removed);
    }

    [Fact]
    public async Task A_cache_that_was_made_anew_or_is_gone_is_not_opened_again()
    {
        PictureFiles.DrawTwelve(_folder);
        using PictureSet begun = await OpenAsync();
        File.Delete(_folder["01.jpg"]);
        (await OpenAsync()).Dispose();
        DatasetException anew = Assert.Throws<DatasetException>(() => PictureSet.Reopen(begun.CachePath, begun.Checksum, "drawn"));
        Assert.Contains("made anew", anew.Message, StringComparison.Ordinal);
        File.Delete(begun.CachePath);
        Assert.Throws<DatasetException>(() => PictureSet.Reopen(begun.CachePath, begun.Checksum, "drawn"));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_named_before_a_picture_is_decoded()
    {
        PictureFiles.DrawTwelve(_folder);
        File.WriteAllText(_cache["file"], "not a folder");
        var decoded = new List<int>();
        var options = new PictureSetOptions
        {
            Source = _folder.Folder,
            Name = "drawn",
            Shape = new PixelShape(3, 16, 16),
            CacheFolder = _cache["file"],
            Progress = new ProgressHook<Progress>(p => decoded.Add((int)p.Done)),
        };
        DatasetException refused = await Assert.ThrowsAsync<DatasetException>(
            () => PictureSet.OpenAsync(PictureFiles.In(_folder), options, TestContext.Current.CancellationToken));
        Assert.Contains("LOOKALIKE_DATA", refused.Message, StringComparison.Ordinal);
        Assert.Empty(decoded);
    }

    [Fact]
    public async Task A_file_that_is_listed_twice_counts_once()
    {
        PictureFiles.DrawTwelve(_folder);
        PictureFile[] files = PictureFiles.In(_folder);
        using PictureSet set = await PictureSet.OpenAsync([.. files, files[0]], Options(), TestContext.Current.CancellationToken);
        Assert.Equal(12, set.Images.Count);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    private byte[] Pixels(string path) => new PictureReader().Read(_folder[path], new PixelShape(3, 16, 16)).Pixels;

    private PictureSetOptions Options(
        PixelShape? shape = null,
        PictureFit fit = PictureFit.Pad,
        long maxPixels = PictureReader.DefaultMaxPixels,
        int? maxDecoded = null,
        long maxInMemory = 1 << 30,
        int firstWrite = 10_000,
        Action<Progress>? progress = null,
        Action<PictureFailure>? failed = null,
        Action<string>? notice = null) => new()
        {
            Source = _folder.Folder,
            Name = "drawn",
            Shape = shape ?? new PixelShape(3, 16, 16),
            Fit = fit,
            MaxPixels = maxPixels,
            MaxDecoded = maxDecoded,
            MaxInMemory = maxInMemory,
            FirstWrite = firstWrite,
            CacheFolder = _cache.Folder,
            Threads = 2,
            Progress = progress is null ? null : new ProgressHook<Progress>(progress),
            Failed = failed,
            Notice = notice,
        };

    private Task<PictureSet> OpenAsync(
        PixelShape? shape = null,
        PictureFit fit = PictureFit.Pad,
        long maxPixels = PictureReader.DefaultMaxPixels,
        int? maxDecoded = null,
        long maxInMemory = 1 << 30,
        Action<Progress>? progress = null,
        Action<PictureFailure>? failed = null,
        Action<string>? notice = null) =>
        PictureSet.OpenAsync(
            PictureFiles.In(_folder),
            Options(shape, fit, maxPixels, maxDecoded, maxInMemory, 10_000, progress, failed, notice),
            TestContext.Current.CancellationToken);
}
