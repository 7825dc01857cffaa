using System.Text.Json;
using System.Text.Json.Serialization;
using Lookalike.Application.Health;

namespace Lookalike.Cli.Commands.Doctor;

/// <summary>JSON of what <c>lookalike doctor</c> prints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(KindConverter)])]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext
{
    /// <summary>Kinds by name, written like every other name.</summary>
    internal sealed class KindConverter() : JsonStringEnumConverter<HealthFindingKind>(JsonNamingPolicy.CamelCase);
}
