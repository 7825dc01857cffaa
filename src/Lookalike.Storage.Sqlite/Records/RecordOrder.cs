using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Sorts records by properties. Equal records keep the order in which they are stored.</summary>
internal static class RecordOrder
{
    public static IEnumerable<(int Slot, TRecord Record)> Sort<TRecord>(
        IEnumerable<(int Slot, TRecord Record)> records, FilteredRecordRetrievalOptions<TRecord>.OrderByDefinition order, CollectionModel model)
        where TRecord : class
    {
        IOrderedEnumerable<(int, TRecord Record)> sorted = records.Order(Comparer<(int, TRecord)>.Create((_, _) => 0));
        foreach (var by in order.Values)
        {
            PropertyModel property = model.GetDataOrKeyProperty(by.PropertySelector);
            Type type = Nullable.GetUnderlyingType(property.Type) ?? property.Type;
            if (!typeof(IComparable).IsAssignableFrom(type))
                throw new NotSupportedException($"Records cannot be sorted by '{property.ModelName}': its type '{type.Name}' has no order.");
            object? Select((int, TRecord Record) item) => property.GetValueAsObject(item.Record);
            sorted = by.Ascending ? sorted.ThenBy(Select, ValueComparer.Instance) : sorted.ThenByDescending(Select, ValueComparer.Instance);
        }
        return sorted;
    }

    /// <summary>Null first; texts by code unit, so that the order is the same everywhere.</summary>
    private sealed class ValueComparer : IComparer<object?>
    {
        public static readonly ValueComparer Instance = new();

        public int Compare(object? x, object? y) =>
            x is string left && y is string right ? string.CompareOrdinal(left, right) : Comparer<object?>.Default.Compare(x, y);
    }
}
