using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Models.Tests.Onnx;

public sealed class WireSurveyTests
{
    [Theory]
    [InlineData(new byte[] { 0xC2, 0x01, 0x00 }, "expected a field of ModelProto that model files have, found field 24")]
    [InlineData(new byte[] { 0x0B, 0x0C }, "expected wire type 0 for ModelProto.ir_version, found 3")]
    [InlineData(new byte[] { 0x0D, 1, 2, 3, 4 }, "expected wire type 0 for ModelProto.ir_version, found 5")]
    [InlineData(new byte[] { 0x3A, 0x05, 0x0A }, "expected at most 1 bytes in graph, found a length of 5")]
    [InlineData(new byte[] { 0x3A, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }, "found a length of 18446744073709551615")]
    [InlineData(new byte[] { 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 }, "expected a number of at most 10 bytes, found a longer one")]
    [InlineData(new byte[] { 0x08, 0x80 }, "expected a whole number, found the end of its message")]
    [InlineData(new byte[] { 0x3A, 0x08, 0x0A, 0x06, 0x2A, 0x04, 0x15, 0, 0, 0 }, "expected 4 bytes of a number, found 3")]
    [InlineData(new byte[] { 0x3A, 0x06, 0x2A, 0x04, 0x0A, 0x02, 0x01, 0x01 }, "expected wire type 0 for TensorProto.dims, found 2")]
    public void Bytes_that_are_no_such_message_are_refused(byte[] bytes, string message)
    {
        Assert.Contains(message, HostileFile.Refusal([.. HostileFile.Body(), .. bytes]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_nothing_but_tiny_fields_is_refused_before_it_is_parsed()
    {
        byte[] bomb = new byte[20_000_000]; // ten million empty metadata entries, which would parse into gigabytes
        for (int i = 0; i < bomb.Length; i += 2) bomb[i] = 0x72;
        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelFileException e = HostileFile.Refusal(bomb);

        Assert.Contains("expected at most 250000 fields, found more", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3L * bomb.Length);
    }

    [Fact]
    public void A_long_text_is_refused()
    {
        ModelFileException e = HostileFile.Refusal(static m => m.ProducerName = new string('x', (1 << 20) + 1));

        Assert.Contains("expected at most 1048576 bytes of text in producer_name, found 1048577", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_network_passes()
    {
        RandomLayers layers = new(1);
        Layer[] encoder = [.. Enumerable.Range(0, Network.MaxLayers - 1).Select(_ => layers.TransposedConvolution(1, 1, 1)), new FlattenLayer()];
        Layer[] decoder = [new ReshapeLayer { Channels = 1, Height = 1, Width = 1 }, .. Enumerable.Range(0, Network.MaxLayers - 1).Select(_ => layers.TransposedConvolution(1, 1, 1))];
        Preprocessing preprocessing = new() { Channels = 1, Height = 1, Width = 1 };

        ModelFile model = ModelFile.Create(new Network { Encoder = encoder, Decoder = decoder }, preprocessing, "{}", "{}");

        Assert.Equal(Network.MaxLayers, model.Network.Encoder.Count);
    }
}
