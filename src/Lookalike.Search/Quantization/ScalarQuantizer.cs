using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Quantization;

/// <summary>
/// Maps vectors to codes of one byte a dimension: code = round((value - offset of the dimension) / step), kept within 0..255.
/// Immutable, so thread-safe.
/// </summary>
/// <remarks>
/// The step is the same in all dimensions, so the squared Euclidean distance of two vectors is about step squared times the sum of
/// their codes' squared differences, whatever the offsets.
/// </remarks>
internal sealed class ScalarQuantizer
{
    /// <summary>The greatest code.</summary>
    public const int MaxCode = byte.MaxValue;

    /// <summary>The least step, the smallest normal float: that of vectors which are all alike.</summary>
    public const float MinStep = 1.17549435E-38f;

    private readonly float[] _offsets;
    private readonly double _stepsPerUnit;

    /// <summary>Creates a quantizer with known numbers, as when one is loaded.</summary>
    /// <param name="offsets">The value of code 0 in each dimension, [dimension], finite. Copied.</param>
    /// <param name="step">How much the value rises from one code to the next, finite, at least <see cref="MinStep"/>.</param>
    /// <exception cref="ArgumentException">
    /// There is no offset, there are more than <see cref="CodeDistance.MaxDimension"/>, or one is not finite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is not in its range.</exception>
    public ScalarQuantizer(ReadOnlySpan<float> offsets, float step)
    {
        if (offsets.Length is < 1 or > CodeDistance.MaxDimension)
        {
            throw new ArgumentException(
                $"There are {offsets.Length} offsets; codes have 1 to {CodeDistance.MaxDimension} dimensions.", nameof(offsets));
        }

        for (int i = 0; i < offsets.Length; i++)
        {
            if (!float.IsFinite(offsets[i]))
                throw new ArgumentException($"The offset of dimension {i} is {offsets[i]}; an offset is finite.", nameof(offsets));
        }

        if (!(step >= MinStep && float.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, $"A step is finite and at least {MinStep}.");
        _offsets = offsets.ToArray();
        Step = step;
        _stepsPerUnit = 1d / step;
    }

    /// <summary>Codes in a vector.</summary>
    public int Dimension => _offsets.Length;

    /// <summary>How much the value rises from one code to the next.</summary>
    public float Step { get; }

    /// <summary>The value of code 0 in each dimension, [dimension].</summary>
    public ReadOnlySpan<float> Offsets => _offsets;

    /// <summary>
    /// Fits a quantizer to vectors: each dimension starts at its least value, and the widest range of any dimension has 255 steps.
    /// </summary>
    /// <param name="vectors">[rows, dimension] floats. Values that are not finite do not count. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 to <see cref="CodeDistance.MaxDimension"/>.</param>
    /// <param name="occupied">A bitmap of the rows that count, row r at bit r % 64 of word r / 64; empty for all.</param>
    /// <returns>The quantizer. No finite value of a row that counts is clamped by it.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="vectors"/> is no whole number of vectors, or the bitmap has too few words.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is not in its range.</exception>
    public static ScalarQuantizer Fit(ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<ulong> occupied = default)
    {
        Vectors.ThrowIfInvalid(vectors.Length, dimension, nameof(vectors));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, CodeDistance.MaxDimension);
        int rows = vectors.Length / dimension;
        AllowedPositions.ThrowIfTooFewWords(occupied.Length, rows, nameof(occupied));
        var counted = new AllowedPositions(occupied);
        var ranges = new CodeRanges(dimension);
        for (int row = 0; row < rows; row++)
        {
            if (counted.Contains(row))
                ranges.Include(vectors.Slice(row * dimension, dimension));
        }

        return ranges.ToQuantizer();
    }

    /// <summary>Writes the codes of a vector.</summary>
    /// <param name="vector">[dimension] floats.</param>
    /// <param name="codes">Receives [dimension] codes.</param>
    /// <returns>
    /// The number of dimensions whose value lies more than half a step outside the codes, or is not a number. 0 means that each
    /// code is within half a step of its value.
    /// </returns>
    /// <exception cref="ArgumentException">A length is not <see cref="Dimension"/>.</exception>
    public int Encode(ReadOnlySpan<float> vector, Span<byte> codes)
    {
        float[] offsets = _offsets;
        if (vector.Length != offsets.Length || codes.Length != offsets.Length)
        {
            throw new ArgumentException(
                $"The vector has {vector.Length} dimensions and there is room for {codes.Length} codes; the quantizer was made for {offsets.Length}.",
                nameof(vector));
        }

        // In double precision, where no difference of two floats overflows.
        int clamped = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            double level = ((double)vector[i] - offsets[i]) * _stepsPerUnit;
            if (!(level >= -.5 && level <= MaxCode + .5))
                clamped++;
            codes[i] = level >= MaxCode ? (byte)MaxCode : level > 0 ? (byte)(level + .5) : (byte)0;
        }

        return clamped;
    }
}
