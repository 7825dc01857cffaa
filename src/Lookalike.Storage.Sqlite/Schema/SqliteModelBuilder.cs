using System.Diagnostics.CodeAnalysis;
using Lookalike.Search.Hnsw;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>Says which models this provider stores.</summary>
internal sealed class SqliteModelBuilder()
    : CollectionModelBuilder(new CollectionModelBuildingOptions { SupportsMultipleVectors = true, RequiresAtLeastOneVector = false })
{
    /// <summary>The schema of a model, with the distance function and the block size that apply where none is set.</summary>
    public static CollectionSchema SchemaOf(CollectionModel model) => new()
    {
        Key = new DataColumn(model.KeyProperty.StorageName, ColumnType.For(model.KeyProperty.Type).Name),
        Data = [.. model.DataProperties.Select(p => new DataColumn(p.StorageName, ColumnType.For(p.Type).Name))],
        Vectors = [.. model.VectorProperties.Select(p =>
            new VectorColumn(p.StorageName, p.Dimensions, Scoring.NameOf(p), VectorColumn.ChooseVectorsPerBlock(p.Dimensions)))],
    };

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = ColumnType.SupportedData;
        return ColumnType.TryGet(type, out _);
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = VectorValue.Supported;
        return VectorValue.IsSupported(type);
    }

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (!ColumnType.IsKey(keyProperty.Type))
            throw new NotSupportedException($"The key property '{keyProperty.ModelName}' has type '{keyProperty.Type.Name}'. Supported: " +
                $"{ColumnType.SupportedKeys}.");
    }

    protected override void ValidateProperty(PropertyModel propertyModel, VectorStoreCollectionDefinition? definition)
    {
        base.ValidateProperty(propertyModel, definition);
        if (propertyModel.StorageName.Contains('\0') || propertyModel.StorageName.Length == 0)
            throw new NotSupportedException($"The property '{propertyModel.ModelName}' has a storage name that is empty or holds a NUL character. " +
                "Give it another.");
        if (propertyModel is not VectorPropertyModel vector) return;
        if (vector.IndexKind is not (null or IndexKind.Flat or IndexKind.Hnsw))
            throw new NotSupportedException($"The vector property '{vector.ModelName}' asks for the index kind '{vector.IndexKind}'. Supported: " +
                $"{IndexKind.Flat}, an exact search, and {IndexKind.Hnsw}, a graph.");
        if (vector.Dimensions > VectorColumn.MaxDimensions)
            throw new NotSupportedException($"The vector property '{vector.ModelName}' has {vector.Dimensions} dimensions. Supported: 1 to " +
                $"{VectorColumn.MaxDimensions}.");
        Scoring scoring = Scoring.Of(vector);
        if (vector.IndexKind == IndexKind.Hnsw && !HnswIndex.Supports(scoring.Metric))
        {
            throw new NotSupportedException(
                $"The vector property '{vector.ModelName}' asks for the index kind '{IndexKind.Hnsw}' and the distance function " +
                    $"'{Scoring.NameOf(vector)}', which a graph is not made of. Use {IndexKind.Flat}, or a cosine, dot product or Euclidean function.");
        }
    }

    protected override void Validate(Type? type, VectorStoreCollectionDefinition? definition)
    {
        base.Validate(type, definition);
        // SQLite compares the names of columns without regard to case, ASCII letters only.
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { CollectionLayout.SlotColumn };
        foreach (PropertyModel property in Properties)
        {
            if (property is not VectorPropertyModel && !names.Add(property.StorageName))
                throw new NotSupportedException($"The property '{property.ModelName}' is stored as '{property.StorageName}', which another column is " +
                    "called too, regardless of case. Give it another storage name.");
        }
    }
}
