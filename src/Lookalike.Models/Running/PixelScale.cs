namespace Lookalike.Models.Running;

/// <summary>Pixels as bytes and as the numbers that networks take and give.</summary>
internal static class PixelScale
{
    // A table, not vector code: as fast as the memory, and nothing to compile at the start of a search.
    private static readonly float[] Scaled = MakeScaled();

    /// <summary>Divides each by 255.</summary>
    /// <param name="pixels">Bytes.</param>
    /// <param name="numbers">As many numbers, 0..1; overwritten.</param>
    public static void ToNumbers(ReadOnlySpan<byte> pixels, Span<float> numbers)
    {
        float[] table = Scaled;
        for (int i = 0; i < pixels.Length; i++) numbers[i] = table[pixels[i]];
    }

    /// <summary>Takes each to the nearest byte; what lies outside of 0..1 to the nearer end.</summary>
    /// <param name="numbers">Finite numbers.</param>
    /// <param name="pixels">As many bytes, overwritten.</param>
    public static void ToBytes(ReadOnlySpan<float> numbers, Span<byte> pixels)
    {
        for (int i = 0; i < numbers.Length; i++) pixels[i] = (byte)MathF.Round(Math.Clamp(numbers[i], 0, 1) * byte.MaxValue);
    }

    private static float[] MakeScaled()
    {
        float[] table = new float[byte.MaxValue + 1];
        for (int i = 0; i < table.Length; i++) table[i] = i / (float)byte.MaxValue;
        return table;
    }
}
