using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Models.Tests.Networks;

public sealed class NetworkTests
{
    private static readonly Preprocessing Pixels = new() { Channels = 1, Height = 4, Width = 4 };

    [Fact]
    public void Layers_that_do_not_fit_each_other_are_named()
    {
        RandomLayers random = new(1);

        AssertFault("encoder layer 1 (ConvolutionLayer): expected an input of 3 channels, found [N,2,4,4]", random.Convolution(1, 2, 1), random.Convolution(3, 2, 1));
        AssertFault("encoder layer 1 (TransposedConvolutionLayer): expected an input of 3 channels, found [N,2,4,4]", random.Convolution(1, 2, 1), random.TransposedConvolution(3, 2, 1));
        AssertFault("encoder layer 0 (DenseLayer): expected a flat input [N,16], found [N,1,4,4]; put a FlattenLayer before it", random.Dense(16, 2));
        AssertFault("encoder layer 1 (DenseLayer): expected an input [N,15], found [N,16]", new FlattenLayer(), random.Dense(15, 2));
        AssertFault("encoder layer 1 (ConvolutionLayer): expected a map [N,C,H,W], found [N,16]; put a ReshapeLayer before it", new FlattenLayer(), random.Convolution(1, 2, 1));
        AssertFault("encoder layer 0 (ConvolutionLayer): expected an input as large as the kernel (5x5), found [N,1,4,4] with padding 0", random.Convolution(1, 2, 5));
        AssertFault("encoder layer 0 (BatchNormalizationLayer): expected an input of 2 channels, found [N,1,4,4]", random.BatchNormalization(2));
        AssertFault("encoder layer 0 (ReshapeLayer): expected an input of 15 values for [N,1,3,5], found [N,1,4,4]", new ReshapeLayer { Channels = 1, Height = 3, Width = 5 });
        AssertFault("encoder: expected a flat output [N,d], found [N,1,4,4]", new ReluLayer());
        AssertFault("encoder: expected 1..1000 layers, found 0");
        AssertFault("encoder layer 0: expected a layer, found null", [null!]);
    }

    [Fact]
    public void Numbers_outside_their_range_are_named()
    {
        RandomLayers random = new(1);

        AssertFault("expected a kernel size in 1..255, found 256", random.Convolution(1, 1, 256));
        AssertFault("expected a stride in 1..255, found 0", random.Convolution(1, 1, 3, stride: 0));
        AssertFault("expected a padding in 0..2, found 3", random.Convolution(1, 1, 3, padding: 3));
        AssertFault("expected an output padding in 0..1, found 2", random.TransposedConvolution(1, 1, 3, stride: 2, outputPadding: 2));
        AssertFault("expected an output of at least 1x1, found 0x0", random.Convolution(1, 1, 4), random.TransposedConvolution(1, 1, 2, padding: 1));
        AssertFault("(TransposedConvolutionLayer): expected an output of at most 16777216 values an image", random.TransposedConvolution(1, 16, 255, stride: 255), random.TransposedConvolution(16, 1, 1, stride: 255));
        AssertFault("expected 3 values in the bias [out], found 2", new DenseLayer { InputSize = 16, OutputSize = 3, Weights = new float[48], Bias = new float[2] });
        AssertFault("expected the weights [out,in], found null", new DenseLayer { InputSize = 16, OutputSize = 3, Weights = null!, Bias = new float[3] });
        AssertFault("expected finite numbers in the bias [out], found NaN or infinity", new DenseLayer { InputSize = 16, OutputSize = 1, Weights = new float[16], Bias = [float.NaN] });
        AssertFault("expected a finite slope, found NaN", new LeakyReluLayer { Slope = float.NaN });
        AssertFault("expected an output size in 1..2147483647, found 0", new DenseLayer { InputSize = 16, OutputSize = 0, Weights = [], Bias = [] });
        AssertFault("expected channels in 1..2147483647, found -1", new ReshapeLayer { Channels = -1, Height = -4, Width = 4 });
    }

    [Fact]
    public void A_decoder_that_does_not_give_the_pixels_back_is_refused()
    {
        Network network = new() { Encoder = [new FlattenLayer()], Decoder = [new ReshapeLayer { Channels = 1, Height = 2, Width = 8 }] };

        Assert.Contains("decoder: expected an output of the pixels' shape [N,1,4,4], found [N,1,2,8]", Fault(network), StringComparison.Ordinal);
        Assert.Contains("decoder: expected a list of layers, found null", Fault(new Network { Encoder = network.Encoder, Decoder = null! }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preprocessing_outside_its_range_is_refused()
    {
        Preprocessing two = new() { Channels = 2, Height = 4, Width = 4 };

        Assert.Equal("preprocessing", Assert.Throws<ArgumentException>(() => ModelFile.Create(SampleModels.Network(), two, "{}", "{}")).ParamName);
    }

    private static void AssertFault(string fault, params Layer[] encoder) =>
        Assert.Contains(fault, Fault(new Network { Encoder = FlattenIfNeeded(encoder), Decoder = [new SigmoidLayer()] }), StringComparison.Ordinal);

    // A DenseLayer under test for its own numbers needs a flat input.
    private static Layer[] FlattenIfNeeded(Layer[] encoder) =>
        encoder is [DenseLayer { InputSize: 16 } d] && (d.OutputSize != 2) ? [new FlattenLayer(), d] : encoder;

    private static string Fault(Network network)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => ModelFile.Create(network, Pixels, "{}", "{}"));
        Assert.Equal("network", e.ParamName);
        return e.Message;
    }
}
