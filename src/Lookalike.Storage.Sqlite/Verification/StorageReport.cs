namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>How a collection is stored: what <see cref="SqliteCollection{TKey, TRecord}.VerifyAsync"/> found. Immutable.</summary>
public sealed class StorageReport
{
    internal StorageReport(IReadOnlyList<StorageFault> faults)
    {
        Faults = faults;
    }

    /// <summary>What is wrong: first what concerns the file, then each vector property by block. Empty where nothing is.</summary>
    public IReadOnlyList<StorageFault> Faults { get; }

    /// <summary>The graphs of the vector properties with the index kind Hnsw. A graph that cannot be used is no fault: it is built anew.</summary>
    internal IReadOnlyList<GraphReport> Graphs { get; init; } = [];

    /// <summary>Records that were looked at.</summary>
    internal long Records { get; init; }

    /// <summary>Blocks of vectors that were looked at.</summary>
    internal long Blocks { get; init; }

    /// <summary>Whether blocks have checksums. A file of an older layout has none until it is opened for writing.</summary>
    internal bool HasChecksums { get; init; }
}
