namespace Lookalike.Models;

/// <summary>
/// Draws the weights of a network anew: normal with mean 0 and variance 2 over the inputs of a value (He and others, Delving deep into
/// rectifiers, 2015), every bias 0, batch normalisation without effect. The layers and their shapes stay.
/// </summary>
internal sealed class RandomWeights
{
    private readonly Random _random;

    private RandomWeights(int seed) => _random = new Random(seed);

    /// <summary>The network with other weights.</summary>
    /// <param name="network">The network. Not changed; layers without weights are shared.</param>
    /// <param name="seed">What the weights follow from.</param>
    public static Network Draw(Network network, int seed)
    {
        var weights = new RandomWeights(seed);
        return new Network { Encoder = [.. network.Encoder.Select(weights.Redraw)], Decoder = [.. network.Decoder.Select(weights.Redraw)] };
    }

    private Layer Redraw(Layer layer) => layer switch
    {
        ConvolutionLayer c => new ConvolutionLayer
        {
            Weights = Normal(c.Weights.Length, (double)c.InputChannels * c.KernelSize * c.KernelSize),
            Bias = new float[c.OutputChannels],
            InputChannels = c.InputChannels,
            OutputChannels = c.OutputChannels,
            KernelSize = c.KernelSize,
            Stride = c.Stride,
            Padding = c.Padding,
        },
        TransposedConvolutionLayer t => new TransposedConvolutionLayer
        {
            // Only every stride-th row and column of the kernel meets an input.
            Weights = Normal(t.Weights.Length, (double)t.InputChannels * t.KernelSize * t.KernelSize / (t.Stride * t.Stride)),
            Bias = new float[t.OutputChannels],
            InputChannels = t.InputChannels,
            OutputChannels = t.OutputChannels,
            KernelSize = t.KernelSize,
            Stride = t.Stride,
            Padding = t.Padding,
            OutputPadding = t.OutputPadding,
        },
        DenseLayer d => new DenseLayer
        {
            Weights = Normal(d.Weights.Length, d.InputSize),
            Bias = new float[d.OutputSize],
            InputSize = d.InputSize,
            OutputSize = d.OutputSize,
        },
        BatchNormalizationLayer b => new BatchNormalizationLayer
        {
            Channels = b.Channels,
            Epsilon = b.Epsilon,
            Scale = Ones(b.Channels),
            Shift = new float[b.Channels],
            Mean = new float[b.Channels],
            Variance = Ones(b.Channels),
        },
        _ => layer,
    };

    private static float[] Ones(int count)
    {
        float[] values = new float[count];
        Array.Fill(values, 1);
        return values;
    }

    private float[] Normal(int count, double inputs)
    {
        double deviation = Math.Sqrt(2 / inputs);
        float[] values = new float[count];

        // Box and Muller, A note on the generation of random normal deviates (1958); 1 - u is never 0.
        for (int i = 0; i < count; i++)
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        return values;
    }
}
