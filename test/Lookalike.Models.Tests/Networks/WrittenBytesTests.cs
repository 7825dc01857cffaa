using System.Security.Cryptography;
using Google.Protobuf;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Tests.Networks;

/// <summary>What is written stays the same to the bit: an index is tied to the fingerprint of its model, whichever version of the library reads it.</summary>
public sealed class WrittenBytesTests
{
    [Fact]
    public void Every_kind_of_layer_is_written_as_it_always_was()
    {
        ModelFile sample = SampleModels.Create();
        ModelFile shuffling = ModelFile.Create(SampleModels.ShufflingNetwork(), SampleModels.Preprocessing, "{}", "{}");

        Assert.Equal("519bcacef950df14ac6c16bab6c34730af7c1c83fc92e2d76fcd1be6dd1d4ba0", HashOf(SampleModels.Network())); // nothing is folded, so that batch normalisation is there too
        Assert.Equal("483c0d9cccb54955bb172f8d289c84e7237a60648c36d578853b743619fedcb8", HashOf(sample.Network));
        Assert.Equal("d5512f5d69e64fc850e09f4b40b30dc167ad3c2d6caae944d6d3c64637c50330", HashOf(shuffling.Network));
        Assert.Equal("cf629df8221d1fa2c63319191154b9fbfe27d18bd6f8c367bcf40c9cb796015e", sample.Metadata.Fingerprint);
        Assert.Equal("ba3308e4588bd699c1d4c4ed3bcf3137d9009a0fff041dceadec1608d0d0f0ed", shuffling.Metadata.Fingerprint);
    }

    [Fact]
    public void Random_weights_follow_from_their_seed_as_they_always_did() =>
        Assert.Equal("88e33fed538afa752a682809669411981b0b54883432f10e4fac160b09892db9", SampleModels.Create().WithRandomWeights(7).Metadata.Fingerprint);

    // The graph, not the file: that names the version of the library too.
    private static string HashOf(Network network)
    {
        ModelProto graph = OnnxGraphWriter.WriteAutoencoder(network, SampleModels.Preprocessing.InputShape, SampleModels.LatentSize);
        return Convert.ToHexStringLower(SHA256.HashData(graph.ToByteArray()));
    }
}
