namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>One thing that is wrong with a collection as it is stored. Immutable.</summary>
public sealed class StorageFault
{
    internal StorageFault(StorageFaultKind kind, string place, string message)
    {
        Kind = kind;
        Place = place;
        Message = message;
    }

    /// <summary>What is wrong.</summary>
    internal StorageFaultKind Kind { get; }

    /// <summary>Where: a block of a vector property, a slot, or the file.</summary>
    internal string Place { get; }

    /// <summary>What is wrong, where, what was expected and found.</summary>
    public string Message { get; }

    /// <summary>The number of the block of vectors; null where it is not about one.</summary>
    internal long? Block { get; init; }

    /// <summary>The slots concerned, in ascending order; empty where it is about a whole block or the file.</summary>
    internal IReadOnlyList<long> Slots { get; init; } = [];

    /// <summary>The keys of the records concerned, by slot; for a block those of all its records.</summary>
    public IReadOnlyList<object> Keys { get; internal init; } = [];

    /// <summary>The ordinal of the vector property; -1 where it is not about one.</summary>
    internal int Ordinal { get; init; } = -1;
}
