using Lookalike.Storage.Sqlite.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite;

/// <summary>Options of a <see cref="SqliteCollection{TKey, TRecord}"/> that is created without a store.</summary>
public sealed class SqliteCollectionOptions : VectorStoreCollectionOptions
{
    /// <summary>Creates options with the default values.</summary>
    public SqliteCollectionOptions()
    {
    }

    /// <summary>Creates a copy of other options.</summary>
    /// <param name="source">The options to copy; null gives the default values.</param>
    internal SqliteCollectionOptions(SqliteCollectionOptions? source)
        : base(source)
    {
        if (source is null) return;
        ReadOnly = source.ReadOnly;
        BusyTimeout = source.BusyTimeout;
        LoggerFactory = source.LoggerFactory;
    }

    /// <summary>Whether the file is opened for reading only.</summary>
    /// <value>False by default. When true, nothing is created or changed, and every writing operation throws.</value>
    public bool ReadOnly { get; set; }

    /// <summary>How long an operation waits for a lock that another process or connection holds.</summary>
    /// <value>Five seconds by default; zero does not wait. At most <see cref="int.MaxValue"/> milliseconds.</value>
    public TimeSpan BusyTimeout { get; set; } = SqliteConstants.DefaultBusyTimeout;

    /// <summary>Makes the logger of what happens beside the operations: files that are replaced, graphs that are built, opened and written.</summary>
    /// <value>Null by default: nothing is logged. Services that are registered take that of their provider.</value>
    public ILoggerFactory? LoggerFactory { get; set; }
}
