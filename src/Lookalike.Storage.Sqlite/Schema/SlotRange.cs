using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>
/// The slots that a collection can have. They are dense: each has a record or is listed as free, so a file holds no more of them than
/// its bytes leave room for. Memory and time are spent by a slot's number, and the number may be anything in a damaged file.
/// </summary>
internal static class SlotRange
{
    private const int MinBytesOfSlot = 4; // a row of the list of free slots has more

    /// <summary>The first number that no slot can have.</summary>
    public static long End(Connection connection) => Math.Min(BytesOf(connection) / MinBytesOfSlot, int.MaxValue);

    /// <summary>The bytes of the file as the transaction sees it.</summary>
    public static long BytesOf(Connection connection) => connection.ReadInt64("PRAGMA page_count") * connection.ReadInt64("PRAGMA page_size");

    /// <summary>The last slot in use or free; -1 where there is none.</summary>
    /// <exception cref="InvalidDataException">There cannot be such a slot.</exception>
    public static long Last(Connection connection, CollectionLayout layout)
    {
        long last = connection.ReadInt64(layout.LastSlot), end = End(connection);
        return last < end
            ? last
            : throw new InvalidDataException($"the last slot is {last}; expected one below {end}, because the file of {BytesOf(connection):N0} bytes " +
                "has no room for so many records");
    }

    /// <summary>The slot in the first column of a row, which must come after the one before it.</summary>
    /// <exception cref="InvalidDataException">It does not: the table's pages are out of order.</exception>
    public static long After(Statement row, long previous)
    {
        long slot = row.Integer(0);
        return slot > previous ? slot : throw new InvalidDataException($"slot {slot} comes after slot {previous}; expected each once, in ascending order");
    }
}
