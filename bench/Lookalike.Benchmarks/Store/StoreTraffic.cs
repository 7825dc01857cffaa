using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>Searches while other tasks write batches without a pause, and how long the searches take.</summary>
internal sealed class StoreTraffic
{
    private const int Batch = 1000;

    private readonly List<double> _milliseconds = [];
    private int _written;
    private double _seconds;

    private enum Writing
    {
        None,
        New,
        Changed,
    }

    public static Task<string> IdleAsync(string path, int records, TimeSpan duration) => RowAsync(path, records, duration, Writing.None, searchers: 1);

    public static Task<string> AppendingAsync(string path, int records, TimeSpan duration) => RowAsync(path, records, duration, Writing.New, searchers: 1);

    public static Task<string> ChangingAsync(string path, int records, TimeSpan duration, int searchers) => RowAsync(path, records, duration, Writing.Changed, searchers);

    private static async Task<string> RowAsync(string path, int records, TimeSpan duration, Writing writing, int searchers)
    {
        var traffic = new StoreTraffic();
        using (var file = new StoreFile(path)) await traffic.RunAsync(file, records, duration, writing, searchers);
        double[] sorted = [.. traffic._milliseconds.Order()];
        string written = writing switch
        {
            Writing.None => "nothing",
            Writing.New => "batches of 1,000 new records",
            _ => "batches of 1,000 records that exist",
        };
        return $"| {written} | {traffic._written / traffic._seconds:N0} | {searchers} | {sorted.Length:N0} | {At(sorted, 0.5):0.0} | {At(sorted, 0.99):0.0} | {sorted[^1]:0.0} |";
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];

    private async Task RunAsync(StoreFile file, int records, TimeSpan duration, Writing writing, int searchers)
    {
        await file.SearchAsync(StoreRecord.Create(0).Vector);
        // Nothing here gives its thread back before it is done, so each gets one of its own, and looks at the clock itself: on the
        // pool's threads a timer would wait for its turn.
        long start = Stopwatch.GetTimestamp();
        bool Goes() => Stopwatch.GetElapsedTime(start) < duration;
        List<Task> tasks = [.. Enumerable.Range(0, searchers).Select(s => OnThread(() => SearchAsync(file, s, Goes)))];
        if (writing != Writing.None) tasks.Add(OnThread(() => WriteAsync(file, records, writing, Goes)));
        await Task.WhenAll(tasks);
        _seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task OnThread(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private async Task SearchAsync(StoreFile file, int searcher, Func<bool> goes)
    {
        var own = new List<double>();
        for (int i = searcher; goes(); i++)
        {
            ReadOnlyMemory<float> query = StoreRecord.Create(i * 31).Vector;
            long start = Stopwatch.GetTimestamp();
            await file.SearchAsync(query);
            own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        lock (_milliseconds) _milliseconds.AddRange(own);
    }

    private async Task WriteAsync(StoreFile file, int records, Writing writing, Func<bool> goes)
    {
        for (int batch = 0; goes(); batch++)
        {
            int first = writing == Writing.New ? records + (batch * Batch) : batch * Batch % records;
            await file.Records.UpsertAsync(StoreRecord.Batch(first, Batch, edition: batch + 1), CancellationToken.None);
            _written += Batch;
        }
    }
}
