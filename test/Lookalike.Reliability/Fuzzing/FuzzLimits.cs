namespace Lookalike.Reliability.Fuzzing;

/// <summary>What one input may cost. None of it depends on what else the machine does, but for the last, which is far beyond.</summary>
internal sealed class FuzzLimits
{
    /// <summary>Processor time of one input, after which it counts as a hang.</summary>
    public required TimeSpan Processor { get; init; }

    /// <summary>Megabytes that a process may have had at once.</summary>
    public required int Memory { get; init; }

    /// <summary>Time by the clock of an input that waits for something and uses no processor.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Faults of one format that end or stop the process, after which the rest of its inputs is left out.</summary>
    public int MostRestarts { get; init; } = 60;
}
