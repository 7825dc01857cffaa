namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>Slots in which a graph may differ from the vectors that it is of, a bit for each. Immutable, as views of the graph hold them.</summary>
internal sealed class PendingSlots
{
    private PendingSlots(ulong[] words, int count) => (Words, Count) = (words, count);

    /// <summary>No slot.</summary>
    public static PendingSlots None { get; } = new([], 0);

    /// <summary>The bits: slot 64 i + j is bit j of word i.</summary>
    public ReadOnlyMemory<ulong> Words { get; }

    /// <summary>How many they are.</summary>
    public int Count { get; }

    /// <summary>These and more; those that are here already stay.</summary>
    public PendingSlots With(IReadOnlyList<int> slots)
    {
        if (slots.Count == 0) return this;
        var words = new ulong[Math.Max(Words.Length, (slots.Max() / 64) + 1)];
        Words.Span.CopyTo(words);
        int count = Count;
        foreach (int slot in slots)
        {
            ulong bit = 1UL << (slot % 64);
            if ((words[slot / 64] & bit) == 0) count++;
            words[slot / 64] |= bit;
        }

        return new PendingSlots(words, count);
    }

    /// <summary>These without some of them.</summary>
    public PendingSlots Without(IReadOnlyList<int> slots)
    {
        ulong[] words = Words.ToArray();
        foreach (int slot in slots) words[slot / 64] &= ~(1UL << (slot % 64));
        return new PendingSlots(words, Count - slots.Count);
    }

    /// <summary>The first of them, in ascending order.</summary>
    public List<int> First(int max)
    {
        ReadOnlySpan<ulong> words = Words.Span;
        List<int> slots = [];
        for (int word = 0; word < words.Length && slots.Count < max; word++)
        {
            for (int bit = 0; bit < 64 && slots.Count < max; bit++)
            {
                if (((words[word] >> bit) & 1) != 0) slots.Add((word * 64) + bit);
            }
        }

        return slots;
    }
}
