namespace Lookalike.Benchmarks;

/// <summary>What a store kept of what was reported as committed.</summary>
internal sealed class StoreLosses
{
    /// <summary>Batches that the killed processes reported.</summary>
    public int Reported { get; set; }

    /// <summary>Times that a reported batch was missing or was not as written; one batch counts at each opening.</summary>
    public int Lost { get; set; }

    /// <summary>Openings that found a part of a batch.</summary>
    public int Torn { get; set; }
}
