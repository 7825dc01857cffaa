using System.Text.Json;
using System.Text.Json.Serialization;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Web.Contracts;

namespace Lookalike.Web.Serving;

/// <summary>Describes a model file.</summary>
internal static class ModelDescription
{
    public static ModelDetailsAnswer Of(ModelFile model)
    {
        ModelMetadata metadata = model.Metadata;
        Preprocessing input = metadata.Preprocessing;
        JsonElement? training = ObjectOf(metadata.TrainingJson);
        return new ModelDetailsAnswer
        {
            Fingerprint = metadata.Fingerprint,
            Imported = model.IsImported,
            LatentSize = metadata.LatentSize,
            DetailSize = model.DetailSize,
            Input = new InputAnswer { Channels = input.Channels, Height = input.Height, Width = input.Width },
            CanReconstruct = !model.IsImported,
            Layers =
            [
                .. model.ListLayers().Select(static layer => new LayerAnswer
                {
                    Part = layer.Part,
                    Name = layer.Name,
                    Operator = layer.Operator,
                    Output = layer.Output,
                    Parameters = layer.Parameters,
                }),
            ],
            Recipe = ObjectOf(metadata.RecipeJson),
            Training = training,
            Epochs = training is { } told ? EpochsOf(told) : [],
        };
    }

    /// <summary>What is in an object; null where that is nothing.</summary>
    private static JsonElement? ObjectOf(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().Any() ? document.RootElement.Clone() : null;
    }

    /// <summary>The history in a summary. Files that were written before it was kept have none, and what is no history is none.</summary>
    private static IReadOnlyList<EpochAnswer> EpochsOf(JsonElement training)
    {
        JsonElement history = training.EnumerateObject()
            .FirstOrDefault(static member => member is { Name: "history", Value.ValueKind: JsonValueKind.Array }).Value;
        if (history.ValueKind != JsonValueKind.Array) return [];
        try
        {
            IReadOnlyList<EpochAnswer>? epochs = history.Deserialize(HistoryJson.Default.IReadOnlyListEpochAnswer);
            return epochs?.All(static epoch => epoch is not null) == true ? epochs : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>Reads the history of a training. What later versions add to it is passed over.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<EpochAnswer>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
