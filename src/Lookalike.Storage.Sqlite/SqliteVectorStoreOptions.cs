using Lookalike.Storage.Sqlite.Database;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite;

/// <summary>Options of a <see cref="SqliteVectorStore"/>.</summary>
public sealed class SqliteVectorStoreOptions
{
    /// <summary>Creates options with the default values.</summary>
    public SqliteVectorStoreOptions()
    {
    }

    /// <summary>Creates a copy of other options.</summary>
    /// <param name="source">The options to copy; null gives the default values.</param>
    internal SqliteVectorStoreOptions(SqliteVectorStoreOptions? source)
    {
        if (source is null) return;
        EmbeddingGenerator = source.EmbeddingGenerator;
        ReadOnly = source.ReadOnly;
        BusyTimeout = source.BusyTimeout;
        LoggerFactory = source.LoggerFactory;
    }

    /// <summary>The generator that turns values into vectors where a vector property or its definition names no other.</summary>
    /// <value>Null by default: vectors are given as they are.</value>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }

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
