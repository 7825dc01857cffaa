using System.Text.Json.Serialization;
using Lookalike.Application.Indexing;

namespace Lookalike.Cli.Commands.Demo;

/// <summary>JSON of what <c>lookalike demo</c> prints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DemoReport))]
[JsonSerializable(typeof(IndexSummary), GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(IndexFailure), GenerationMode = JsonSourceGenerationMode.Default)]
internal sealed partial class DemoJson : JsonSerializerContext;
