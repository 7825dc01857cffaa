using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lookalike.Web.Contracts;

/// <summary>
/// How the API reads and writes JSON, whatever the host has set for its own: members that are not known are refused, as are those that stand twice,
/// and numbers are numbers.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict,
    PropertyNameCaseInsensitive = false,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSerializable(typeof(ImagesAnswer))]
[JsonSerializable(typeof(ExplanationBody))]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ReconstructionBody))]
[JsonSerializable(typeof(WalkBody))]
[JsonSerializable(typeof(ModelDetailsAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(JobBody))]
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(JobsAnswer))]
[JsonSerializable(typeof(TrainingAnswer))]
[JsonSerializable(typeof(UnreadableAnswer))]
internal sealed partial class WebJson : JsonSerializerContext;
