using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using Lookalike.Models.Tests.Onnx;

namespace Lookalike.Models.Tests.Networks;

/// <summary>A detail beside the latent: the decoder takes both, the latent alone is searched with.</summary>
public sealed class DetailTests
{
    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "order", "expected Concat of 'latent' and 'detail' into 'code', axis 1, found 'Concat of detail, latent'" },
        { "axis", "expected Concat of 'latent' and 'detail' into 'code', axis 1" },
        { "operator", "found 'Add of latent, detail'" },
        { "no join", "expected Concat of 'latent' and 'detail'" },
        { "detail twice", "expected the output of the node before it" },
        { "detail of the latent", "expected the output of the node before it" },
        { "schema", "the schema version: expected 2, 3 or 4, found '5'" },
    };

    [Fact]
    public void A_model_with_a_detail_reads_back_layer_by_layer()
    {
        ModelFile made = Create(), read = ModelFile.Read(made.Content, "again");

        Assert.Equal(made.Metadata.Fingerprint, read.Metadata.Fingerprint);
        Assert.Equal([typeof(FlattenLayer), typeof(DenseLayer)], read.Network.Detail.Select(static layer => layer.GetType()));
        Assert.Equal(SampleModels.LatentSize, read.Metadata.LatentSize);
    }

    [Fact]
    public void The_detail_changes_no_latent_and_is_part_of_the_fingerprint()
    {
        ModelFile plain = SampleModels.Create(), detailed = Create();

        Assert.Equal(Encode(plain), Encode(detailed));
        Assert.NotEqual(plain.Metadata.Fingerprint, detailed.Metadata.Fingerprint);
    }

    [Fact]
    public void A_decoder_that_does_not_take_the_detail_is_refused()
    {
        Network detailed = SampleModels.DetailedNetwork();
        Network wrong = new() { Encoder = detailed.Encoder, Detail = detailed.Detail, Decoder = SampleModels.Network().Decoder };

        Assert.Contains("expected an input [N,3], found [N,5]", wrong.FindFault(SampleModels.Preprocessing.InputShape, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void A_detail_that_is_a_map_is_refused()
    {
        Network detailed = SampleModels.DetailedNetwork();
        Network wrong = new() { Encoder = detailed.Encoder, Detail = [new SigmoidLayer()], Decoder = detailed.Decoder };

        Assert.Contains("detail: expected a flat output", wrong.FindFault(SampleModels.Preprocessing.InputShape, out _), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_graph_that_joins_them_in_another_way_is_refused(string fault, string message)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Create().Content[..^HostileFile.ChecksumLength].ToArray());
        GraphProto graph = model.Graph;
        NodeProto join = graph.Node.Single(static node => node.OpType == "Concat"), detail = graph.Node.Single(static node => node.Name == "detail.0");
        switch (fault)
        {
            case "order": (join.Input[0], join.Input[1]) = ("detail", "latent"); break;
            case "axis": join.Attribute[0].I = 0; break;
            case "operator": join.OpType = "Add"; break;
            case "no join": graph.Node.Remove(join); break;
            case "detail twice": graph.Node.Insert(graph.Node.IndexOf(join) + 1, detail); break;
            case "detail of the latent": detail.Input[0] = "encoder.0"; break;
            case "schema": model.MetadataProps.Single(static entry => entry.Key == OnnxNames.SchemaKey).Value = "5"; break;
        }

        ModelFileException refusal = Assert.Throws<ModelFileException>(() => HostileFile.Read(model.ToByteArray()));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    private static ModelFile Create() => ModelFile.Create(SampleModels.DetailedNetwork(), SampleModels.Preprocessing, "{}", "{}");

    private static float[] Encode(ModelFile model)
    {
        float[] latents = new float[2 * SampleModels.LatentSize];
        model.Encode(new RandomLayers(3).Values(96, 0), 2, latents);
        return latents;
    }
}
