using Lookalike.Models.Networks;

namespace Lookalike.Models.Tests.Networks;

public sealed class LayerListingTests
{
    [Fact]
    public void All_layers_are_listed_with_all_their_weights()
    {
        Network network = SampleModels.DetailedNetwork();
        IReadOnlyList<ModelLayer> layers = LayerListing.Of(network, SampleModels.Preprocessing.InputShape);

        Assert.Equal(network.Encoder.Count + network.Detail.Count + 1 + network.Decoder.Count, layers.Count);
        Assert.Equal(network.Encoder.Concat(network.Detail).Concat(network.Decoder).Sum(layer => layer.WeightCount), layers.Sum(layer => layer.Parameters));
        Assert.Equal(("Convolution", "4x4x3"), (layers[0].Operator, string.Join('x', layers[0].Output)));
        Assert.Equal("1x8x6", string.Join('x', layers[^1].Output));
        ModelLayer code = layers.Single(layer => layer.Name == "code");
        Assert.Equal(("decoder", SampleModels.LatentSize + SampleModels.DetailSize), (code.Part, code.Output.Single()));
    }
}
