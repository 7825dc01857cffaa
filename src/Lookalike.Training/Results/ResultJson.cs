using System.Text.Json.Serialization;

namespace Lookalike.Training.Results;

/// <summary>JSON of what a run came to: the summary in the model file, and the history.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingHistory))]
[JsonSerializable(typeof(TrainingSummary))]
internal sealed partial class ResultJson : JsonSerializerContext;
