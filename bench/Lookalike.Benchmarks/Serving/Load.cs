using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>How long each of many calls took, some of them at a time, and how much of the processor.</summary>
/// <param name="processor">The time of the processor that who is called has taken by now. Other work on the machine does not count.</param>
internal sealed class Load(Func<TimeSpan> processor)
{
    private readonly ConcurrentBag<double> _milliseconds = [];
    private double[]? _sorted;
    private double _seconds, _processorMilliseconds;

    public double P50 => At(0.50);

    public double P99 => At(0.99);

    /// <summary>Calls so many times, each of the connections one after the other.</summary>
    public async Task RunAsync(int connections, int calls, Func<int, Task> call)
    {
        int next = -1;
        TimeSpan taken = processor();
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < calls; i = Interlocked.Increment(ref next))
            {
                long began = Stopwatch.GetTimestamp();
                await Task.Yield(); // a call that never waits would keep the others from beginning, and take no time in the queue
                await call(i);
                _milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        _processorMilliseconds += (processor() - taken).TotalMilliseconds;
        _sorted = null;
    }

    /// <summary>Cells of a table: p50, p99, calls a second, and milliseconds of the processor for each.</summary>
    public override string ToString() => $"{P50:0.00} | {P99:0.00} | {_milliseconds.Count / _seconds:N0} | {_processorMilliseconds / _milliseconds.Count:0.00}";

    private double At(double share)
    {
        _sorted ??= [.. _milliseconds.Order()];
        return _sorted[(int)(share * (_sorted.Length - 1))];
    }
}
