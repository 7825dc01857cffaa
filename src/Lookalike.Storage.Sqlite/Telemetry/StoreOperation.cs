using System.Diagnostics;
using Lookalike.Core.Telemetry;
using Lookalike.Storage.Sqlite.Database;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Telemetry;

/// <summary>Tells of operations of the store as OpenTelemetry's conventions for database clients ask for.</summary>
internal static class StoreOperation
{
    private static readonly KeyValuePair<string, object?> SystemTag = new("db.system.name", SqliteConstants.SystemName);

    /// <summary>Begins to tell of an operation; null, at no cost, while nobody listens.</summary>
    public static ToldOperation? Start(string operation, string? collection)
    {
        if (!SqliteTelemetry.Operations.IsHeard) return null;
        KeyValuePair<string, object?> name = new("db.operation.name", operation);
        return collection is null
            ? SqliteTelemetry.Operations.Start(operation, ActivityKind.Client, SystemTag, name)
            : SqliteTelemetry.Operations.Start($"{operation} {collection}", ActivityKind.Client, SystemTag, name, new("db.collection.name", collection));
    }

    /// <summary>Takes note of a fault. What SQLite or the file said is more than that the store failed.</summary>
    /// <returns>False, so that it can stand in the filter of a catch clause that catches nothing.</returns>
    public static bool FailAtStore(this ToldOperation told, Exception fault) =>
        told.Fail(fault is VectorStoreException { InnerException: { } inner } ? inner : fault);
}
