namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>A vector property: its own table of blocks.</summary>
internal sealed record VectorColumn(string Name, int Dimensions, string DistanceFunction, int VectorsPerBlock)
{
    private const int MostVectorsPerBlock = 1024;
    private const int LeastVectorsPerBlock = 64; // one word of the bitmap
    private const int MostBytesPerBlock = 256 * 1024;

    /// <summary>
    /// Blocks of at most 1,024 vectors, and of at most 256 KiB where that leaves 64: writing one record rewrites one block of each
    /// vector property, and reading all reads few enough of them.
    /// </summary>
    public static int ChooseVectorsPerBlock(int dimensions)
    {
        int vectors = MostVectorsPerBlock;
        while (vectors > LeastVectorsPerBlock && (long)vectors * dimensions * sizeof(float) > MostBytesPerBlock) vectors /= 2;
        return vectors;
    }

    public override string ToString() => $"{Dimensions} dimensions with {DistanceFunction}";
}
