namespace Lookalike.Models;

/// <summary>
/// Writes batch normalisation into the weights beside it, where the result is the same function: y = a x + b a channel.
/// After a convolution, a transposed convolution or a dense layer it scales that layer's outputs. Before a dense layer, directly or
/// through one flatten, or before a convolution without padding it scales that layer's inputs. Before a padded convolution it stays: the zeros
/// of the padding are not normalised, so the borders would differ. The sums are done in double precision.
/// </summary>
internal static class BatchNormalizationFolding
{
    public static Network Apply(Network network) => new() { Encoder = Fold(network.Encoder), Decoder = Fold(network.Decoder) };

    private static List<Layer> Fold(IReadOnlyList<Layer> layers)
    {
        List<Layer> folded = [.. layers];

        // Forwards into the layer before, backwards into the layer after: of two normalisations in a row each meets what the other has left.
        for (int i = 1; i < folded.Count;)
        {
            if (folded[i] is BatchNormalizationLayer after && ScaleOutputs(folded[i - 1], after) is { } scaled)
            {
                folded[i - 1] = scaled;
                folded.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        for (int i = folded.Count - 2; i >= 0; i--)
        {
            if (folded[i] is not BatchNormalizationLayer before) continue;
            int next = folded[i + 1] is FlattenLayer ? i + 2 : i + 1;
            if (next == folded.Count || ScaleInputs(folded[next], before) is not { } absorbed) continue;
            folded[next] = absorbed;
            folded.RemoveAt(i);
        }

        return folded;
    }

    private static Layer? ScaleOutputs(Layer layer, BatchNormalizationLayer normalization) => layer switch
    {
        ConvolutionLayer c => With(
            c,
            ScaleWeights(c.Weights, normalization, i => i / (c.InputChannels * c.KernelSize * c.KernelSize)),
            ScaleBias(c.Bias, normalization)),
        TransposedConvolutionLayer t => new TransposedConvolutionLayer
        {
            Weights = ScaleWeights(t.Weights, normalization, i => i / (t.KernelSize * t.KernelSize) % t.OutputChannels),
            Bias = ScaleBias(t.Bias, normalization),
            InputChannels = t.InputChannels,
            OutputChannels = t.OutputChannels,
            KernelSize = t.KernelSize,
            Stride = t.Stride,
            Padding = t.Padding,
            OutputPadding = t.OutputPadding,
        },
        DenseLayer d => With(d, ScaleWeights(d.Weights, normalization, i => i / d.InputSize), ScaleBias(d.Bias, normalization)),
        _ => null,
    };

    private static Layer? ScaleInputs(Layer layer, BatchNormalizationLayer normalization)
    {
        switch (layer)
        {
            case ConvolutionLayer { Padding: 0 } c:
                int area = c.KernelSize * c.KernelSize;
                int ChannelOfKernel(int i) => i / area % c.InputChannels;
                return With(c, ScaleWeights(c.Weights, normalization, ChannelOfKernel), ShiftBias(c.Bias, c.Weights, normalization, ChannelOfKernel));
            case DenseLayer d:
                int perChannel = d.InputSize / normalization.Channels; // [N,C,H,W] flattened is channel by channel
                int ChannelOfInput(int i) => i % d.InputSize / perChannel;
                return With(d, ScaleWeights(d.Weights, normalization, ChannelOfInput), ShiftBias(d.Bias, d.Weights, normalization, ChannelOfInput));
            default:
                return null;
        }
    }

    private static float[] ScaleWeights(float[] weights, BatchNormalizationLayer normalization, Func<int, int> channelOf)
    {
        float[] scaled = new float[weights.Length];
        for (int i = 0; i < weights.Length; i++) scaled[i] = (float)(weights[i] * normalization.AffineOf(channelOf(i)).Factor);
        return scaled;
    }

    /// <summary>The bias of a layer whose outputs are normalised: a b + summand.</summary>
    private static float[] ScaleBias(float[] bias, BatchNormalizationLayer normalization)
    {
        float[] scaled = new float[bias.Length];
        for (int i = 0; i < bias.Length; i++)
        {
            (double factor, double summand) = normalization.AffineOf(i);
            scaled[i] = (float)((bias[i] * factor) + summand);
        }

        return scaled;
    }

    /// <summary>The bias of a layer whose inputs are normalised: b plus what the summands come to through its weights, which are [out, the rest].</summary>
    private static float[] ShiftBias(float[] bias, float[] weights, BatchNormalizationLayer normalization, Func<int, int> channelOf)
    {
        float[] shifted = new float[bias.Length];
        int perOutput = weights.Length / bias.Length;
        for (int output = 0; output < bias.Length; output++)
        {
            double sum = bias[output];
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) sum += weights[i] * normalization.AffineOf(channelOf(i)).Summand;
            shifted[output] = (float)sum;
        }

        return shifted;
    }

    private static ConvolutionLayer With(ConvolutionLayer layer, float[] weights, float[] bias) => new()
    {
        Weights = weights,
        Bias = bias,
        InputChannels = layer.InputChannels,
        OutputChannels = layer.OutputChannels,
        KernelSize = layer.KernelSize,
        Stride = layer.Stride,
        Padding = layer.Padding,
    };

    private static DenseLayer With(DenseLayer layer, float[] weights, float[] bias) => new()
    {
        Weights = weights,
        Bias = bias,
        InputSize = layer.InputSize,
        OutputSize = layer.OutputSize,
    };
}
