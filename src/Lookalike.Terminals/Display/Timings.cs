using System.Diagnostics;
using Lookalike.Core;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Display;

/// <summary>Says on standard error how long each stage of a command took, where LOOKALIKE_TIMINGS is set. The cold-search benchmark reads it.</summary>
internal sealed class Timings : IProgress<Progress>
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("LOOKALIKE_TIMINGS") is not null;
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Counted from the first use.</summary>
    public static Timings Instance { get; } = new();

    /// <summary>Ends a stage, named by one word.</summary>
    public void Report(Progress value)
    {
        if (!Wanted) return;
        StandardStreams.Error.WriteLine($"timing {value.Stage} {Stopwatch.GetElapsedTime(_last).TotalMilliseconds:0.00}");
        _last = Stopwatch.GetTimestamp();
    }
}
