using System.Text.Json.Serialization;

namespace Lookalike.Training.Sources;

/// <summary>JSON of what a run keeps beside its checkpoint.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PictureRun))]
[JsonSerializable(typeof(PictureRequest))]
internal sealed partial class PictureRunJson : JsonSerializerContext;
