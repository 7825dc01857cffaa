using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Moves records between their .NET type and the columns of one collection, in the order of its stored schema.</summary>
internal sealed class RecordMapper<TRecord>
    where TRecord : class
{
    private const int FirstDataColumn = 2; // after the slot and the key

    private readonly CollectionModel _model;
    private readonly ColumnType _keyType;
    private readonly (DataPropertyModel Property, ColumnType Type)[] _data;

    public RecordMapper(CollectionModel model, CollectionLayout layout)
    {
        _model = model;
        Layout = layout;
        _keyType = ColumnType.For(model.KeyProperty.Type);
        _data = new (DataPropertyModel, ColumnType)[layout.Schema.Data.Count];
        for (int i = 0; i < _data.Length; i++)
        {
            DataPropertyModel property = model.DataProperties.First(p => p.StorageName == layout.Schema.Data[i].Name);
            _data[i] = (property, ColumnType.For(property.Type));
        }

        VectorProperties = [.. layout.Schema.Vectors.Select(c => model.VectorProperties.First(p => p.StorageName == c.Name))];
    }

    public CollectionLayout Layout { get; }

    /// <summary>The vector properties by the ordinal of their table.</summary>
    public IReadOnlyList<VectorPropertyModel> VectorProperties { get; }

    public int[] OrdinalsOf(IReadOnlyList<VectorPropertyModel> properties)
    {
        int[] ordinals = new int[properties.Count];
        for (int i = 0; i < ordinals.Length; i++) ordinals[i] = OrdinalOf(properties[i]);
        return ordinals;
    }

    public int OrdinalOf(VectorPropertyModel property)
    {
        for (int i = 0; i < VectorProperties.Count; i++)
        {
            if (ReferenceEquals(VectorProperties[i], property)) return i;
        }
        throw new ArgumentException($"'{property.ModelName}' is no vector property of the collection.", nameof(property));
    }

    /// <summary>Binds the key and the data properties, from the parameter of the key on.</summary>
    public void Bind(Statement statement, int parameter, TRecord record)
    {
        BindKey(statement, parameter, _model.KeyProperty.GetValueAsObject(record)!);
        for (int i = 0; i < _data.Length; i++)
            _data[i].Type.Bind(statement, parameter + 1 + i, _data[i].Property.GetValueAsObject(record));
    }

    public void BindKey(Statement statement, int parameter, object key) => _keyType.Bind(statement, parameter, key);

    public object ReadKey(Statement row, int column)
    {
        // The length of a number would turn it into a text.
        if (_keyType.Type == typeof(string)) KeyLimit.Require(row, column);
        return _keyType.Read(row, column) ?? throw new InvalidDataException("a record has no key");
    }

    /// <summary>Whether all the names are of the key and data properties, so that a record with only these can stand for the whole.</summary>
    public bool HoldsAll(IReadOnlySet<string>? names) =>
        names is not null && names.All(n => _model.PropertyMap.TryGetValue(n, out PropertyModel? property) && property is not VectorPropertyModel);

    /// <summary>The record of the current row, without vectors; of the others only the properties named, if any are.</summary>
    public TRecord Read(Statement row, IReadOnlySet<string>? only = null)
    {
        TRecord record = _model.CreateRecord<TRecord>();
        if (only is null || only.Contains(_model.KeyProperty.ModelName)) Set(_model.KeyProperty, record, ReadKey(row, 1));
        for (int i = 0; i < _data.Length; i++)
        {
            if (only is null || only.Contains(_data[i].Property.ModelName)) Set(_data[i].Property, record, _data[i].Type.Read(row, FirstDataColumn + i));
        }
        return record;
    }

    /// <summary>Gives the record copies of its vectors.</summary>
    /// <param name="record">The record.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="vectors">The vectors of every vector property, by ordinal.</param>
    public void ReadVectors(TRecord record, int slot, IReadOnlyList<VectorMatrix?> vectors)
    {
        for (int i = 0; i < VectorProperties.Count; i++)
        {
            float[]? vector = vectors[i]!.IsOccupied(slot) ? vectors[i]!.Row(slot).ToArray() : null;
            Set(VectorProperties[i], record, VectorValue.ToProperty(VectorProperties[i].Type, vector));
        }
    }

    private static void Set(PropertyModel property, TRecord record, object? value)
    {
        // The model's own setter leaves null out, which would let a property's initial value stand in for a stored null.
        if (value is null && property.PropertyInfo is { CanWrite: true } clr
            && (!clr.PropertyType.IsValueType || Nullable.GetUnderlyingType(clr.PropertyType) is not null))
            clr.SetValue(record, null);
        else
            property.SetValueAsObject(record, value);
    }
}
