using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>How long each of many calls took, some of them at a time.</summary>
internal sealed class Load
{
    private readonly ConcurrentBag<double> _milliseconds = [];
    private double[]? _sorted;
    private double _seconds;

    public double P50 => At(0.50);

    public double P99 => At(0.99);

    /// <summary>Calls so many times, each of the connections one after the other.</summary>
    public async Task RunAsync(int connections, int calls, Func<int, Task> call)
    {
        int next = -1;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < calls; i = Interlocked.Increment(ref next))
            {
                long began = Stopwatch.GetTimestamp();
                await call(i);
                _milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        _sorted = null;
    }

    /// <summary>Cells of a table: p50, p99 and calls a second.</summary>
    public override string ToString() => $"{P50:0.00} | {P99:0.00} | {_milliseconds.Count / _seconds:N0}";

    private double At(double share)
    {
        _sorted ??= [.. _milliseconds.Order()];
        return _sorted[(int)(share * (_sorted.Length - 1))];
    }
}
