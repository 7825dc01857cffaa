namespace Lookalike.Models;

/// <summary>
/// Batch normalisation as it runs after training, y = scale (x - mean) / sqrt(variance + epsilon) + shift, one set of numbers a channel.
/// Keeps the shape. ONNX <c>BatchNormalization</c>. Ioffe and Szegedy, 2015.
/// </summary>
public sealed class BatchNormalizationLayer : Layer
{
    /// <summary>What PyTorch adds to the variance.</summary>
    public const float DefaultEpsilon = 1e-5f;

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

    /// <summary>What is added to the variance; finite, more than 0. <see cref="DefaultEpsilon"/> by default.</summary>
    public float Epsilon { get; init; } = DefaultEpsilon;

    internal override long WeightCount => 4L * Channels;

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

    /// <summary>The same as y = factor x + summand for one channel, in double precision.</summary>
    internal (double Factor, double Summand) AffineOf(int channel)
    {
        double factor = Scale[channel] / Math.Sqrt((double)Variance[channel] + Epsilon);
        return (factor, Shift[channel] - (Mean[channel] * factor));
    }
}
