namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>What there is of the graph of a vector property.</summary>
internal enum GraphState
{
    /// <summary>There are too few vectors for one.</summary>
    NotNeeded,

    /// <summary>There is no file. Whoever opens the store for writing and searches builds it.</summary>
    Missing,

    /// <summary>The file is damaged, of another version or of other vectors. It is built anew, as if it were missing.</summary>
    Unusable,

    /// <summary>The file is whole.</summary>
    Sound,
}
