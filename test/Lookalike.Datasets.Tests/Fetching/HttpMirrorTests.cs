using System.Text;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Tests.Support;

namespace Lookalike.Datasets.Tests.Fetching;

public class HttpMirrorTests
{
    private const string Images = IdxFileNames.TrainImages;
    private readonly SmallDataset _dataset = new();
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task A_mirror_supplies_every_file()
    {
        using Scratch folder = new();
        await using TestServer server = TestServer.Serving(_dataset);
        DatasetStore store = _dataset.Store(folder, server.Mirror);

        await FetchAsync(store);

        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
        Assert.True(store.Verify("small").IsComplete);
        Assert.Equal([$"Trying {server.Address}.", "4 files of small are present and verified."], _recorder.Notices);
        Lookalike.Core.Progress bytes = _recorder.Reports[0];
        Assert.Equal((Images + ".gz", _dataset.Packed(Images).Length), (bytes.Stage, bytes.Total));
        Assert.InRange(bytes.Done, 1, bytes.Total);
    }

    [Fact]
    public async Task A_broken_connection_is_resumed_where_it_broke()
    {
        using Scratch folder = new();
        await using TestServer server = new(request =>
        {
            TestReply reply = TestReply.RangeOf(_dataset.Packed(request.RawName), request);
            return request is { RawName: Images, From: null } ? reply with { SentLength = 100 } : reply;
        });
        DatasetStore store = _dataset.Store(folder, server.Mirror);

        await FetchAsync(store);

        Assert.Equal(100, server.Requests[1].From);
        Assert.StartsWith($"{server.Address}: {Images}.gz: ", Assert.Single(_recorder.Failures), StringComparison.Ordinal);
        Assert.Contains($"Resuming {Images}.gz at byte 100.", _recorder.Notices);
        Assert.True(store.Verify("small").IsComplete);
    }

    [Fact]
    public async Task A_partial_file_of_an_earlier_fetch_is_resumed()
    {
        using Scratch folder = new();
        WritePartial(folder, _dataset.Packed(Images)[..77]);
        await using TestServer server = TestServer.Serving(_dataset);
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal(77, server.Requests[0].From);
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_partial_file_that_is_whole_is_only_unpacked()
    {
        using Scratch folder = new();
        WritePartial(folder, _dataset.Packed(Images));
        await using TestServer server = TestServer.Serving(_dataset);
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_partial_file_of_something_else_is_thrown_away_and_loaded_again()
    {
        using Scratch folder = new();
        WritePartial(folder, Encoding.ASCII.GetBytes("not the start of a gzip file"));
        await using TestServer server = TestServer.Serving(_dataset);
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal([28, null], server.Requests.Take(2).Select(request => request.From));
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_partial_file_that_is_longer_than_the_file_is_loaded_again()
    {
        using Scratch folder = new();
        WritePartial(folder, new byte[5_000]);
        await using TestServer server = TestServer.Serving(_dataset);
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal([5_000, null], server.Requests.Take(2).Select(request => request.From));
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_starts_the_file_again()
    {
        using Scratch folder = new();
        WritePartial(folder, _dataset.Packed(Images)[..77]);
        await using TestServer server = new(request => new TestReply(200, _dataset.Packed(request.RawName)));
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_server_that_sends_another_range_is_asked_for_the_whole_file()
    {
        using Scratch folder = new();
        WritePartial(folder, _dataset.Packed(Images)[..77]);
        await using TestServer server = new(request => TestReply.RangeOf(_dataset.Packed(request.RawName), request with { From = request.From - 7 }));
        await FetchAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal([77, null], server.Requests.Take(2).Select(request => request.From));
        Assert.Equal(SmallDataset.FileNames, folder.FileNames);
    }

    [Fact]
    public async Task A_wrong_checksum_is_reported_and_nothing_is_kept()
    {
        using Scratch folder = new();
        byte[] other = [.. _dataset.Raw(Images)];
        other[^1] ^= 1;
        await using TestServer server = new(_ => new TestReply(200, Gzip.Pack(other)));
        DatasetException e = await FailAsync(_dataset.Store(folder, server.Mirror));
        Assert.Contains($"{server.Address}: train-images-idx3-ubyte has the wrong SHA-256: expected ", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.FileNames);
    }

    [Fact]
    public async Task A_file_that_unpacks_to_more_than_was_promised_is_refused()
    {
        using Scratch folder = new();
        await using TestServer server = new(_ => new TestReply(200, Gzip.Pack(new byte[5_000_000])));
        DatasetException e = await FailAsync(_dataset.Store(folder, server.Mirror));
        Assert.Contains("is too long: expected 816 bytes", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.FileNames);
    }

    [Fact]
    public async Task A_file_that_unpacks_to_less_than_was_promised_is_refused()
    {
        using Scratch folder = new();
        await using TestServer server = new(_ => new TestReply(200, Gzip.Pack(new byte[10])));
        DatasetException e = await FailAsync(_dataset.Store(folder, server.Mirror));
        Assert.Contains("is too short: expected 816 bytes, found 10", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.FileNames);
    }

    [Fact]
    public async Task A_server_that_sends_without_end_is_cut_off()
    {
        using Scratch folder = new();
        await using TestServer server = new(_ => new TestReply(200, new byte[1_000_000]));
        DatasetException e = await FailAsync(_dataset.Store(folder, server.Mirror));
        Assert.Contains("train-images-idx3-ubyte.gz is too long: expected at most 66364 bytes", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.FileNames);
    }

    [Fact]
    public async Task A_connection_that_breaks_every_time_is_given_up_and_the_partial_file_kept()
    {
        using Scratch folder = new();
        await using TestServer server = new(request => TestReply.RangeOf(_dataset.Packed(request.RawName), request) with { SentLength = 10 });
        await FailAsync(_dataset.Store(folder, server.Mirror));
        Assert.Equal([null, 10, 20], server.Requests.Select(request => request.From));
        Assert.Equal([Images + ".gz.partial"], folder.FileNames);
    }

    private static void WritePartial(Scratch folder, byte[] content)
    {
        Directory.CreateDirectory(folder["small"]);
        File.WriteAllBytes(Path.Combine(folder["small"], Images + ".gz.partial"), content);
    }

    private Task FetchAsync(DatasetStore store) => store.FetchAsync("small", _recorder, _recorder.Notices.Add, TestContext.Current.CancellationToken);

    private async Task<DatasetException> FailAsync(DatasetStore store) => await Assert.ThrowsAsync<DatasetException>(() => FetchAsync(store));
}
