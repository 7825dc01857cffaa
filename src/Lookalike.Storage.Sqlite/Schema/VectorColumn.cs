using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>A vector property: its own table of blocks.</summary>
internal sealed record VectorColumn(string Name, int Dimensions, string DistanceFunction, int VectorsPerBlock)
{
    public const int MaxVectorsPerBlock = 1024;

    /// <summary>What leaves the smallest block small enough to be a row.</summary>
    public const int MaxDimensions = Connection.MaxBytes / sizeof(float) / MinVectorsPerBlock / 2;

    private const int MinVectorsPerBlock = 64; // one word of the bitmap
    private const int MaxBytesPerBlock = 256 * 1024;

    /// <summary>Whether blocks can be of this size: what one was written with may be any number in a damaged file.</summary>
    public bool IsPossible =>
        Dimensions >= 1 && VectorsPerBlock is >= MinVectorsPerBlock and <= MaxVectorsPerBlock && VectorsPerBlock % MinVectorsPerBlock == 0
        && (long)VectorsPerBlock * Dimensions * sizeof(float) <= Connection.MaxBytes;

    /// <summary>
    /// Blocks of at most 1,024 vectors, and of at most 256 KiB where that leaves 64: writing one record rewrites one block of each
    /// vector property, and reading all reads few enough of them.
    /// </summary>
    public static int ChooseVectorsPerBlock(int dimensions)
    {
        int vectors = MaxVectorsPerBlock;
        while (vectors > MinVectorsPerBlock && (long)vectors * dimensions * sizeof(float) > MaxBytesPerBlock) vectors /= 2;
        return vectors;
    }

    public override string ToString() => $"{Dimensions} dimensions with {DistanceFunction}";
}
