using System.Globalization;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

public partial class SqliteCollection<TKey, TRecord>
{
    /// <summary>
    /// Reads the key and data properties named, of all records, the vectors if they are asked for, and texts that are kept with the collection:
    /// everything as one moment has it.
    /// </summary>
    /// <remarks>One transaction and one scan of the records. No record is made, so this costs far less than reading the records.</remarks>
    /// <param name="properties">The names of key and data properties. With none there is still which slots hold a record.</param>
    /// <param name="includeVectors">Whether to take the vectors of the only vector property; they share memory with the store.</param>
    /// <param name="metadata">The keys of the texts to read, as <see cref="SetMetadataAsync(string, string, CancellationToken)"/> keeps them.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The columns and the vectors, by slot, and the texts.</returns>
    /// <exception cref="ArgumentException">There is no such key or data property.</exception>
    /// <exception cref="InvalidOperationException">Vectors were asked for, and there is not exactly one vector property.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal Task<CollectionSnapshot> ReadAsync(
        IReadOnlyList<string> properties, bool includeVectors, IReadOnlyList<string> metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(properties);
        ArgumentNullException.ThrowIfNull(metadata);
        PropertyModel[] models = [.. properties.Distinct(StringComparer.Ordinal).Select(ScalarProperty)];
        VectorPropertyModel? vector = includeVectors ? _model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord>()) : null;
        return _access.ReadAsync("Read", vector is null ? [] : [vector], reading =>
        {
            VectorSnapshot? taken = vector is null ? null : SnapshotOf(reading.Matrix(vector));
            var columns = new ColumnReader(reading.Layout, models).Read(reading.Connection, taken?.Slots ?? 0, cancellationToken);
            return new CollectionSnapshot(columns.Columns, columns.Occupied, columns.Slots)
            {
                Version = reading.Version,
                Vectors = taken,
                Metadata = ReadMetadata(reading, metadata),
            };
        }, cancellationToken);
    }

    /// <summary>Counts up when an operation finds another file under the path.</summary>
    internal long Generation => _access.Generation;

    /// <summary>Reads what tells the collection as it is now from what it was at any other time, in this file or another one in its place.</summary>
    /// <param name="cancellationToken">Ends the operation before it begins.</param>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal Task<string> GetStateAsync(CancellationToken cancellationToken = default) =>
        _access.ReadAsync("GetState", [], reading => string.Create(CultureInfo.InvariantCulture, $"{reading.Version}-{reading.Mark}"), cancellationToken);

    /// <summary>The vectors of the only vector property in memory, without reading records. Costs nothing when they are in memory and unchanged.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The vectors as they are now; they share memory with the store.</returns>
    /// <exception cref="InvalidOperationException">There is not exactly one vector property.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal ValueTask<VectorSnapshot> GetVectorsAsync(CancellationToken cancellationToken = default) =>
        GetVectorsAsync(_model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord>()).ModelName, cancellationToken);

    /// <summary>The vectors of one property in memory, without reading records. Costs nothing when they are in memory and unchanged.</summary>
    /// <param name="property">The name of the vector property.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The vectors as they are now; they share memory with the store.</returns>
    /// <exception cref="ArgumentException">There is no such vector property.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal async ValueTask<VectorSnapshot> GetVectorsAsync(string property, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(property);
        VectorPropertyModel model = _model.VectorProperties.FirstOrDefault(p => p.ModelName == property)
            ?? throw new ArgumentException(
                $"The collection '{Name}' has no vector property '{property}'. Its vector properties: " +
                    $"{string.Join(", ", _model.VectorProperties.Select(p => p.ModelName))}.", nameof(property));
        return await _access.ReadAsync("GetVectors", [model], reading => SnapshotOf(reading.Matrix(model)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the vectors of the only vector property into memory, as the first search does otherwise. Nobody holds them afterwards.</summary>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>How many vectors there are.</returns>
    /// <exception cref="InvalidOperationException">There is not exactly one vector property.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal Task<int> LoadVectorsAsync(CancellationToken cancellationToken = default)
    {
        VectorPropertyModel model = _model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord>());
        return _access.ReadAsync("GetVectors", [model], reading => ViewOf(reading.Matrix(model)).Count, cancellationToken);
    }

    /// <summary>Counts the records, without reading them or any vector.</summary>
    /// <param name="cancellationToken">Ends the operation before it begins.</param>
    /// <returns>How many records there are, with a vector or without.</returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        _access.ReadAsync("Count", [], reading => reading.Connection.ReadInt64(reading.Layout.CountRecords), cancellationToken);

    private static VectorSnapshot SnapshotOf(VectorMatrix matrix)
    {
        matrix.Buffer.Keep();
        return ViewOf(matrix);
    }

    /// <summary>A snapshot for as long as the transaction holds the matrix.</summary>
    private static VectorSnapshot ViewOf(VectorMatrix matrix) => new(matrix.Vectors, matrix.Dimension, matrix.Occupied, matrix.Version);

    private PropertyModel ScalarProperty(string name) =>
        name is not null && _model.PropertyMap.TryGetValue(name, out PropertyModel? model) && model is not VectorPropertyModel
            ? model
            : throw new ArgumentException($"The collection '{Name}' has no key or data property '{name}'.", "property");
}
