using System.Diagnostics;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Telemetry;
using Lookalike.Datasets.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lookalike.Datasets.Tests.Telemetry;

public sealed class DatasetsTelemetryTests : IDisposable
{
    private readonly Scratch _folder = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly SmallDataset _dataset = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fetch_is_a_span_and_bytes_verdicts_retries_and_failed_sources_are_counted_without_an_address()
    {
        await using TestServer absent = new(_ => TestReply.NotFound);
        await using TestServer breaking = new(request =>
        {
            TestReply reply = TestReply.RangeOf(_dataset.Packed(request.RawName), request);
            return request is { RawName: IdxFileNames.TrainImages, From: null } ? reply with { SentLength = 100 } : reply;
        });
        DatasetStore store = _dataset.Store(_folder, _loggers, absent.Mirror, breaking.Mirror);
        using var heard = new HeardTelemetry(DatasetsTelemetry.ActivitySourceName);

        await store.FetchAsync(SmallDataset.Name, cancellationToken: Token);

        Assert.Equal([("verify", ""), ("verify", ""), ("fetch", "")], heard.Operations);
        Assert.All(heard.Spans, span => Assert.Equal((ActivityStatusCode.Unset, SmallDataset.Name), (span.Status, span.GetTagItem("lookalike.dataset"))));
        Assert.Equal(SmallDataset.FileNames.Sum(name => _dataset.Packed(name).Length), heard.Sum("lookalike.datasets.downloaded"));
        Assert.Equal((1, 1), (heard.Sum("lookalike.datasets.retries"), heard.Sum("lookalike.datasets.sources.failed")));
        Assert.Equal((4, 8), (Verified(heard, "present"), Verified(heard, "missing")));
        heard.AssertNoTagHas(_folder.Folder);
        heard.AssertNoTagHas("127.0.0.1");
        Assert.Equal([1, 2, 1, 2, 1, 1], _loggers.Ids("Lookalike.Datasets"));
        Assert.All(_loggers.Entries, e => Assert.Equal(e.Id == 1 ? LogLevel.Information : LogLevel.Warning, e.Level));
    }

    [Fact]
    public async Task Files_that_are_wrong_are_counted_as_what_they_are()
    {
        _dataset.WriteTo(_folder[SmallDataset.Name]);
        string path = Path.Combine(_folder[SmallDataset.Name], IdxFileNames.TrainImages);
        byte[] content = await File.ReadAllBytesAsync(path, Token);
        content[^1]++;
        await File.WriteAllBytesAsync(path, content, Token);
        using var heard = new HeardTelemetry(DatasetsTelemetry.ActivitySourceName);

        Assert.False(_dataset.Store(_folder).Verify(SmallDataset.Name).IsComplete);

        Assert.Equal((3, 1), (Verified(heard, "present"), Verified(heard, "wrong_checksum")));
        Assert.Equal("verify", Assert.Single(heard.Spans).DisplayName);
    }

    [Fact]
    public async Task A_fetch_that_every_source_fails_is_an_error()
    {
        await using TestServer absent = new(_ => TestReply.NotFound);
        using var heard = new HeardTelemetry(DatasetsTelemetry.ActivitySourceName);

        await Assert.ThrowsAsync<DatasetException>(() => _dataset.Store(_folder, absent.Mirror).FetchAsync(SmallDataset.Name, cancellationToken: Token));

        Activity span = heard.Spans.Last();
        Assert.Equal(("fetch", ActivityStatusCode.Error, typeof(DatasetException).FullName), (span.DisplayName, span.Status, span.GetTagItem("error.type")));
        Assert.Equal(("fetch", typeof(DatasetException).FullName!), heard.Operations.Last());
    }

    [Fact]
    public async Task A_fetch_that_is_cancelled_is_no_error()
    {
        using var heard = new HeardTelemetry(DatasetsTelemetry.ActivitySourceName);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _dataset.Store(_folder).FetchAsync(SmallDataset.Name, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal((ActivityStatusCode.Unset, ("fetch", "")), (Assert.Single(heard.Spans).Status, Assert.Single(heard.Operations)));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _loggers.Dispose();
    }

    private static int Verified(HeardTelemetry heard, string outcome) => (int)heard.Sum("lookalike.datasets.files.verified", "lookalike.outcome", outcome);
}
