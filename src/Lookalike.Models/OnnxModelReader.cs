using Google.Protobuf;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models;

/// <summary>Reads the bytes of a model file, none of which are trusted: the network that was trained here, or the encoder that was imported.</summary>
internal static class OnnxModelReader
{
    /// <exception cref="ModelFileException">The bytes are not a model file.</exception>
    public static ModelContent Read(ReadOnlyMemory<byte> file, ModelFaults faults)
    {
        ReadOnlyMemory<byte> body = Checksum.Verify(file, faults);
        ModelProto model = Parse(body.Span, faults);
        ModelProperties properties = new(model, faults);
        string schema = properties.Text(OnnxNames.SchemaKey);
        switch (schema)
        {
            case OnnxNames.ImportedSchema: return ReadImported(model, faults.OfImported());
            case OnnxNames.Schema or OnnxNames.DetailSchema:
                WireSurvey.Check(body.Span, imported: false, faults);
                return ReadTrained(model, properties, faults);
            default:
                const string Advice = "Another version of Lookalike wrote it: update this one, or train the model again.";
                string expected = $"{OnnxNames.Schema}, {OnnxNames.ImportedSchema} or {OnnxNames.DetailSchema}";
                throw faults.At("the schema version", expected, Quoted.Of(schema), Advice, ModelFaults.Training);
        }
    }

    /// <summary>Parses an ONNX file of whatever kind, after a walk through its bytes.</summary>
    /// <exception cref="ModelFileException">The bytes are not ONNX, or have what no encoder needs.</exception>
    public static ModelProto Parse(ReadOnlySpan<byte> body, ModelFaults faults)
    {
        WireSurvey.Check(body, imported: true, faults);
        try
        {
            return ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw faults.Of($"model: expected an ONNX model, found bytes that are none ({e.Message})", e);
        }
    }

    private static ModelContent ReadTrained(ModelProto model, ModelProperties properties, ModelFaults faults)
    {
        Expect("the ONNX IR version", $"{OnnxNames.IrVersion}", $"{model.IrVersion}", faults);
        if (model.OpsetImport is not [{ Domain: "", Version: OnnxNames.OperatorSet }])
        {
            string found = string.Join(", ", model.OpsetImport.Take(8).Select(static o => $"{Quoted.Of(o.Domain)} {o.Version}"));
            throw faults.At("model", $"the ONNX operator set {OnnxNames.OperatorSet} and no other", found);
        }

        Preprocessing preprocessing = properties.Preprocessing;
        Network network = OnnxGraphReader.Read(model.Graph ?? throw faults.At("model", "a graph", "none"), faults);
        if (network.FindFault(preprocessing.InputShape, out NetworkExtent extent) is { } fault) throw faults.Of(fault);
        Expect("the latent size", $"{extent.LatentSize}", properties.Text(OnnxNames.LatentSizeKey), faults);
        ExpectValues("inputs", model.Graph.Input, [$"{OnnxNames.Pixels} {preprocessing.InputShape}"], faults);
        string latent = $"{OnnxNames.Latent} {FeatureShape.Flat(extent.LatentSize)}";
        ExpectValues("outputs", model.Graph.Output, [latent, $"{OnnxNames.Reconstruction} {preprocessing.InputShape}"], faults);
        string fingerprint = ModelFingerprint.Of(network, preprocessing);
        Expect("the fingerprint", fingerprint, properties.Text(OnnxNames.FingerprintKey), faults);
        return new ModelContent
        {
            Network = network,
            Extent = extent,
            Metadata = properties.ToMetadata(model, preprocessing, extent.LatentSize, fingerprint),
            Faults = faults,
        };
    }

    /// <summary>
    /// The graph is somebody else's, and goes to ONNX Runtime as it stands, so it is not understood layer by layer: what could reach out of the
    /// file, or be none of ONNX's own operators, is refused, and its one input and its one output are the promised ones.
    /// </summary>
    private static ModelContent ReadImported(ModelProto model, ModelFaults faults)
    {
        ModelProperties properties = new(model, faults);
        Expect("the kind of encoder", OnnxNames.Imported, properties.Text(OnnxNames.EncoderKey), faults);
        GraphInspection.Check(model, faults);
        Preprocessing preprocessing = properties.Preprocessing;
        if (preprocessing.InputShape.Count > FeatureShape.MaxCount)
            throw faults.Of($"expected pixels of at most {FeatureShape.MaxCount} values an image, found {preprocessing.InputShape}");
        string size = properties.Text(OnnxNames.LatentSizeKey);
        if (!int.TryParse(size, out int latentSize) || latentSize is < 1 or > Network.MaxLatentSize)
            throw faults.At("the latent size", $"1..{Network.MaxLatentSize}", Quoted.Of(size));
        bool single = EncoderPorts.TakesOneAtATime(model.Graph);
        GraphProto ports = EncoderPorts.Write(preprocessing.InputShape, latentSize, single);
        ExpectValues("inputs", model.Graph.Input, ports.Input.Select(Describe), faults);
        ExpectValues("outputs", model.Graph.Output, ports.Output.Select(Describe), faults);
        string fingerprint = ModelFingerprint.Of(model, preprocessing);
        Expect("the fingerprint", fingerprint, properties.Text(OnnxNames.FingerprintKey), faults);
        return new ModelContent
        {
            Ports = ports,
            Extent = EncoderPorts.Extent(preprocessing.InputShape, latentSize, single),
            Metadata = properties.ToMetadata(model, preprocessing, latentSize, fingerprint),
            Faults = faults,
        };
    }

    private static void Expect(string what, string expected, string found, ModelFaults faults)
    {
        if (expected != found) throw faults.At(what, expected, Quoted.Of(found));
    }

    private static void ExpectValues(string what, IEnumerable<ValueInfoProto> found, IEnumerable<string> expected, ModelFaults faults) =>
        Expect($"the graph's {what}", string.Join(", ", expected), string.Join(", ", found.Take(8).Select(Describe)), faults);

    private static string Describe(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        if (tensor is not { ElemType: (int)DataType.Float, Shape: { } shape }) return $"{value.Name} of another type";
        return $"{value.Name} [{string.Join(',', shape.Dim.Take(8).Select(static d => d.HasDimParam ? d.DimParam : $"{d.DimValue}"))}]";
    }
}
