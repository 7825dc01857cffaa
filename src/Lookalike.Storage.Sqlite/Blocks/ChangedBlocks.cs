using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Blocks;

/// <summary>Finds the blocks that were written since a version, without reading their vectors.</summary>
internal static class ChangedBlocks
{
    /// <param name="connection">A connection within a transaction.</param>
    /// <param name="table">The table of blocks, quoted.</param>
    /// <param name="column">The vector property.</param>
    /// <param name="version">The version that is known.</param>
    /// <returns>The slots of each block, from the first up to before the end.</returns>
    public static List<(int First, int End)> Since(Connection connection, string table, VectorColumn column, long version)
    {
        List<(int First, int End)> slots = [];
        using Statement changed = connection.Prepare($"SELECT block FROM {table} WHERE version > ?1");
        changed.Bind(1, version);
        while (changed.Step())
        {
            int first = (int)changed.Int64(0) * column.VectorsPerBlock;
            slots.Add((first, first + column.VectorsPerBlock));
        }

        return slots;
    }
}
