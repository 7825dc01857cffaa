namespace Lookalike.VectorData.Conformance.Records;

/// <summary>Makes keys of any type from numbers, so that a test is written once for all of them.</summary>
internal static class Keys
{
    /// <summary>The key of a number: the same for the same number, another for another.</summary>
    /// <exception cref="NotSupportedException">The type is none of string, int, long, short, uint, ulong and Guid.</exception>
    public static TKey Of<TKey>(int number) => (TKey)Of(typeof(TKey), number);

    /// <inheritdoc cref="Of{TKey}(int)" />
    public static object Of(Type type, int number) =>
        type == typeof(string) ? $"key {number}"
        : type == typeof(int) ? number
        : type == typeof(long) ? (1L << 40) + number
        : type == typeof(short) ? (short)number
        : type == typeof(uint) ? (uint)number
        : type == typeof(ulong) ? (1UL << 63) + (ulong)number
        : type == typeof(Guid) ? new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
        : throw new NotSupportedException($"The suite makes no keys of type '{type}'. Expected string, int, long, short, uint, ulong or Guid; add a line to Keys.");
}
