using Lookalike.Search;

namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>
/// Where the graph of a vector property lies: a file beside the database, named after the collection's number and the property's
/// ordinal. It holds nothing that the database does not: without it, or with a damaged one, the graph is built from the vectors.
/// </summary>
internal sealed class GraphFile(string database, long collection, int ordinal)
{
    private readonly string _path = $"{database}.{collection}-{ordinal}.hnsw";

    public string Path => _path;

    /// <summary>The index in the file; null where there is none that can be used.</summary>
    public HnswIndex? TryOpen(int dimension, DistanceMetric metric)
    {
        try
        {
            HnswIndex index = HnswIndex.Open(_path, out _);
            return index.Dimension == dimension && index.Metric == metric ? index : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // Missing, damaged, of another version: all the same, it is built anew.
            return null;
        }
    }

    /// <summary>What there is in the file, and where it cannot be used, why.</summary>
    public GraphState Check(int dimension, DistanceMetric metric, out string? reason)
    {
        reason = null;
        if (!File.Exists(_path)) return GraphState.Missing;
        try
        {
            HnswIndex index = HnswIndex.Open(_path, out _);
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
            return false;
        }
    }

    /// <summary>Deletes the graphs of a collection that is no more.</summary>
    public static void DeleteAll(string database, long collection)
    {
        string folder = System.IO.Path.GetDirectoryName(database)!;
        foreach (string path in Directory.EnumerateFiles(folder, $"{System.IO.Path.GetFileName(database)}.{collection}-*.hnsw"))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Left behind: numbers of collections never come back, so nobody will take it for another's.
            }
        }
    }
}
