using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lookalike.Storage.Sqlite.Telemetry;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Telemetry;

public sealed class TelemetryTests : StoreTest
{
    // Other tests run beside these and are heard too: each test listens to a collection of its own.
    private readonly string _name = $"told-{Guid.NewGuid():N}";

    [Fact]
    public async Task Each_operation_is_a_span_of_a_database_client_without_a_path_or_a_vector()
    {
        ConcurrentQueue<Activity> spans = [];
        using ActivityListener listener = Listen(spans);
        SqliteCollection<string, Picture> collection = Store.GetCollection<string, Picture>(_name);

        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Picture.At("secret", 1), Token);
        await collection.SearchAsync(new float[3], 1, cancellationToken: Token).ToListAsync(Token);
        await collection.ReadAsync(["Key"], includeVectors: true, metadata: [], Token);

        Assert.Equal([$"EnsureCollectionExists {_name}", $"EnsureCollectionExists {_name}", $"Upsert {_name}", $"Search {_name}", $"Read {_name}"], spans.Select(s => s.DisplayName));
        foreach (Activity span in spans)
        {
            Assert.Equal(ActivityKind.Client, span.Kind);
            Assert.Equal(ActivityStatusCode.Unset, span.Status);
            Assert.Equal(
                [("db.collection.name", _name), ("db.operation.name", span.DisplayName.Split(' ')[0]), ("db.system.name", "sqlite")],
                span.TagObjects.Select(tag => (tag.Key, (string)tag.Value!)).Order());
        }
    }

    [Fact]
    public async Task A_span_follows_the_span_of_its_caller()
    {
        ConcurrentQueue<Activity> spans = [];
        using ActivityListener listener = Listen(spans);
        using Activity caller = new Activity("caller").Start();

        await Store.CollectionExistsAsync(_name, Token);

        Assert.Equal(caller.SpanId, Assert.Single(spans).ParentSpanId);
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public async Task A_fault_is_the_status_of_the_span_and_its_type_is_told()
    {
        ConcurrentQueue<Activity> spans = [];
        using ActivityListener listener = Listen(spans);
        SqliteCollection<string, Picture> collection = Store.GetCollection<string, Picture>(_name);

        await Assert.ThrowsAsync<VectorStoreException>(() => collection.SearchAsync(new float[3], 1, cancellationToken: Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<VectorStoreException>(() => collection.UpsertAsync(Picture.At("a", 1), Token));
        await Assert.ThrowsAsync<VectorStoreException>(() => collection.CountAsync(Token));

        Assert.Equal(3, spans.Count);
        Assert.All(spans, span => Assert.Equal((ActivityStatusCode.Error, typeof(VectorStoreException).FullName), (span.Status, span.GetTagItem("error.type"))));
    }

    [Fact]
    public async Task The_duration_of_each_operation_is_measured_in_seconds()
    {
        ConcurrentQueue<(double Seconds, string Operation)> measured = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name != SqliteTelemetry.MeterName) return;
            Assert.Equal((SqliteTelemetry.OperationDurationName, "s"), (instrument.Name, instrument.Unit));
            own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            Dictionary<string, object?> told = new(tags.ToArray());
            if ((string?)told.GetValueOrDefault("db.collection.name") == _name) measured.Enqueue((seconds, (string)told["db.operation.name"]!));
        });
        listener.Start();
        SqliteCollection<string, Picture> collection = Store.GetCollection<string, Picture>(_name);
        long start = Stopwatch.GetTimestamp();

        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Picture.At("a", 1), Token);
        await collection.SearchAsync(new float[3], 1, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["EnsureCollectionExists", "EnsureCollectionExists", "Upsert", "Search"], measured.Select(m => m.Operation));
        Assert.InRange(measured.Sum(m => m.Seconds), 1e-6, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SqliteTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if ((string?)span.GetTagItem("db.collection.name") == _name) spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
