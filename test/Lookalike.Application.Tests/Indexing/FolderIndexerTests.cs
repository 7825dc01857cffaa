using FsCheck.Xunit;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Imaging;
using Lookalike.Imaging.Sheets;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests.Indexing;

public sealed class FolderIndexerTests : IDisposable
{
    private readonly PictureFolderIndex _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task New_pictures_are_encoded_with_all_that_their_record_says()
    {
        string path = _sample.Draw("2024/beach.png", seed: 1, width: 7, height: 9);
        _sample.Draw("b.png", seed: 2);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((2, 0, 0, 0, 2), (summary.Encoded, summary.Unchanged, summary.Removed, summary.Failed, summary.FilesRead));
        ImageRecord record = (await _sample.RecordsAsync())["pictures/2024/beach.png"];
        Assert.Equal(("pictures", "2024/beach.png", 7, 9), (record.Set, record.Path, record.Width, record.Height));
        Assert.Equal((new FileInfo(path).Length, new FileInfo(path).LastWriteTimeUtc), (record.Size!.Value, record.Modified!.Value.UtcDateTime));
        Assert.Matches("^[0-9a-f]{32}$", record.ContentHash);
        Assert.Equal(_sample.Encode(path), record.Vector.ToArray());
    }

    [Fact]
    public async Task An_unchanged_folder_of_300_pictures_has_none_of_them_read()
    {
        for (int i = 0; i < 300; i++) _sample.Draw($"{i}.png", i);
        Assert.Equal(300, (await _sample.RunAsync()).Encoded);

        IndexSummary again = await _sample.RunAsync();

        Assert.Equal((0, 300, 0, 0), (again.Encoded, again.Unchanged, again.FilesRead, again.Touched));
    }

