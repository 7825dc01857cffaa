using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Lookalike.Benchmarks;

/// <summary>As many searches as a server takes, with a fixed number under way: a generator that has no bound measures its own queue.</summary>
internal static class Saturation
{
    private const int InFlight = 48;

    /// <summary>Prints a row for each minute.</summary>
    public static async Task RunAsync(ServedProgram server, string[] keys, TimeSpan duration)
    {
        Console.WriteLine($"\n{InFlight} searches in flight\n\n| minute | a second | p50, ms | p99, ms | not 200 | server, MB |\n|---|---|---|---|---|---|");
        long start = Stopwatch.GetTimestamp();
        for (int minute = 1; Stopwatch.GetElapsedTime(start) < duration; minute++)
        {
            TimeSpan left = duration - Stopwatch.GetElapsedTime(start);
            (ConcurrentBag<double> milliseconds, ConcurrentDictionary<HttpStatusCode, int> refused, double seconds) =
                await MinuteAsync(server, keys, left < TimeSpan.FromMinutes(1) ? left : TimeSpan.FromMinutes(1));
            double[] sorted = [.. milliseconds.Order()];
            string others = refused.IsEmpty ? "none" : string.Join(", ", refused.Select(pair => $"{(int)pair.Key}: {pair.Value:N0}"));
            (double p50, double p99) = (sorted[sorted.Length / 2], sorted[(int)(0.99 * sorted.Length)]);
            Console.WriteLine($"| {minute} | {sorted.Length / seconds:N0} | {p50:0.0} | {p99:0.0} | {others} | {server.Megabytes:N0} |");
        }
    }

    private static async Task<(ConcurrentBag<double> Milliseconds, ConcurrentDictionary<HttpStatusCode, int> Refused, double Seconds)> MinuteAsync(
        ServedProgram server, string[] keys, TimeSpan duration)
    {
        var milliseconds = new ConcurrentBag<double>();
        var refused = new ConcurrentDictionary<HttpStatusCode, int>();
        long start = Stopwatch.GetTimestamp();
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage answer = await server.PostSearchAsync(keys[Interlocked.Increment(ref next) % keys.Length]);
                await answer.Content.ReadAsByteArrayAsync();
                milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.OK) refused.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
            }
        })));
        return (milliseconds, refused, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
