using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using Lookalike.Models.Tests.Onnx;

namespace Lookalike.Models.Tests.Networks;

/// <summary>SiLU, which is two nodes, and the pixel shuffle, which has a mode.</summary>
public sealed class ShufflingGraphTests
{
    [Fact]
    public void A_saved_network_is_read_back_layer_by_layer()
    {
        using Scratch folder = new();
        ModelFile saved = ModelFile.Create(SampleModels.ShufflingNetwork(), SampleModels.Preprocessing, "{}", "{}");
        saved.Save(folder["m.onnx"]);

        ModelFile read = ModelFile.Read(folder["m.onnx"]);

        Assert.Equal(Names(SampleModels.ShufflingNetwork().Encoder), Names(read.Network.Encoder));
        Assert.Equal(Names(SampleModels.ShufflingNetwork().Decoder), Names(read.Network.Decoder));
        Assert.Equal(saved.Metadata.Fingerprint, read.Metadata.Fingerprint);
    }

    [Theory]
    [InlineData("encoder.3", "encoder.3")]
    [InlineData("encoder.3", "pixels")]
    public void A_product_that_is_no_silu_is_refused(string left, string right) =>
        AssertRefused("the product of a sigmoid and its own input", node => (node.OpType, node.Input[0], node.Input[1]) = ("Mul", left, right));

    [Fact]
    public void A_pixel_shuffle_of_another_channel_order_is_refused() =>
        AssertRefused("mode = CRD", node =>
        {
            node.OpType = "DepthToSpace";
            node.Input.RemoveAt(1);
            node.Attribute.Add(new AttributeProto { Name = "mode", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8("DCR") });
        });

    [Theory]
    [InlineData(1, "expected a factor in 2..64, found 1")]
    [InlineData(65, "expected a factor in 2..64, found 65")]
    [InlineData(3, "expected a multiple of 9 channels")]
    public void A_factor_that_does_not_fit_is_refused(int factor, string message)
    {
        Network network = new()
        {
            Encoder = SampleModels.ShufflingNetwork().Encoder,
            Decoder = [.. SampleModels.ShufflingNetwork().Decoder.Select(l => l is PixelShuffleLayer ? new PixelShuffleLayer { Factor = factor } : l)],
        };
        ArgumentException e = Assert.ThrowsAny<ArgumentException>(() => ModelFile.Create(network, SampleModels.Preprocessing, "{}", "{}"));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(IEnumerable<Layer> layers) => layers.Select(l => l.GetType().Name);

    /// <summary>Turns the ReLU of the sample model into another node, with room for a second input.</summary>
    private static void AssertRefused(string message, Action<NodeProto> change)
    {
        ModelFileException e = HostileFile.Refusal(m =>
        {
            NodeProto relu = m.Graph.Node.Single(n => n.OpType == "Relu");
            relu.Input.Add("");
            change(relu);
        });
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
