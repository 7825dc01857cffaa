using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite;

/// <summary>
/// Properties of all records of a collection as they were at one moment, column by column, and their vectors where they were asked for.
/// Nothing changes them afterwards, so a snapshot may be read from any number of threads.
/// </summary>
/// <remarks>A record's place is its slot, the same in every column and in <see cref="Vectors"/>: dense, and reused after a deletion.</remarks>
internal sealed class CollectionSnapshot
{
    private readonly Dictionary<string, Array> _columns;
    private readonly ReadOnlyMemory<ulong> _occupied;

    internal CollectionSnapshot(Dictionary<string, Array> columns, ReadOnlyMemory<ulong> occupied, int slots)
    {
        _columns = columns;
        _occupied = occupied;
        Slots = slots;
    }

    /// <summary>The length of every column, 0 and up: the last slot in use or free, and one. No fewer than the vectors have.</summary>
    public int Slots { get; }

    /// <summary>The collection's version: it grows with every transaction that changes records or metadata.</summary>
    public required long Version { get; init; }

    /// <summary>The texts of the same moment that were asked for, by their keys; one that is not stored is missing.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>
    /// The vectors of the same moment; null where they were not asked for. They may have fewer slots than the columns: those that follow hold
    /// no vector.
    /// </summary>
    public required VectorSnapshot? Vectors { get; init; }

    /// <summary>Whether a slot holds a record, with a vector or without.</summary>
    /// <param name="slot">Any number of at least 0.</param>
    /// <returns>True if it does; false where there is no such slot.</returns>
    public bool IsOccupied(int slot) => slot < Slots && ((_occupied.Span[slot / 64] >> (slot % 64)) & 1) != 0;

    /// <summary>The values of one property, by slot.</summary>
    /// <typeparam name="T">The property's type; for a value type with or without ?, whatever the record has.</typeparam>
    /// <param name="property">The name of the property, one of those that were asked for.</param>
    /// <returns>
    /// <see cref="Slots"/> values; the type's default where a slot has no record or no value. Do not change them: another call may give the same array.
    /// </returns>
    /// <exception cref="ArgumentException">The property was not asked for, or is of another type.</exception>
    public T?[] Column<T>(string property)
    {
        ArgumentNullException.ThrowIfNull(property);
        if (!_columns.TryGetValue(property, out Array? values))
            throw new ArgumentException($"The property '{property}' was not read. Those that were: {string.Join(", ", _columns.Keys)}.", nameof(property));
        if (values is T?[] stored) return stored;
        Type type = values.GetType().GetElementType()!;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type != typeof(T)) throw new ArgumentException($"The property '{property}' is of type '{type.Name}', not '{typeof(T).Name}'.", nameof(property));
        return (T?[])ColumnType.For(type).WithoutNull(values);
    }
}
