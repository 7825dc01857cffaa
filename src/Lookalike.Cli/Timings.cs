using System.Diagnostics;

namespace Lookalike.Cli;

/// <summary>Says on standard error how long each stage of a command took, where LOOKALIKE_TIMINGS is set. The cold-search benchmark reads it.</summary>
internal static class Timings
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("LOOKALIKE_TIMINGS") is not null;
    private static long _last = Stopwatch.GetTimestamp();

    /// <summary>Ends a stage.</summary>
    /// <param name="stage">One word.</param>
    public static void End(string stage)
    {
        if (!Wanted) return;
        StandardStreams.Error.WriteLine($"timing {stage} {Stopwatch.GetElapsedTime(_last).TotalMilliseconds:0.00}");
        _last = Stopwatch.GetTimestamp();
    }
}
