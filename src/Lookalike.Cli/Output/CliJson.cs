using System.Text.Json.Serialization;
using Lookalike.Application.Duplicates;
using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Indexing;
using Lookalike.Training.Results;

namespace Lookalike.Cli.Output;

/// <summary>JSON of what the commands print.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(TrainingSummary))]
[JsonSerializable(typeof(IndexSummary), GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(IndexFailure), GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(DuplicateReport))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(EvaluationComparison))]
[JsonSerializable(typeof(LabelFreeReport))]
[JsonSerializable(typeof(DatasetList))]
[JsonSerializable(typeof(DemoReport))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(LibraryList))]
internal sealed partial class CliJson : JsonSerializerContext;
