namespace Lookalike.Index.Verification;

/// <summary>What can be damaged in what an engine keeps.</summary>
public enum IndexFaultKind
{
    /// <summary>The index, or a part of it, cannot be read.</summary>
    Unreadable,

    /// <summary>The check of the storage below the engine found something.</summary>
    Integrity,

    /// <summary>A block of vectors is not as it was written: it has another length, or cannot be read.</summary>
    Block,

    /// <summary>A block of vectors has another checksum than the one that was written with it.</summary>
    Checksum,

    /// <summary>Records have no vector.</summary>
    MissingVector,

    /// <summary>Vectors belong to no record.</summary>
    StrayVector,

    /// <summary>The place of a record is noted as free.</summary>
    FreePlace,

    /// <summary>There is no graph for approximate searches, and so many vectors that searches would walk one.</summary>
    MissingGraph,

    /// <summary>There is a graph for approximate searches that cannot be used.</summary>
    UnusableGraph,
}
