using Lookalike.Core.Telemetry;

namespace Lookalike.Storage.Sqlite.Telemetry;

/// <summary>
/// What this library tells about its operations, by OpenTelemetry's semantic conventions for database clients: a span
/// <c>{operation} {collection}</c> for each, and how long it took. No path, key, record or vector is ever told.
/// </summary>
/// <remarks>While nobody listens, nothing is measured.</remarks>
public static class SqliteTelemetry
{
    /// <summary>The name of the source of spans, to give to <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Lookalike.Storage.Sqlite";

    /// <summary>The name of the meter, to give to <c>AddMeter</c>.</summary>
    public const string MeterName = ActivitySourceName;

    /// <summary>The name of the histogram of seconds that operations took.</summary>
    internal const string OperationDurationName = "db.client.operation.duration";

    /// <summary>The category of what is logged.</summary>
    internal const string LogCategory = ActivitySourceName;

    // The boundaries that the conventions ask for.
    internal static readonly OperationSource Operations = new(
        ActivitySourceName, OperationDurationName, "Duration of database client operations.", [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]);
}
