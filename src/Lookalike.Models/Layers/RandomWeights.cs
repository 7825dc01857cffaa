namespace Lookalike.Models.Layers;

/// <summary>Draws weights: normal with mean 0 and variance 2 over the inputs of an output (He and others, Delving deep into rectifiers, 2015).</summary>
internal sealed class RandomWeights(int seed)
{
    private readonly Random _random = new(seed);

    public float[] Normal(int count, double inputs)
    {
        double deviation = Math.Sqrt(2 / inputs);
        float[] values = new float[count];

        // Box and Muller, A note on the generation of random normal deviates (1958); 1 - u is never 0.
        for (int i = 0; i < count; i++)
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        return values;
    }
}
