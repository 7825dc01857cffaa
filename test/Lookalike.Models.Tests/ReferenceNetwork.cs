using Lookalike.Models.Layers;

namespace Lookalike.Models.Tests;

/// <summary>What every layer computes, written out as its definition says, one image at a time and in double precision. Slow, and plain enough to be believed.</summary>
internal static class ReferenceNetwork
{
    public static double[] Run(IReadOnlyList<Layer> layers, double[] values, int channels, int height, int width)
    {
        foreach (Layer layer in layers)
        {
            switch (layer)
            {
                case ConvolutionLayer c:
                    values = Convolve(c, values, ref height, ref width);
                    channels = c.OutputChannels;
                    break;
                case TransposedConvolutionLayer t:
                    values = Spread(t, values, ref height, ref width);
                    channels = t.OutputChannels;
                    break;
                case DenseLayer d:
                    values = [.. Enumerable.Range(0, d.OutputSize).Select(o => d.Bias[o] + values.Select((v, i) => v * d.Weights[(o * d.InputSize) + i]).Sum())];
                    (channels, height, width) = (d.OutputSize, 1, 1);
                    break;
                case BatchNormalizationLayer b:
                    int area = height * width;
                    values = [.. values.Select((v, i) => (b.Scale[i / area] * (v - b.Mean[i / area]) / Math.Sqrt(b.Variance[i / area] + (double)b.Epsilon)) + b.Shift[i / area])];
                    break;
                case LeakyReluLayer l:
                    values = [.. values.Select(v => v < 0 ? v * l.Slope : v)];
                    break;
                case ReluLayer:
                    values = [.. values.Select(static v => Math.Max(0, v))];
                    break;
                case SigmoidLayer:
                    values = [.. values.Select(static v => 1 / (1 + Math.Exp(-v)))];
                    break;
                case SiluLayer:
                    values = [.. values.Select(static v => v / (1 + Math.Exp(-v)))];
                    break;
                case UnitLengthLayer:
                    double length = Math.Sqrt(values.Sum(static v => v * v));
                    values = length == 0 ? values : [.. values.Select(v => v / length)];
                    break;
                case PixelShuffleLayer p:
                    values = Shuffle(p.Factor, values, channels, height, width);
                    (channels, height, width) = (channels / (p.Factor * p.Factor), height * p.Factor, width * p.Factor);
                    break;
                case FlattenLayer:
                    (channels, height, width) = (channels * height * width, 1, 1);
                    break;
                case ReshapeLayer r:
                    (channels, height, width) = (r.Channels, r.Height, r.Width);
                    break;
            }
        }

        Assert.Equal(values.Length, channels * height * width);
        return values;
    }

    private static double[] Shuffle(int factor, double[] input, int channels, int height, int width)
    {
        double[] output = new double[input.Length];
        for (int channel = 0, from = 0; channel < channels; channel++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++, from++)
                {
                    int cell = channel % (factor * factor), row = (y * factor) + (cell / factor), column = (x * factor) + (cell % factor);
                    output[(((channel / (factor * factor) * height * factor) + row) * width * factor) + column] = input[from];
                }

        return output;
    }

    private static double[] Convolve(ConvolutionLayer c, double[] input, ref int height, ref int width)
    {
        int outputHeight = ((height + (2 * c.Padding) - c.KernelSize) / c.Stride) + 1, outputWidth = ((width + (2 * c.Padding) - c.KernelSize) / c.Stride) + 1;
        double[] output = new double[c.OutputChannels * outputHeight * outputWidth];
        for (int o = 0, at = 0; o < c.OutputChannels; o++)
            for (int y = 0; y < outputHeight; y++)
                for (int x = 0; x < outputWidth; x++, at++)
                {
                    output[at] = c.Bias[o];
                    for (int i = 0; i < c.InputChannels; i++)
                        for (int ky = 0; ky < c.KernelSize; ky++)
                            for (int kx = 0; kx < c.KernelSize; kx++)
                            {
                                int row = (y * c.Stride) + ky - c.Padding, column = (x * c.Stride) + kx - c.Padding;
                                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                                output[at] += input[(((i * height) + row) * width) + column] * c.Weights[(((((o * c.InputChannels) + i) * c.KernelSize) + ky) * c.KernelSize) + kx];
                            }
                }

        (height, width) = (outputHeight, outputWidth);
        return output;
    }

    private static double[] Spread(TransposedConvolutionLayer t, double[] input, ref int height, ref int width)
    {
        int outputHeight = ((height - 1) * t.Stride) - (2 * t.Padding) + t.KernelSize + t.OutputPadding;
        int outputWidth = ((width - 1) * t.Stride) - (2 * t.Padding) + t.KernelSize + t.OutputPadding;
        double[] output = new double[t.OutputChannels * outputHeight * outputWidth];
        for (int at = 0; at < output.Length; at++) output[at] = t.Bias[at / (outputHeight * outputWidth)];
        for (int i = 0, from = 0; i < t.InputChannels; i++)
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++, from++)
                    for (int o = 0; o < t.OutputChannels; o++)
                        for (int ky = 0; ky < t.KernelSize; ky++)
                            for (int kx = 0; kx < t.KernelSize; kx++)
                            {
                                int row = (y * t.Stride) + ky - t.Padding, column = (x * t.Stride) + kx - t.Padding;
                                if (row < 0 || row >= outputHeight || column < 0 || column >= outputWidth) continue;
                                output[(((o * outputHeight) + row) * outputWidth) + column] += input[from] * t.Weights[(((((i * t.OutputChannels) + o) * t.KernelSize) + ky) * t.KernelSize) + kx];
                            }

        (height, width) = (outputHeight, outputWidth);
        return output;
    }
}
