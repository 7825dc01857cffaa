using System.Text.Json.Serialization;

namespace Lookalike.Models;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PreprocessingJson))]
internal sealed partial class PreprocessingJsonContext : JsonSerializerContext;
