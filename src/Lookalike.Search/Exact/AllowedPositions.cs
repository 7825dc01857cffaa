using System.Diagnostics;
using System.Numerics;

namespace Lookalike.Search.Exact;

/// <summary>A bitmap of the positions that a search may return; an empty one allows all.</summary>
internal readonly ref struct AllowedPositions(ReadOnlySpan<ulong> words)
{
    private const int WordBits = 64;

    private readonly ReadOnlySpan<ulong> _words = words;

    public static int WordsFor(int positions) => (int)(((long)positions + WordBits - 1) / WordBits);

    /// <summary>The check of a bitmap at the boundary.</summary>
    public static void ThrowIfTooFewWords(int words, int positions, string parameter)
    {
        if (words != 0 && words < WordsFor(positions))
        {
            throw new ArgumentException(
                $"The bitmap of positions has {words} words; {positions} positions need {WordsFor(positions)}. " +
                "Leave it empty to allow every position.",
                parameter);
        }
    }

    public bool Contains(int position) =>
        _words.IsEmpty || ((_words[position / WordBits] >> (position % WordBits)) & 1) != 0;

    /// <summary>How many positions in [start, start + length) are allowed.</summary>
    public int Count(int start, int length)
    {
        Debug.Assert(start >= 0 && length >= 0);
        if (_words.IsEmpty || length == 0)
            return length;
        int lastPosition = start + length - 1;
        int first = start / WordBits, last = lastPosition / WordBits;
        int count = 0;
        for (int i = first; i <= last; i++)
        {
            ulong word = _words[i];
            if (i == first)
                word &= ulong.MaxValue << (start % WordBits);
            if (i == last)
                word &= ulong.MaxValue >> (WordBits - 1 - (lastPosition % WordBits));
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
