namespace Lookalike.Search.Quantization;

/// <summary>The least and greatest value of each dimension, of the vectors seen so far. Values that are not finite do not count.</summary>
internal sealed class CodeRanges
{
    private readonly float[] _minimum;
    private readonly float[] _maximum;

    /// <summary>Starts with nothing seen.</summary>
    /// <param name="dimension">Floats in a vector.</param>
    public CodeRanges(int dimension)
    {
        _minimum = new float[dimension];
        _maximum = new float[dimension];
        Array.Fill(_minimum, float.PositiveInfinity);
        Array.Fill(_maximum, float.NegativeInfinity);
    }

    public void Include(ReadOnlySpan<float> vector)
    {
        Span<float> minimum = _minimum.AsSpan(0, vector.Length), maximum = _maximum.AsSpan(0, vector.Length);
        for (int i = 0; i < vector.Length; i++)
        {
            float value = vector[i];
            if (!float.IsFinite(value))
                continue;
            minimum[i] = MathF.Min(minimum[i], value);
            maximum[i] = MathF.Max(maximum[i], value);
        }
    }

    /// <summary>A quantizer that covers the ranges. A dimension in which nothing was seen starts at 0.</summary>
    public ScalarQuantizer ToQuantizer()
    {
        var offsets = new float[_minimum.Length];
        double range = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            if (_minimum[i] > _maximum[i])
                continue;
            offsets[i] = _minimum[i];
            range = Math.Max(range, (double)_maximum[i] - _minimum[i]);
        }

        return new ScalarQuantizer(offsets, Math.Max((float)(range / ScalarQuantizer.MaxCode), ScalarQuantizer.MinStep));
    }
}
