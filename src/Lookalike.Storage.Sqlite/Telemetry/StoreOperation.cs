using System.Diagnostics;
using Lookalike.Storage.Sqlite.Database;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Telemetry;

/// <summary>One operation as telemetry tells it: its span, and its duration. It ends when it is disposed.</summary>
internal sealed class StoreOperation : IDisposable
{
    private readonly Activity? _activity;
    private readonly string _operation;
    private readonly string? _collection;
    private readonly long _start = Stopwatch.GetTimestamp();
    private string? _error;

    private StoreOperation(string operation, string? collection)
    {
        _operation = operation;
        _collection = collection;
        _activity = SqliteTelemetry.Source.StartActivity(collection is null ? operation : $"{operation} {collection}", ActivityKind.Client);
        foreach ((string key, object? value) in Tags()) _activity?.SetTag(key, value);
    }

    /// <summary>Begins to tell of an operation; null, at no cost, while nobody listens.</summary>
    public static StoreOperation? Start(string operation, string? collection) =>
        SqliteTelemetry.Source.HasListeners() || SqliteTelemetry.OperationDuration.Enabled ? new StoreOperation(operation, collection) : null;

    /// <summary>Takes note of a fault on its way to the caller, who knows of one that is a cancellation.</summary>
    /// <returns>False, so that it can stand in the filter of a catch clause that catches nothing.</returns>
    public bool Fail(Exception fault)
    {
        if (fault is OperationCanceledException) return false;

        // What SQLite or the file said is more than that the store failed.
        _error = (fault is VectorStoreException { InnerException: { } inner } ? inner : fault).GetType().FullName;
        _activity?.SetStatus(ActivityStatusCode.Error);
        return false;
    }

    public void Dispose()
    {
        var tags = new TagList();
        foreach ((string key, object? value) in Tags()) tags.Add(key, value);
        if (_error is not null)
        {
            _activity?.SetTag("error.type", _error);
            tags.Add("error.type", _error);
        }

        SqliteTelemetry.OperationDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
        _activity?.Dispose();
    }

    private IEnumerable<KeyValuePair<string, object?>> Tags()
    {
        yield return new("db.system.name", SqliteConstants.SystemName);
        yield return new("db.operation.name", _operation);
        if (_collection is not null) yield return new("db.collection.name", _collection);
    }
}
