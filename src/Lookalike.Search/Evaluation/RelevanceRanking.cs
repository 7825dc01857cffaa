namespace Lookalike.Search.Evaluation;

/// <summary>
/// Sorts the relevance of database items by distance, ties by position: a radix sort from the least significant digit, which is
/// stable (Knuth, The Art of Computer Programming, volume 3, section 5.2.5).
/// </summary>
/// <remarks>Holds its buffers from one ranking to the next. Not thread-safe: one for each thread.</remarks>
internal sealed class RelevanceRanking(int items)
{
    /// <summary>An item is 1 bit of relevance below 32 bits of distance, sorted by three digits of the latter.</summary>
    private const int RelevanceBits = 1, DigitBits = 11, Digits = 3, Buckets = 1 << DigitBits;

    private readonly int[] _starts = new int[Digits * Buckets];
    private ulong[] _items = new ulong[items];
    private ulong[] _sorted = new ulong[items];

    /// <summary>Whether the item at a rank, from 0, of the last ranking is relevant.</summary>
    public bool IsRelevant(int rank) => (_items[rank] & 1) != 0;

    /// <summary>Ranks the items.</summary>
    /// <param name="distances">The distance of each item; NaN counts as positive infinity.</param>
    /// <param name="labels">The label of each item.</param>
    /// <param name="relevant">The label that makes an item relevant.</param>
    /// <param name="own">An item that comes last and is not relevant, whatever it is: the query itself; or <see cref="RetrievalData.NoRow"/>.</param>
    public void Rank(ReadOnlySpan<float> distances, ReadOnlySpan<int> labels, int relevant, int own)
    {
        Array.Clear(_starts);
        Span<int> low = _starts.AsSpan(0, Buckets), middle = _starts.AsSpan(Buckets, Buckets), high = _starts.AsSpan(2 * Buckets, Buckets);
        for (int i = 0; i < _items.Length; i++)
        {
            uint key = i == own ? uint.MaxValue : Key(distances[i]);
            _items[i] = ((ulong)key << RelevanceBits) | (labels[i] == relevant && i != own ? 1u : 0u);
            low[(int)(key & (Buckets - 1))]++;
            middle[(int)((key >> DigitBits) & (Buckets - 1))]++;
            high[(int)(key >> (2 * DigitBits))]++;
        }

        for (int digit = 0; digit < Digits; digit++)
            SortBy(digit);
    }

    /// <summary>Maps a distance to a number of the same order. Both zeros are one value.</summary>
    private static uint Key(float distance)
    {
        uint bits = BitConverter.SingleToUInt32Bits(float.IsNaN(distance) ? float.PositiveInfinity : distance + 0f);
        return bits ^ ((uint)((int)bits >> 31) | 0x8000_0000);
    }

    private void SortBy(int digit)
    {
        Span<int> starts = _starts.AsSpan(digit * Buckets, Buckets);
        int start = 0;
        foreach (ref int bucket in starts)
            (bucket, start) = (start, start + bucket);

        int shift = RelevanceBits + (digit * DigitBits);
        ulong[] sorted = _sorted;
        foreach (ulong item in _items)
            sorted[starts[(int)(item >> shift) & (Buckets - 1)]++] = item;
        (_items, _sorted) = (_sorted, _items);
    }
}
