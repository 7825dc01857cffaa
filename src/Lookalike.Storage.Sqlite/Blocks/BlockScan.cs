using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Blocks;

/// <summary>Reads blocks of one vector property in their order, and looks at each before anybody uses it.</summary>
internal sealed class BlockScan : IDisposable
{
    private readonly VectorColumn _column;
    private readonly long _version;
    private readonly bool _checksums;
    private readonly Statement _rows;

    /// <param name="connection">A connection within a transaction.</param>
    /// <param name="table">The blocks.</param>
    /// <param name="since">The version that is known: only blocks above it are read. Below 0 for all.</param>
    /// <param name="first">The first block to read; below 0 for any that stands where none may.</param>
    /// <param name="end">The block to end before.</param>
    public BlockScan(Connection connection, BlockTable table, long since, long first, long end)
    {
        _column = table.Column;
        _version = table.Version;
        _checksums = connection.ReadInt64("PRAGMA user_version") >= SqliteConstants.ChecksumVersion;
        // The changed blocks are looked up by their versions, but all of them are read faster as they lie.
        string which = since < 0 ? "NOT INDEXED WHERE ?1 < 0" : $"WHERE block IN (SELECT block FROM {table.Name} WHERE version > ?1)";
        _rows = connection.Prepare(
            $"SELECT block, version, {(_checksums ? "checksum" : "NULL")}, occupied, vectors FROM {table.Name} {which} AND block >= ?2 AND block < ?3 " +
                "ORDER BY block");
        _rows.Bind(1, since).Bind(2, first).Bind(3, end);
    }

    /// <summary>The block's number.</summary>
    public long Block { get; private set; } = -1;

    /// <summary>Blocks that were read.</summary>
    public long Count { get; private set; }

    /// <summary>The bitmap as it is stored, good until the next step.</summary>
    public ReadOnlySpan<byte> Occupied => _rows.Blob(3);

    /// <summary>The vectors as they are stored, good until the next step.</summary>
    public ReadOnlySpan<byte> Vectors => _rows.Blob(4);

    /// <summary>Moves to the next block; false when there is none.</summary>
    /// <exception cref="InvalidDataException">The block is not as it was written.</exception>
    public bool Step()
    {
        if (!_rows.Step()) return false;
        Block = SlotRange.After(_rows, Block);
        long written = _rows.Integer(1);
        if (written < 0 || written > _version)
            throw new InvalidDataException($"block {Block} of '{_column.Name}' is of version {written}; expected one up to {_version}, the collection's");
        int bits = Occupied.Length, bytes = Vectors.Length, perBlock = _column.VectorsPerBlock, rowBytes = _column.Dimensions * sizeof(float);
        if (bits != perBlock / 8 || bytes % rowBytes != 0 || bytes > perBlock * rowBytes)
        {
            throw new InvalidDataException(
                $"block {Block} of '{_column.Name}' has {bits} bytes of bitmap and {bytes} of vectors; expected {perBlock / 8}, and a multiple of " +
                    $"{rowBytes} up to {perBlock * rowBytes}");
        }

        if (_checksums) RequireChecksum();
        Count++;
        return true;
    }

    public void Dispose() => _rows.Dispose();

    private void RequireChecksum()
    {
        uint found = BlockChecksum.Of(Block, Occupied, Vectors);
        if (!_rows.IsNull(2) && _rows.Int64(2) == found) return;
        string expected = _rows.IsNull(2) ? "the one that it lost when it was written while damaged" : $"{_rows.Int64(2):X8}";
        throw new InvalidDataException(
            $"block {Block} of '{_column.Name}' has the checksum {found:X8}; expected {expected}. VerifyAsync names the records whose vectors may be " +
                "wrong; write those again, and call MendAsync to keep the block as it then is");
    }
}

/// <summary>Where the vectors of one property lie: their table, quoted, and the collection's version, which no block is above.</summary>
internal sealed record BlockTable(string Name, VectorColumn Column, long Version);
