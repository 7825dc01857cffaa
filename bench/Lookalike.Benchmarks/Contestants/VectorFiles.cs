using System.Runtime.InteropServices;

namespace Lookalike.Benchmarks;

/// <summary>Raw files by which vectors and neighbours go from one contestant to another: little-endian, row-major, no header.</summary>
internal static class VectorFiles
{
    // One call writes less than 2 GiB.
    private const int FloatsAtOnce = 1 << 24;

    public static void Write(string path, ReadOnlySpan<float> vectors)
    {
        using FileStream file = File.Create(path);
        for (; !vectors.IsEmpty; vectors = vectors[Math.Min(FloatsAtOnce, vectors.Length)..])
            file.Write(MemoryMarshal.AsBytes(vectors[..Math.Min(FloatsAtOnce, vectors.Length)]));
    }

    public static int[] ReadPositions(string path) => MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path)).ToArray();
}
