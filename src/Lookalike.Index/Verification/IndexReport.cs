namespace Lookalike.Index.Verification;

/// <summary>What an engine found in what it keeps. Immutable.</summary>
public sealed class IndexReport
{
    /// <summary>Says what was found.</summary>
    /// <param name="faults">What is wrong; empty where all is sound.</param>
    /// <param name="records">How many records there are, as far as they could be counted.</param>
    /// <param name="hasChecksums">Whether vectors are kept with checksums.</param>
    public IndexReport(IReadOnlyList<IndexFault> faults, long records, bool hasChecksums) =>
        (Faults, Records, HasChecksums) = (faults, records, hasChecksums);

    /// <summary>What is wrong; empty where all is sound.</summary>
    public IReadOnlyList<IndexFault> Faults { get; }

    /// <summary>How many records there are, as far as they could be counted.</summary>
    public long Records { get; }

    /// <summary>Whether vectors are kept with checksums.</summary>
    public bool HasChecksums { get; }
}
