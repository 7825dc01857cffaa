using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>How fast records go into a new file, in batches, each a transaction.</summary>
internal static class StoreInsertion
{
    private const int Batch = 1000;

    /// <summary>Vectors in a second until the last batch is committed, and until the file is closed as well; making the records is included.</summary>
    /// <param name="folder">A folder for the file.</param>
    /// <param name="count">Records, a multiple of the batch times the writers.</param>
    /// <param name="writers">Tasks that share the batches; what of a batch needs no lock is then done beside the other's transaction.</param>
    public static async Task<(double Committed, double Closed)> MeasureAsync(string folder, int count, int writers)
    {
        string path = Path.Combine(folder, "insertion.db");
        long start;
        double committed;
        using (var file = new StoreFile(path))
        {
            await file.Records.EnsureCollectionExistsAsync();
            start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(() => WriteAsync(file, w, writers, count))));
            committed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        double closed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using (var file = new StoreFile(path, readOnly: true))
        {
            int found = (await file.Records.GetVectorsAsync()).Count;
            if (found != count) throw new InvalidOperationException($"{path} holds {found} vectors; expected {count}.");
        }

        File.Delete(path);
        return (count / committed, count / closed);
    }

    private static async Task WriteAsync(StoreFile file, int writer, int writers, int count)
    {
        for (int first = writer * Batch; first < count; first += writers * Batch)
            await file.Records.UpsertAsync(StoreRecord.Batch(first, Batch));
    }
}
