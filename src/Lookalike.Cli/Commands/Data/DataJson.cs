using System.Text.Json.Serialization;

namespace Lookalike.Cli.Commands.Data;

/// <summary>JSON of what <c>lookalike data list</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DatasetList))]
internal sealed partial class DataJson : JsonSerializerContext;
