namespace Lookalike.Models.Layers;

/// <summary>A layer of which every output is a sum of inputs, each times a weight, and of a bias: a dense layer or a convolution.</summary>
internal abstract class WeightedLayer : Layer
{
    private float[] _weights = [];
    private float[] _bias = [];

    private protected WeightedLayer()
    {
    }

    /// <summary>The weights, row-major, in the order that the kind of layer names. Finite. Kept by reference.</summary>
    public required float[] Weights
    {
        get => _weights;
        init => _weights = value;
    }

    /// <summary>One value an output channel. Finite. Kept by reference.</summary>
    public required float[] Bias
    {
        get => _bias;
        init => _bias = value;
    }

    internal sealed override long WeightCount => Weights.LongLength + Bias.LongLength;

    /// <summary>How many inputs an output is made of, in the mean.</summary>
    private protected abstract double InputsOfOutput { get; }

    internal sealed override Layer WithOutputs(BatchNormalizationLayer normalization) =>
        With(normalization.ScaleWeights(Weights, OutputOf), normalization.ScaleBias(Bias));

    internal sealed override Layer Redraw(RandomWeights random) => With(random.Normal(Weights.Length, InputsOfOutput), new float[Bias.Length]);

    /// <summary>The output channel that a weight goes into.</summary>
    private protected abstract int OutputOf(int weight);

    /// <summary>The layer whose inputs are normalised first, given the input channel that each weight takes. Its weights are [out, the rest].</summary>
    private protected WeightedLayer WithInputs(BatchNormalizationLayer normalization, Func<int, int> inputOf) =>
        With(normalization.ScaleWeights(Weights, inputOf), normalization.ShiftBias(Bias, Weights, inputOf));

    private WeightedLayer With(float[] weights, float[] bias)
    {
        var copy = (WeightedLayer)MemberwiseClone();
        (copy._weights, copy._bias) = (weights, bias);
        return copy;
    }
}
