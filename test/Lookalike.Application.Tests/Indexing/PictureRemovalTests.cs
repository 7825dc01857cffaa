using Lookalike.Application.Indexing;

namespace Lookalike.Application.Tests.Indexing;

public sealed class PictureRemovalTests : IAsyncLifetime
{
    private readonly PictureFolderIndex _sample = new();

    public async ValueTask InitializeAsync()
    {
        foreach ((string name, int seed) in new[] { ("a.png", 1), ("b.png", 2), ("2024/c.png", 3), ("2024/d.png", 4), ("2024 too/e.png", 5) }) _sample.Draw(name, seed);
        _sample.Draw(_sample.Beside("other/f.png"), seed: 6);
        await _sample.RunAsync(new FolderSelection { Folders = [_sample.Pictures, _sample.Beside("other")] });
    }

    public ValueTask DisposeAsync()
    {
        _sample.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_picture_goes_by_its_key_and_another_by_its_path_and_the_files_stay()
    {
        string b = Path.Combine(_sample.Pictures, "b.png");

        IndexSummary summary = await RemoveAsync("pictures/a.png", b);

        Assert.Equal((2, 4), (summary.Removed, summary.Unchanged));
        Assert.DoesNotContain(await _sample.KeysAsync(), key => key is "pictures/a.png" or "pictures/b.png");
        Assert.True(File.Exists(b));
        Assert.Equal(2, (await _sample.RunAsync()).Encoded);
    }

    [Theory]
    [InlineData("pictures/2024")]
    [InlineData("pictures/2024/")]
    public async Task A_folder_goes_with_all_below_it_and_not_one_whose_name_begins_alike(string name)
    {
        Assert.Equal(2, (await RemoveAsync(name)).Removed);

        Assert.Contains("pictures/2024 too/e.png", await _sample.KeysAsync());
    }

    [Fact]
    public async Task A_folder_goes_by_its_path_though_nothing_is_there_any_more()
    {
        string folder = Path.Combine(_sample.Pictures, "2024");
        Directory.Delete(folder, recursive: true);

        Assert.Equal(2, (await RemoveAsync(folder)).Removed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_root_goes_by_name_or_path_with_all_its_records(bool byPath)
    {
        Assert.Equal(5, (await RemoveAsync(byPath ? _sample.Pictures : "pictures")).Removed);

        Assert.Equal(["other/f.png"], await _sample.KeysAsync());
        using ImageIndex index = await _sample.OpenForWritingAsync();
        Assert.Equal("other", Assert.Single(index.Roots.All).Name);
    }

    [Fact]
    public async Task A_name_of_nothing_is_refused_and_nothing_of_the_others_goes()
    {
        var e = await Assert.ThrowsAsync<FolderException>(() => RemoveAsync("pictures/a.png", "pictures/none.png"));

        Assert.Contains("pictures/none.png", e.Message, StringComparison.Ordinal);
        Assert.Equal(6, (await _sample.KeysAsync()).Length);
    }

    private async Task<IndexSummary> RemoveAsync(params string[] names)
    {
        using ImageIndex index = await _sample.OpenForWritingAsync();
        return await PictureRemoval.RunAsync(index, names, TestContext.Current.CancellationToken);
    }
}
