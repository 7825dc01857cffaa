using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Database;

internal static class SqliteConstants
{
    /// <summary>The name of the system in metadata and exceptions, as OpenTelemetry spells it.</summary>
    public const string SystemName = "sqlite";

    /// <summary>"LkAl" in ASCII: what PRAGMA application_id holds in a file of ours.</summary>
    public const int ApplicationId = 0x4C6B416C;

    /// <summary>
    /// What PRAGMA user_version holds: the version of the tables' layout. 1 had no index of the blocks' versions, 2 no checksums, 3 no marks.
    /// </summary>
    public const int SchemaVersion = 4;

    /// <summary>The first layout with an index of the blocks' versions.</summary>
    public const int VersionIndexVersion = 2;

    /// <summary>The first layout whose blocks have checksums.</summary>
    public const int ChecksumVersion = 3;

    /// <summary>The first layout whose transactions have marks.</summary>
    public const int MarksVersion = 4;

    public const string DefaultDistanceFunction = DistanceFunction.CosineDistance;

    public static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(5);
}
