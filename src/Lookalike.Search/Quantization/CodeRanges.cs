namespace Lookalike.Search.Quantization;

/// <summary>The least and greatest value of each dimension, of the vectors seen so far. Values that are not finite do not count.</summary>
internal sealed class CodeRanges
{
    private readonly float[] _least;
    private readonly float[] _greatest;

    /// <summary>Starts with nothing seen.</summary>
    /// <param name="dimension">Floats in a vector.</param>
    public CodeRanges(int dimension)
    {
        _least = new float[dimension];
        _greatest = new float[dimension];
        Array.Fill(_least, float.PositiveInfinity);
        Array.Fill(_greatest, float.NegativeInfinity);
    }

    public void Include(ReadOnlySpan<float> vector)
    {
        Span<float> least = _least.AsSpan(0, vector.Length), greatest = _greatest.AsSpan(0, vector.Length);
        for (int i = 0; i < vector.Length; i++)
        {
            float value = vector[i];
            if (!float.IsFinite(value))
                continue;
            least[i] = MathF.Min(least[i], value);
            greatest[i] = MathF.Max(greatest[i], value);
        }
    }

    /// <summary>A quantizer that covers the ranges. A dimension in which nothing was seen starts at 0.</summary>
    public ScalarQuantizer ToQuantizer()
    {
        var offsets = new float[_least.Length];
        double range = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            if (_least[i] > _greatest[i])
                continue;
            offsets[i] = _least[i];
            range = Math.Max(range, (double)_greatest[i] - _least[i]);
        }

        return new ScalarQuantizer(offsets, Math.Max((float)(range / ScalarQuantizer.MaxCode), ScalarQuantizer.MinStep));
    }
}
