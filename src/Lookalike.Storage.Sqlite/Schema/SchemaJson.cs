using System.Text.Json.Serialization;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>What the file holds as JSON: definitions, and lists of texts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CollectionSchema))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class SchemaJson : JsonSerializerContext;
