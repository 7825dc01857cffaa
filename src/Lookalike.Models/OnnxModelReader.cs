using System.Text.Json;
using Google.Protobuf;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models;

/// <summary>Reads the bytes of a model file, none of which are trusted, into its network and metadata.</summary>
internal static class OnnxModelReader
{
    /// <exception cref="ModelFileException">The bytes are not a model file.</exception>
    public static (Network Network, NetworkExtent Extent, ModelMetadata Metadata) Read(ReadOnlyMemory<byte> file, ModelFaults faults)
    {
        ReadOnlyMemory<byte> body = Checksum.Verify(file, faults);
        WireSurvey.Check(body.Span, faults);
        ModelProto model = Parse(body.Span, faults);
        Dictionary<string, string> properties = ReadProperties(model, faults);
        string schema = Property(properties, OnnxNames.SchemaKey, faults);
        if (schema is not (OnnxNames.Schema or OnnxNames.DetailSchema))
        {
            const string Advice = "Another version of Lookalike wrote it: update this one, or train the model again.";
            throw faults.At("the schema version", $"{OnnxNames.Schema} or {OnnxNames.DetailSchema}", Quoted.Of(schema), Advice, ModelFaults.Training);
        }

        Expect("the ONNX IR version", $"{OnnxNames.IrVersion}", $"{model.IrVersion}", faults);
        if (model.OpsetImport is not [{ Domain: "", Version: OnnxNames.OperatorSet }])
        {
            string found = string.Join(", ", model.OpsetImport.Take(8).Select(static o => $"{Quoted.Of(o.Domain)} {o.Version}"));
            throw faults.At("model", $"the ONNX operator set {OnnxNames.OperatorSet} and no other", found);
        }

        Preprocessing preprocessing = ReadPreprocessing(Property(properties, OnnxNames.PreprocessingKey, faults), faults);
        Network network = OnnxGraphReader.Read(model.Graph ?? throw faults.At("model", "a graph", "none"), faults);
        if (network.FindFault(preprocessing.InputShape, out NetworkExtent extent) is { } fault) throw faults.Of(fault);
        Expect("the latent size", $"{extent.LatentSize}", Property(properties, OnnxNames.LatentSizeKey, faults), faults);
        ExpectValues("inputs", model.Graph.Input, [(OnnxNames.Pixels, preprocessing.InputShape)], faults);
        FeatureShape latent = FeatureShape.Flat(extent.LatentSize);
        ExpectValues("outputs", model.Graph.Output, [(OnnxNames.Latent, latent), (OnnxNames.Reconstruction, preprocessing.InputShape)], faults);
        string fingerprint = ModelFingerprint.Of(network, preprocessing);
        Expect("the fingerprint", fingerprint, Property(properties, OnnxNames.FingerprintKey, faults), faults);
        ModelMetadata metadata = new()
        {
            Preprocessing = preprocessing,
            LatentSize = extent.LatentSize,
            RecipeJson = ReadJson(properties, OnnxNames.RecipeKey, faults),
            TrainingJson = ReadJson(properties, OnnxNames.TrainingKey, faults),
            Fingerprint = fingerprint,
            ProducerName = model.ProducerName,
            ProducerVersion = model.ProducerVersion,
        };
        return (network, extent, metadata);
    }

    private static ModelProto Parse(ReadOnlySpan<byte> body, ModelFaults faults)
    {
        try
        {
            return ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw faults.Of($"model: expected an ONNX model, found bytes that are none ({e.Message})", e);
        }
    }

    private static Dictionary<string, string> ReadProperties(ModelProto model, ModelFaults faults)
    {
        Dictionary<string, string> properties = [];
        foreach (StringStringEntryProto entry in model.MetadataProps)
        {
            if (!properties.TryAdd(entry.Key, entry.Value)) throw faults.At("metadata", "keys that differ", $"{Quoted.Of(entry.Key)} twice");
        }

        return properties;
    }

    private static Preprocessing ReadPreprocessing(string json, ModelFaults faults)
    {
        try
        {
            Preprocessing preprocessing = PreprocessingJson.Read(json);
            return preprocessing.FindFault() is { } fault ? throw faults.Of($"{OnnxNames.PreprocessingKey}: {fault}") : preprocessing;
        }
        catch (JsonException e)
        {
            throw faults.Of($"{OnnxNames.PreprocessingKey}: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static string ReadJson(Dictionary<string, string> properties, string key, ModelFaults faults)
    {
        string json = Property(properties, key, faults);
        return JsonText.FindFault(json) is { } fault ? throw faults.Of($"{key}: {fault}") : json;
    }

    private static string Property(Dictionary<string, string> properties, string key, ModelFaults faults) =>
        properties.TryGetValue(key, out string? value) ? value : throw faults.At("metadata", $"the entry {key}", "none");

    private static void Expect(string what, string expected, string found, ModelFaults faults)
    {
        if (expected != found) throw faults.At(what, expected, Quoted.Of(found));
    }

    private static void ExpectValues(
        string what, IEnumerable<ValueInfoProto> found, IEnumerable<(string Name, FeatureShape Shape)> expected, ModelFaults faults)
    {
        string wanted = string.Join(", ", expected.Select(static v => $"{v.Name} {v.Shape}"));
        string given = string.Join(", ", found.Take(8).Select(static v => $"{v.Name} {Describe(v)}"));
        Expect($"the graph's {what}", wanted, given, faults);
    }

    private static string Describe(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        if (tensor is not { ElemType: (int)DataType.Float, Shape: { } shape }) return "of another type";
        return $"[{string.Join(',', shape.Dim.Take(8).Select(static d => d.HasDimParam ? d.DimParam : $"{d.DimValue}"))}]";
    }
}
