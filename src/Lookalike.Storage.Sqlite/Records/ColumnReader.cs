using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Reads columns of all records, by slot, in one scan of their table within a transaction that the caller holds.</summary>
internal sealed class ColumnReader
{
    private const int RowsBetweenCancellationChecks = 256;

    private readonly CollectionLayout _layout;
    private readonly PropertyModel[] _properties;
    private readonly ColumnType[] _types;
    private readonly int _textKey; // the place of a key that is a text, whose length is limited

    public ColumnReader(CollectionLayout layout, IReadOnlyList<PropertyModel> properties)
    {
        _layout = layout;
        _properties = [.. properties];
        _types = [.. properties.Select(property => ColumnType.For(property.Type))];
        _textKey = Array.FindIndex(_properties, property => property is KeyPropertyModel && property.Type == typeof(string));
    }

    /// <summary>Reads all columns.</summary>
    /// <param name="connection">A connection within the transaction.</param>
    /// <param name="minSlots">The slots that there are at least: vectors may lie in them.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>An array for each property, by slot, and which slots hold a record: bit slot % 64 of word slot / 64.</returns>
    /// <exception cref="InvalidDataException">A row is not as it was written.</exception>
    public (Dictionary<string, Array> Columns, ulong[] Occupied, int Slots) Read(Connection connection, int minSlots, CancellationToken cancellationToken)
    {
        int slots = (int)Math.Max(SlotRange.Last(connection, _layout) + 1, minSlots);
        Array[] values = [.. _types.Select(type => type.NewArray(slots))];
        var occupied = new ulong[(slots + 63) / 64];
        using Statement rows = connection.Prepare(_layout.SelectColumns([.. _properties.Select(property => property.StorageName)]));
        int slot = -1;
        for (int i = 0; rows.Step(); i++)
        {
            if (i % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            slot = RecordReader.Slot(rows, slot);
            if (slot >= slots) throw new InvalidDataException($"a record has the slot {slot}; the last slot is {slots - 1}");
            occupied[slot / 64] |= 1UL << (slot % 64);
            if (_textKey >= 0) KeyLimit.Require(rows, 1 + _textKey);
            for (int c = 0; c < values.Length; c++) _types[c].ReadInto(values[c], slot, rows, 1 + c);
        }

        Dictionary<string, Array> columns = new(StringComparer.Ordinal);
        for (int c = 0; c < values.Length; c++) columns[_properties[c].ModelName] = values[c];
        return (columns, occupied, slots);
    }
}
