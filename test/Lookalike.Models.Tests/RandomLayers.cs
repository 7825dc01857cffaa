using Lookalike.Models.Layers;

namespace Lookalike.Models.Tests;

/// <summary>Layers with weights drawn from one seed, of a size that keeps signals near 1.</summary>
internal sealed class RandomLayers(int seed)
{
    private readonly Random _random = new(seed);

    public float[] Values(int count, double minimum = -1, double maximum = 1)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)(minimum + (_random.NextDouble() * (maximum - minimum)));
        return values;
    }

    public int Integer(int minimum, int maximum) => _random.Next(minimum, maximum + 1);

    public ConvolutionLayer Convolution(int input, int output, int kernel, int stride = 1, int padding = 0)
    {
        double size = 1 / Math.Sqrt(input * kernel * kernel);
        return new ConvolutionLayer
        {
            Weights = Values(output * input * kernel * kernel, -size, size),
            Bias = Values(output),
            InputChannels = input,
            OutputChannels = output,
            KernelSize = kernel,
            Stride = stride,
            Padding = padding,
        };
    }

    public TransposedConvolutionLayer TransposedConvolution(int input, int output, int kernel, int stride = 1, int padding = 0, int outputPadding = 0)
    {
        double size = 1 / Math.Sqrt(input * kernel * kernel);
        return new TransposedConvolutionLayer
        {
            Weights = Values(input * output * kernel * kernel, -size, size),
            Bias = Values(output),
            InputChannels = input,
            OutputChannels = output,
            KernelSize = kernel,
            Stride = stride,
            Padding = padding,
            OutputPadding = outputPadding,
        };
    }

    public DenseLayer Dense(int input, int output) => new()
    {
        Weights = Values(output * input, -1 / Math.Sqrt(input), 1 / Math.Sqrt(input)),
        Bias = Values(output),
        InputSize = input,
        OutputSize = output,
    };

    public BatchNormalizationLayer BatchNormalization(int channels) => new()
    {
        Channels = channels,
        Scale = Values(channels, 0.5, 1.5),
        Shift = Values(channels),
        Mean = Values(channels),
        Variance = Values(channels, 0.25, 2),
    };
}
