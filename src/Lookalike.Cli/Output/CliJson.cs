using System.Text.Json.Serialization;
using Lookalike.Application;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>JSON of what the commands print.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TrainingSummary))]
[JsonSerializable(typeof(IndexSummary), GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(IndexFailure), GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(DuplicateReport))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(LabelFreeReport))]
internal sealed partial class CliJson : JsonSerializerContext;
