
namespace Lookalike.Application.Tests;

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

    private async Task<string> DrawAndRunAsync(string name, int seed)
    {
        string path = _sample.Draw(name, seed);
        await _sample.RunAsync();
        return path;
    }
}
