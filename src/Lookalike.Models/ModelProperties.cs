using System.Text.Json;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;

namespace Lookalike.Models;

/// <summary>The metadata of a model file, each entry checked as it is asked for.</summary>
internal sealed class ModelProperties
{
    private readonly Dictionary<string, string> _entries = [];
    private readonly ModelFaults _faults;

    /// <exception cref="ModelFileException">A key stands twice.</exception>
    public ModelProperties(ModelProto model, ModelFaults faults)
    {
        _faults = faults;
        foreach (StringStringEntryProto entry in model.MetadataProps)
        {
            if (!_entries.TryAdd(entry.Key, entry.Value)) throw faults.At("metadata", "keys that differ", $"{Quoted.Of(entry.Key)} twice");
        }
    }

    public Preprocessing Preprocessing
    {
        get
        {
            string json = Text(OnnxNames.PreprocessingKey);
            try
            {
                Preprocessing preprocessing = PreprocessingJson.Read(json);
                return preprocessing.FindFault() is { } fault ? throw _faults.Of($"{OnnxNames.PreprocessingKey}: {fault}") : preprocessing;
            }
            catch (JsonException e)
            {
                throw _faults.Of($"{OnnxNames.PreprocessingKey}: {e.Message.TrimEnd('.')}", e);
            }
        }
    }

    public string Text(string key) => _entries.TryGetValue(key, out string? value) ? value : throw _faults.At("metadata", $"the entry {key}", "none");

    public string Json(string key)
    {
        string json = Text(key);
        return JsonText.FindFault(json) is { } fault ? throw _faults.Of($"{key}: {fault}") : json;
    }

    /// <summary>Puts what is checked and read into what a model file says of itself.</summary>
    public ModelMetadata ToMetadata(ModelProto model, Preprocessing preprocessing, int latentSize, string fingerprint) => new()
    {
        Preprocessing = preprocessing,
        LatentSize = latentSize,
        RecipeJson = Json(OnnxNames.RecipeKey),
        TrainingJson = Json(OnnxNames.TrainingKey),
        Fingerprint = fingerprint,
        ProducerName = model.ProducerName,
        ProducerVersion = model.ProducerVersion,
    };
}
