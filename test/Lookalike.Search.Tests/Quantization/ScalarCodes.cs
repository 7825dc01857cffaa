namespace Lookalike.Search.Tests.Quantization;

/// <summary>Codes drawn from a seed, and their sums as the definitions say.</summary>
internal static class ScalarCodes
{
    /// <summary>Random codes, or with <paramref name="extreme"/> only the least and the greatest.</summary>
    public static byte[] Draw(int seed, int length, bool extreme = false)
    {
        var random = new Random(seed);
        var codes = new byte[length];
        for (int i = 0; i < length; i++)
            codes[i] = (byte)(extreme ? random.Next(2) * 255 : random.Next(256));
        return codes;
    }

    public static int SquaredDifference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        return sum;
    }

    public static int Dot(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
