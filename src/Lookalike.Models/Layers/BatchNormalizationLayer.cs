namespace Lookalike.Models.Layers;

/// <summary>
/// Batch normalisation as it runs after training, y = scale (x - mean) / sqrt(variance + epsilon) + shift, one set of numbers a channel.
/// Keeps the shape. ONNX <c>BatchNormalization</c>. Ioffe and Szegedy, 2015.
/// </summary>
internal sealed class BatchNormalizationLayer : Layer
{
    internal const string Operator = "BatchNormalization";

    // What PyTorch adds.
    private const float DefaultEpsilon = 1e-5f;

    /// <summary>Channels of a map [N,C,H,W], or the size of a flat input [N,C]; at least 1.</summary>
    public required int Channels { get; init; }

    /// <summary>The learnt factor (gamma) of each channel. Finite. Kept by reference.</summary>
    public required float[] Scale { get; init; }

    /// <summary>The learnt summand (beta) of each channel. Finite. Kept by reference.</summary>
    public required float[] Shift { get; init; }

    /// <summary>The running mean of each channel. Finite. Kept by reference.</summary>
    public required float[] Mean { get; init; }

    /// <summary>The running variance of each channel. Finite, not negative. Kept by reference.</summary>
    public required float[] Variance { get; init; }

    /// <summary>What is added to the variance; finite, more than 0. 1e-5 by default.</summary>
    public float Epsilon { get; init; } = DefaultEpsilon;

    internal override long WeightCount => 4L * Channels;

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(5);
        float[] scale = node.TakeVector(1);
        return new BatchNormalizationLayer
        {
            Channels = scale.Length,
            Scale = scale,
            Shift = node.TakeVector(2),
            Mean = node.TakeVector(3),
            Variance = node.TakeVector(4),
            Epsilon = node.TakeNumber("epsilon"),
        };
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        if (FindRangeFault(Channels, "channels", 1, int.MaxValue) is { } fault) return fault;
        if (input.Channels != Channels) return $"expected an input of {Channels} channels, found {input}";
        if (!float.IsFinite(Epsilon) || Epsilon <= 0) return $"expected an epsilon above 0, found {Epsilon}";
        fault = FindArrayFault(Scale, "the scale", Channels)
            ?? FindArrayFault(Shift, "the shift", Channels)
            ?? FindArrayFault(Mean, "the mean", Channels)
            ?? FindArrayFault(Variance, "the variance", Channels);
        if (fault is not null) return fault;
        int negative = Array.FindIndex(Variance, static v => v < 0);
        return negative < 0 ? null : $"expected variances of 0 or more, found {Variance[negative]} for channel {negative}";
    }

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("batch normalization");
        hash.Add([Epsilon]);
        hash.Add(Scale);
        hash.Add(Shift);
        hash.Add(Mean);
        hash.Add(Variance);
    }

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddNumber("epsilon", Epsilon);
        node.AddTensor("scale", Scale, Channels);
        node.AddTensor("shift", Shift, Channels);
        node.AddTensor("mean", Mean, Channels);
        node.AddTensor("variance", Variance, Channels);
    }

    internal override Layer Redraw(RandomWeights random) => new BatchNormalizationLayer
    {
        Channels = Channels,
        Epsilon = Epsilon,
        Scale = Ones(),
        Shift = new float[Channels],
        Mean = new float[Channels],
        Variance = Ones(),
    };

    /// <summary>The weights times the factor of the channel that each belongs to.</summary>
    internal float[] ScaleWeights(float[] weights, Func<int, int> channelOf)
    {
        float[] scaled = new float[weights.Length];
        for (int i = 0; i < weights.Length; i++) scaled[i] = (float)(weights[i] * AffineOf(channelOf(i)).Factor);
        return scaled;
    }

    /// <summary>The bias of a layer whose outputs are normalised: a b + summand.</summary>
    internal float[] ScaleBias(float[] bias)
    {
        float[] scaled = new float[bias.Length];
        for (int i = 0; i < bias.Length; i++)
        {
            (double factor, double summand) = AffineOf(i);
            scaled[i] = (float)((bias[i] * factor) + summand);
        }

        return scaled;
    }

    /// <summary>The bias of a layer whose inputs are normalised: b plus what the summands come to through its weights, which are [out, the rest].</summary>
    internal float[] ShiftBias(float[] bias, float[] weights, Func<int, int> channelOf)
    {
        float[] shifted = new float[bias.Length];
        int perOutput = weights.Length / bias.Length;
        for (int output = 0; output < bias.Length; output++)
        {
            double sum = bias[output];
            for (int i = output * perOutput; i < (output + 1) * perOutput; i++) sum += weights[i] * AffineOf(channelOf(i)).Summand;
            shifted[output] = (float)sum;
        }

        return shifted;
    }

    // y = factor x + summand for one channel, in double precision.
    private (double Factor, double Summand) AffineOf(int channel)
    {
        double factor = Scale[channel] / Math.Sqrt((double)Variance[channel] + Epsilon);
        return (factor, Shift[channel] - (Mean[channel] * factor));
    }

    private float[] Ones()
    {
        float[] values = new float[Channels];
        Array.Fill(values, 1);
        return values;
    }
}
