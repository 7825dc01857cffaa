using System.Text.Json.Serialization;

namespace Lookalike.Training;

/// <summary>JSON of what training writes: the recipe and summary in the model file, the checkpoint's header, the history.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrainingRecipe))]
[JsonSerializable(typeof(CheckpointHeader))]
[JsonSerializable(typeof(TrainingHistory))]
[JsonSerializable(typeof(TrainingSummary))]
internal sealed partial class RecipeJson : JsonSerializerContext;
