using Lookalike.Core.Files;
using Lookalike.Search.Distances;
using Lookalike.Search.Hnsw;
using Lookalike.Storage.Sqlite.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>
/// Where the graph of a vector property lies: a file beside the database, named after the collection's number and the property's
/// ordinal. It holds nothing that the database does not: without it, or with a damaged one, the graph is built from the vectors.
/// </summary>
internal sealed class GraphFile(string database, long collection, int ordinal, ILogger? logger = null)
{
    /// <summary>An index of few vectors has room for some.</summary>
    private const int MinRoom = 64;

    private readonly string _path = $"{database}.{collection}-{ordinal}.hnsw";

    public string Path => _path;

    /// <summary>The index in the file; null where there is none that can be used.</summary>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="slots">The slots that there are: an index with room for many times more is not of these vectors.</param>
    public HnswIndex? TryOpen(int dimension, DistanceMetric metric, int slots)
    {
        try
        {
            HnswIndex index = Open(slots);
            return index.Dimension == dimension && index.Metric == metric ? index : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            if (logger is not null && File.Exists(_path)) StoreLog.GraphUnusable(logger, _path, fault.Message);
            // Missing, damaged, of another version: all the same, it is built anew.
            return null;
        }
    }

    /// <summary>What there is in the file, and where it cannot be used, why.</summary>
    public GraphState Check(int dimension, DistanceMetric metric, int slots, out string? reason)
    {
        reason = null;
        if (!File.Exists(_path)) return GraphState.Missing;
        try
        {
            HnswIndex index = Open(slots);
            if (index.Dimension == dimension && index.Metric == metric) return GraphState.Sound;
            reason = $"'{_path}' is the graph of other vectors: expected {dimension} dimensions by {metric}, found {index.Dimension} by {index.Metric}.";
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            reason = fault.Message;
        }

        return GraphState.Unusable;
    }

    /// <summary>Writes an index, beside and renamed.</summary>
    /// <returns>False if it cannot be written; nothing is lost by that but the time to build it once more.</returns>
    public bool TrySave(HnswIndex index, long version)
    {
        try
        {
            AbandonedFiles.Delete(_path);
            using AtomicFile file = AtomicFile.Create(_path);
            index.Save(file.Stream, version);
            file.Commit();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (logger is not null) StoreLog.GraphNotWritten(logger, _path, fault.Message);
            return false;
        }
    }

    /// <summary>Deletes the graphs of a collection that is no more.</summary>
    /// <param name="database">The database file.</param>
    /// <param name="collection">The collection's number.</param>
    /// <param name="properties">Its vector properties. Each file has its own name, so no pattern is made of the database's.</param>
    public static void DeleteAll(string database, long collection, int properties)
    {
        for (int ordinal = 0; ordinal < properties; ordinal++)
        {
            try
            {
                File.Delete(new GraphFile(database, collection, ordinal)._path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Left behind: numbers of collections never come back, so nobody will take it for another's.
            }
        }
    }

    // An index grows by half at a time, so that it never has room for twice as many as there were.
    private HnswIndex Open(int slots) => HnswIndex.Open(_path, (int)Math.Min((2L * slots) + MinRoom, int.MaxValue), out _);
}