    [Fact]
    public async Task What_this_program_drew_is_passed_over_and_counted_and_a_record_that_it_has_taken_the_place_of_is_dropped()
    {
        string path = _sample.Draw("a.png", seed: 1);
        _sample.Draw("b.png", seed: 2);
        await _sample.RunAsync();
        var tile = new Tile { Shape = new PixelShape(1, 4, 4), Pixels = new byte[16] };
        Montage.Save(path, [new MontageRow { Query = tile, Hits = [] }], "title");
        Montage.Save(Path.Combine(_sample.Pictures, "deep/c.png"), [new MontageRow { Query = tile, Hits = [] }], "title");

        IndexSummary summary = await _sample.RunAsync(), again = await _sample.RunAsync();

        Assert.Equal((0, 1, 1, 0, 2), (summary.Encoded, summary.Unchanged, summary.Removed, summary.Failed, summary.Results));
        Assert.Equal((0, 1, 0, 0, 2, 0), (again.Encoded, again.Unchanged, again.Removed, again.Failed, again.Results, again.FilesRead));
        Assert.Equal(["pictures/b.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_file_of_another_time_and_the_same_content_has_only_its_time_written()
    {
        string path = _sample.Draw("a.png", seed: 1);
        await _sample.RunAsync();
        float[] before = (await _sample.RecordsAsync())["pictures/a.png"].Vector.ToArray();
        File.SetLastWriteTimeUtc(path, new DateTime(2025, 5, 5, 0, 0, 0, DateTimeKind.Utc));

        IndexSummary touched = await _sample.RunAsync();

        Assert.Equal((0, 1, 1), (touched.Encoded, touched.Touched, touched.FilesRead));
        ImageRecord record = (await _sample.RecordsAsync())["pictures/a.png"];
        Assert.Equal(before, record.Vector.ToArray());
        Assert.Equal((6, 5), (record.Width, record.Height));
        Assert.Equal(1, (await _sample.RunAsync()).Unchanged);
    }

    [Fact]
    public async Task A_file_of_another_content_is_encoded_anew()
    {
        string path = _sample.Draw("a.png", seed: 1);
        _sample.Draw("b.png", seed: 2);
        await _sample.RunAsync();
        _sample.Draw("a.png", seed: 3);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((1, 1), (summary.Encoded, summary.Unchanged));
        Assert.Equal(_sample.Encode(path), (await _sample.RecordsAsync())["pictures/a.png"].Vector.ToArray());
    }

    [Fact]
    public async Task A_renamed_file_keeps_its_vector_and_its_old_record_goes()
    {
        string path = _sample.Draw("a.png", seed: 1);
        _sample.Draw("b.png", seed: 2);
        await _sample.RunAsync();
        string moved = _sample.Draw("below/c.png", seed: 9);
        File.Move(path, moved, overwrite: true);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, 1, 1, 0, 0), (summary.Encoded, summary.Moved, summary.Unchanged, summary.Copied, summary.Removed));
        Assert.Equal(["pictures/b.png", "pictures/below/c.png"], await _sample.KeysAsync());
        Assert.Equal(_sample.Encode(moved), (await _sample.RecordsAsync())["pictures/below/c.png"].Vector.ToArray());
    }

    [Fact]
    public async Task A_copied_file_gets_the_vector_of_the_one_it_was_copied_from()
    {
        string path = _sample.Draw("a.png", seed: 1);
        await _sample.RunAsync();
        File.Copy(path, Path.Combine(_sample.Pictures, "b.png"));
        File.Copy(path, Path.Combine(_sample.Pictures, "c.png"));

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, 2, 0, 1), (summary.Encoded, summary.Copied, summary.Moved, summary.Unchanged));
        Assert.All((await _sample.RecordsAsync()).Values, record => Assert.Equal(_sample.Encode(path), record.Vector.ToArray()));
    }

    [Fact]
    public async Task Two_files_that_changed_names_change_vectors()
    {
        string a = _sample.Draw("a.png", seed: 1), b = _sample.Draw("b.png", seed: 2);
        await _sample.RunAsync();
        File.Move(a, a + ".old");
        File.Move(b, a);
        File.Move(a + ".old", b);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((0, 2), (summary.Encoded, summary.Copied));
        Dictionary<string, ImageRecord> records = await _sample.RecordsAsync();
        Assert.Equal(_sample.Encode(a), records["pictures/a.png"].Vector.ToArray());
        Assert.Equal(_sample.Encode(b), records["pictures/b.png"].Vector.ToArray());
    }

    [Fact]
    public async Task A_record_whose_file_is_gone_is_dropped()
    {
        _sample.Draw("a.png", seed: 1);
        File.Delete(await DrawAndRunAsync("b.png", seed: 2));

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((1, 1), (summary.Removed, summary.Unchanged));
        Assert.Equal(["pictures/a.png"], await _sample.KeysAsync());
    }

    [Fact]
    public async Task More_pictures_than_a_transaction_holds_are_all_encoded_in_their_own_records()
    {
        string[] paths = [.. Enumerable.Range(0, (2 * ChangeWriter.CommitSize) + 7).Select(i => _sample.Draw($"{i}.png", i))];

        Assert.Equal(paths.Length, (await _sample.RunAsync()).Encoded);

        Dictionary<string, ImageRecord> records = await _sample.RecordsAsync();
        Assert.Equal(paths.Length, records.Count);
        Assert.All(paths, path => Assert.Equal(_sample.Encode(path), records[$"pictures/{Path.GetFileName(path)}"].Vector.ToArray()));
    }

    [Fact]
    public async Task A_copy_gets_its_vector_though_what_it_was_copied_from_changed_long_before_it_is_met()
    {
        string first = _sample.Draw("a.png", seed: 1);
        await _sample.RunAsync();
        File.Copy(first, Path.Combine(_sample.Pictures, "z.png"));
        float[] old = _sample.Encode(first);
        _sample.Draw("a.png", seed: 2);
        for (int i = 0; i < ChangeWriter.CommitSize; i++) _sample.Draw($"between {i}.png", 100 + i);

        IndexSummary summary = await _sample.RunAsync();

        Assert.Equal((ChangeWriter.CommitSize + 1, 1), (summary.Encoded, summary.Copied));
        Dictionary<string, ImageRecord> records = await _sample.RecordsAsync();
        Assert.Equal(old, records["pictures/z.png"].Vector.ToArray());
        Assert.Equal(_sample.Encode(first), records["pictures/a.png"].Vector.ToArray());
    }

    [Fact]
    public async Task A_file_that_vanishes_while_others_are_read_is_dropped_and_is_no_failure()
    {
        // So many that the last is read only after the first is done.
        string[] paths = [.. Enumerable.Range(0, 600).Select(i => _sample.Draw($"{i:000}.png", i))];
        await _sample.RunFilesAsync(paths[^1]);
        File.SetLastWriteTimeUtc(paths[^1], DateTime.UnixEpoch);

        IndexSummary summary = await _sample.RunAsync(new FolderIndexerOptions { Threads = 1, Progress = new ProgressHook<Progress>(told => { if (told.Done == 1) File.Delete(paths[^1]); }) });

        Assert.Equal((599, 1, 0), (summary.Encoded, summary.Removed, summary.Failed));
        Assert.DoesNotContain("pictures/599.png", await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_stopped_run_keeps_what_it_committed_and_the_next_one_goes_on()
    {
        for (int i = 0; i < 600; i++) _sample.Draw($"{i}.png", i);
        using var stop = new CancellationTokenSource();
        using (ImageIndex index = await _sample.OpenForWritingAsync())
        {
            var indexer = new FolderIndexer(index, _sample.Encoder, new FolderIndexerOptions { Progress = new ProgressHook<Progress>(told => { if (told.Done == 400) stop.Cancel(); }) });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => indexer.RunAsync(new FolderSelection { Folders = [_sample.Pictures] }, stop.Token));
        }

        IndexSummary next = await _sample.RunAsync();

        Assert.Equal(600, next.Unchanged + next.Encoded);

        // Where the machine is slow, transactions are written by the clock as well, so that the last may be any.
        Assert.InRange(next.Unchanged, 400 - ChangeWriter.CommitSize, 400);
    }

    [Fact]
    public async Task A_dry_run_tells_what_a_run_then_does_and_writes_nothing()
    {
        string gone = _sample.Draw("gone.png", seed: 1), touched = _sample.Draw("touched.png", seed: 2), changed = _sample.Draw("changed.png", seed: 3);
        string from = _sample.Draw("from.png", seed: 4);
        _sample.Draw("same.png", seed: 5);
        await _sample.RunAsync();
        File.Delete(gone);
        File.SetLastWriteTimeUtc(touched, DateTime.UnixEpoch);
        _sample.Draw("changed.png", seed: 6);
        _sample.Draw("new.png", seed: 7);
        File.Copy(Path.Combine(_sample.Pictures, "same.png"), Path.Combine(_sample.Pictures, "copy.png"));
        File.Move(from, Path.Combine(_sample.Pictures, "to.png"));
        byte[] before = File.ReadAllBytes(_sample.IndexPath);

        IndexSummary told = await _sample.PreviewAsync();

        Assert.Equal(before, File.ReadAllBytes(_sample.IndexPath));
        Assert.True(told.DryRun);
        IndexChanges changes = told.Changes!;
        Assert.Equal(["pictures/changed.png", "pictures/new.png"], changes.Encoded);
        Assert.Equal(["pictures/touched.png"], changes.Touched);
        Assert.Equal(("pictures/from.png", "pictures/to.png"), (changes.Moved.Single().From, changes.Moved.Single().To));
        Assert.Equal(("pictures/same.png", "pictures/copy.png"), (changes.Copied.Single().From, changes.Copied.Single().To));
        Assert.Equal(["pictures/gone.png"], changes.Removed);
        IndexSummary done = await _sample.RunAsync();
        Assert.Equal(Counts(told), Counts(done));
        Assert.Null(done.Changes);
    }

    [Fact]
    public async Task A_dry_run_without_an_index_makes_none()
    {
        _sample.Draw("a.png", seed: 1);

        Assert.Equal(["pictures/a.png"], (await _sample.PreviewAsync()).Changes!.Encoded);

        Assert.False(File.Exists(_sample.IndexPath));
    }

    [Property(MaxTest = 10)]
    public async Task After_any_changes_an_index_holds_what_a_fresh_one_would_and_a_second_run_does_nothing(int seed)
    {
        using var sample = new PictureFolderIndex();
        var random = new Random(seed);
        for (int i = 0; i < 6; i++) sample.Draw($"{i}.png", random.Next());
        for (int round = 0; round < 4; round++)
        {
            for (int i = random.Next(5); i > 0; i--) Change(sample, random);
            if (Directory.GetFiles(sample.Pictures, "*", SearchOption.AllDirectories).Length == 0) sample.Draw("last.png", random.Next());
            await sample.RunAsync();
            string[] files = Directory.GetFiles(sample.Pictures, "*", SearchOption.AllDirectories);
            Dictionary<string, ImageRecord> records = await sample.RecordsAsync();
            Assert.Equal(files.Select(f => "pictures/" + Path.GetRelativePath(sample.Pictures, f)).Order(StringComparer.Ordinal), records.Keys.Order(StringComparer.Ordinal));
            Assert.All(files, f => Assert.Equal(sample.Encode(f), records["pictures/" + Path.GetRelativePath(sample.Pictures, f)].Vector.ToArray()));
            IndexSummary again = await sample.RunAsync();
            Assert.Equal((files.Length, 0), (again.Unchanged, again.FilesRead));
        }
    }

    /// <summary>Does to a random file what people do to files.</summary>
    private static void Change(PictureFolderIndex sample, Random random)
    {
        string[] files = [.. Directory.GetFiles(sample.Pictures, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string other = Path.Combine(sample.Pictures, $"{random.Next(12)}.png");
        if (files.Length == 0 || random.Next(6) is 0)
        {
            sample.Draw(other, random.Next());
            return;
        }

        string file = files[random.Next(files.Length)];
        switch (random.Next(5))
        {
            case 0:
                File.Delete(file);
                break;
            case 1:
                File.Move(file, other, overwrite: true);
                break;
            case 2 when file != other:
                File.Copy(file, other, overwrite: true);
                File.SetLastWriteTimeUtc(other, DateTime.UnixEpoch.AddSeconds(random.Next()));
                break;
            case 3:
                File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddSeconds(random.Next()));
                break;
            default:
                sample.Draw(file, random.Next());
                break;
        }
    }

    private static int[] Counts(IndexSummary s) => [s.Encoded, s.Unchanged, s.Touched, s.Moved, s.Copied, s.Removed, s.Failed];

    private async Task<string> DrawAndRunAsync(string name, int seed)
    {
        string path = _sample.Draw(name, seed);
        await _sample.RunAsync();
        return path;
    }
}
