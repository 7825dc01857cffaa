using System.Buffers;
using System.Text;
using System.Text.Json;
using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>
/// The schema as JSON, written and read by hand: a serializer's first use costs more time than opening the database, and every
/// process that searches would pay it.
/// </summary>
internal static class SchemaText
{
    public static string Write(CollectionSchema schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("key");
            WriteColumn(json, schema.Key);
            json.WriteStartArray("data");
            foreach (DataColumn column in schema.Data) WriteColumn(json, column);
            json.WriteEndArray();
            json.WriteStartArray("vectors");
            foreach (VectorColumn column in schema.Vectors)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteNumber("dimensions", column.Dimensions);
                json.WriteString("distanceFunction", column.DistanceFunction);
                json.WriteNumber("vectorsPerBlock", column.VectorsPerBlock);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="InvalidDataException">The text is no schema.</exception>
    public static CollectionSchema Read(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            var schema = new CollectionSchema
            {
                Key = ReadColumn(json.RootElement.GetProperty("key")),
                Data = [.. json.RootElement.GetProperty("data").EnumerateArray().Select(ReadColumn)],
                Vectors = [.. json.RootElement.GetProperty("vectors").EnumerateArray().Select(ReadVector)],
            };
            RequireDistinct([CollectionLayout.SlotColumn, schema.Key.Name, .. schema.Data.Select(c => c.Name)], StringComparer.OrdinalIgnoreCase);
            RequireDistinct(schema.Vectors.Select(v => v.Name), StringComparer.Ordinal);
            return schema;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"its definition in the catalogue cannot be read ({fault.Message})", fault);
        }
    }

    private static void WriteColumn(Utf8JsonWriter json, DataColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type);
        json.WriteEndObject();
    }

    private static DataColumn ReadColumn(JsonElement json)
    {
        var column = new DataColumn(Text(json, "name"), Text(json, "type"));
        return ColumnType.IsKnown(column.Type) ? column : throw new InvalidDataException($"its definition in the catalogue has {column}, which is " +
            "none of this library's");
    }

    private static VectorColumn ReadVector(JsonElement json)
    {
        var column = new VectorColumn(
            Text(json, "name"), json.GetProperty("dimensions").GetInt32(), Text(json, "distanceFunction"), json.GetProperty("vectorsPerBlock").GetInt32());
        return column.IsPossible
            ? column
            : throw new InvalidDataException($"'{column.Name}' has {column.Dimensions} dimensions in blocks of {column.VectorsPerBlock}; expected at " +
                $"least 1, in a multiple of 64 up to {VectorColumn.MaxVectorsPerBlock}, and no more than {Connection.MaxBytes:N0} bytes together");
    }

    private static void RequireDistinct(IEnumerable<string> names, StringComparer comparer)
    {
        HashSet<string> seen = new(comparer);
        foreach (string name in names)
        {
            if (!seen.Add(name)) throw new InvalidDataException($"its definition in the catalogue names '{name}' twice");
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new JsonException($"'{name}' is null.");
}

/// <summary>A column of the record table.</summary>
internal sealed record DataColumn(string Name, string Type)
{
    public override string ToString() => $"'{Name}' of type {Type}";
}
