namespace Lookalike.Training.Optimization;

/// <summary>How a stage's schedule runs: from some step and some share of the cycle evenly to the end of both.</summary>
internal sealed record ScheduleState
{
    /// <summary>The steps of the whole stage.</summary>
    public required long Steps { get; init; }

    /// <summary>The step from which it runs evenly: 0, or where it was last shortened.</summary>
    public long From { get; init; }

    /// <summary>The share of the cycle that was behind there, 0..1.</summary>
    public double Progress { get; init; }
}
