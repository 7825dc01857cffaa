using System.Buffers.Binary;

namespace Lookalike.Reliability.Fuzzing.Mutations;

/// <summary>Changes bytes of which nothing is known. The first bytes, where headers are, are changed more often.</summary>
internal static class ByteMutator
{
    private const int Header = 96;
    private const int MostRounds = 4;
    private const int MostInserted = 64;

    /// <summary>Changes a file in one to four ways.</summary>
    /// <param name="random">The draws.</param>
    /// <param name="seed">The file; it stays as it is.</param>
    /// <param name="others">Files of the same format, to take pieces from.</param>
    /// <param name="change">What was done.</param>
    public static byte[] Mutate(Random random, byte[] seed, IReadOnlyList<byte[]> others, out string change)
    {
        byte[] bytes = [.. seed];
        List<string> changes = [];
        for (int rounds = 1 + (random.Next(2) * random.Next(MostRounds)); rounds > 0; rounds--) bytes = Once(random, bytes, others, changes);
        change = string.Join(", ", changes);
        return bytes;
    }

    private static byte[] Once(Random random, byte[] bytes, IReadOnlyList<byte[]> others, List<string> changes)
    {
        int at = Place(random, bytes.Length), length = bytes.Length == 0 ? 0 : random.Next(1, Math.Min(bytes.Length - at, 256) + 1);
        switch (bytes.Length == 0 ? 8 : random.Next(12))
        {
            case 0 or 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                changes.Add($"bit at {at}");
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next(256);
                changes.Add($"byte at {at}");
                return bytes;
            case 3 or 4 or 5:
                return Number(random, bytes, at, changes);
            case 6:
                changes.Add($"cut at {at}");
                return bytes[..at];
            case 7:
                changes.Add($"{length} bytes at {at} left out");
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 8:
                byte[] drawn = new byte[random.Next(1, MostInserted)];
                random.NextBytes(drawn);
                changes.Add($"{drawn.Length} bytes put in at {at}");
                return [.. bytes[..at], .. drawn, .. bytes[at..]];
            case 9:
                changes.Add($"{length} bytes at {at} doubled");
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 10:
                bytes.AsSpan(at, length).Fill(random.Next(2) == 0 ? (byte)0 : (byte)255);
                changes.Add($"{length} bytes at {at} filled");
                return bytes;
            default:
                return Splice(random, bytes, at, others, changes);
        }
    }

    private static byte[] Number(Random random, byte[] bytes, int at, List<string> changes)
    {
        long value = OddNumbers.Draw(random);
        Span<byte> number = stackalloc byte[8];
        int size = 1 << random.Next(1, 4);
        bool big = random.Next(2) == 0;
        if (big) BinaryPrimitives.WriteInt64BigEndian(number, value << (64 - (8 * size)));
        else BinaryPrimitives.WriteInt64LittleEndian(number, value);
        size = Math.Min(size, bytes.Length - at);
        number[..size].CopyTo(bytes.AsSpan(at));
        changes.Add($"{value} in {size} bytes at {at}");
        return bytes;
    }

    private static byte[] Splice(Random random, byte[] bytes, int at, IReadOnlyList<byte[]> others, List<string> changes)
    {
        byte[] other = others[random.Next(others.Count)];
        if (other.Length == 0) return bytes;
        int from = Place(random, other.Length), length = random.Next(1, other.Length - from + 1);
        changes.Add($"{length} bytes of another at {at}");
        ReadOnlySpan<byte> piece = other.AsSpan(from, length);
        if (random.Next(2) == 0) return [.. bytes[..at], .. piece, .. bytes[at..]];
        piece[..Math.Min(length, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private static int Place(Random random, int length) => length == 0 ? 0 : random.Next(2) == 0 ? random.Next(Math.Min(length, Header)) : random.Next(length);
}
