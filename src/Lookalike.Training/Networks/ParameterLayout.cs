using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>Where each layer's parameters and running statistics lie in the two flat tensors of an <see cref="Autoencoder"/>.</summary>
internal sealed class ParameterLayout
{
    private readonly List<(long[] Shape, Func<Generator, Tensor> Initial)> _parameters = [];
    private readonly List<float> _statistics = [];

    /// <summary>
    /// Reserves a weight, drawn uniformly from +-1/sqrt(<paramref name="fanIn"/>); returns its place in <see cref="ForwardPass.Parameters"/>.
    /// </summary>
    public int AddWeight(int fanIn, params long[] shape)
    {
        double bound = 1 / Math.Sqrt(fanIn);
        return Add(shape, generator => rand(shape, generator: generator).Times(2 * bound).Plus(-bound));
    }

    /// <summary>Reserves a weight that starts at zero.</summary>
    public int AddZeros(params long[] shape) => Add(shape, _ => zeros(shape));

    /// <summary>Reserves a vector that starts with one value.</summary>
    public int AddConstant(float value, int length) => Add([length], _ => ScalarOperations.Filled(value, length));

    /// <summary>Reserves a vector that starts with these values.</summary>
    public int AddVector(float[] values) => Add([values.Length], _ => tensor(values));

    /// <summary>Reserves running statistics, one value a channel; returns their place in <see cref="ForwardPass.Statistics"/>.</summary>
    public int AddStatistics(int channels, float initial)
    {
        StatisticSizes.Add(channels);
        _statistics.AddRange(Enumerable.Repeat(initial, channels));
        return StatisticSizes.Count - 1;
    }

    /// <summary>Shapes of the parameters, in order.</summary>
    public List<long[]> Shapes => [.. _parameters.Select(p => p.Shape)];

    /// <summary>Lengths of the running statistics, in order.</summary>
    public List<long> StatisticSizes { get; } = [];

    /// <summary>All parameters in one row: [P].</summary>
    public Tensor InitialParameters(Generator generator) => cat([.. _parameters.Select(p => p.Initial(generator).reshape(-1))]);

    /// <summary>All running statistics in one row: [S].</summary>
    public Tensor InitialStatistics() => tensor(_statistics.ToArray());

    private int Add(long[] shape, Func<Generator, Tensor> initial)
    {
        _parameters.Add((shape, initial));
        return _parameters.Count - 1;
    }
}
