using FsCheck.Xunit;
using Lookalike.Search.Distances;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Tests.Quantization;

public sealed class ScalarQuantizerTests
{
    [Property(MaxTest = 300)]
    public void Every_value_it_was_fitted_to_is_within_half_a_step_of_its_code(int seed, byte rowByte, byte dimensionByte, short scale, short shift)
    {
        int rows = (rowByte % 50) + 1, dimension = (dimensionByte % 70) + 1;
        float[] vectors = Array.ConvertAll(TestVectors.Uniform(seed, rows * dimension), v => (v * scale) + shift);
        ScalarQuantizer quantizer = ScalarQuantizer.Fit(vectors, dimension);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> vector = vectors.AsSpan(row * dimension, dimension);
            (byte[] codes, int clamped) = Encode(quantizer, vector);
            Assert.Equal(0, clamped);
            for (int i = 0; i < dimension; i++)
                Assert.InRange(Math.Abs(vector[i] - Value(quantizer, codes, i)), 0, .5001 * quantizer.Step);
        }
    }

    [Fact]
    public void Squared_distances_are_about_the_squared_step_times_those_of_the_codes()
    {
        float[] vectors = TestVectors.Uniform(1, 2 * 64);
        ScalarQuantizer quantizer = ScalarQuantizer.Fit(vectors, 64);
        byte[] left = Encode(quantizer, vectors.AsSpan(0, 64)).Codes, right = Encode(quantizer, vectors.AsSpan(64)).Codes;
        double expected = VectorDistance.Compute(DistanceMetric.SquaredEuclidean, vectors.AsSpan(0, 64), vectors.AsSpan(64));
        double actual = (double)quantizer.Step * quantizer.Step * CodeDistance.SquaredDifference(in left[0], in right[0], 64);
        Assert.Equal(1, actual / expected, .01);
    }

    [Fact]
    public void The_widest_dimension_has_all_codes_and_every_dimension_starts_at_its_least()
    {
        float[] vectors = [-1, 10, 1, 10.5f, 0, 10.25f];
        ScalarQuantizer quantizer = ScalarQuantizer.Fit(vectors, 2);
        Assert.Equal(2 / 255f, quantizer.Step);
        Assert.Equal([-1, 10], quantizer.Offsets.ToArray());
        Assert.Equal([0, 0], Encode(quantizer, vectors.AsSpan(0, 2)).Codes);
        Assert.Equal([255, 64], Encode(quantizer, vectors.AsSpan(2, 2)).Codes);
    }

    [Theory]
    [InlineData(-.4f, 0, 0)]
    [InlineData(-.6f, 0, 1)]
    [InlineData(255.4f, 255, 0)]
    [InlineData(255.6f, 255, 1)]
    [InlineData(float.MaxValue, 255, 1)]
    [InlineData(float.NegativeInfinity, 0, 1)]
    [InlineData(float.PositiveInfinity, 255, 1)]
    [InlineData(float.NaN, 0, 1)]
    public void Values_outside_the_codes_are_clamped_and_counted(float value, byte code, int clamped)
    {
        (byte[] codes, int count) = Encode(new ScalarQuantizer([0, 0], 1), [value, 7]);
        Assert.Equal([code, 7], codes);
        Assert.Equal(clamped, count);
    }

    [Fact]
    public void Rows_that_are_not_occupied_do_not_count()
    {
        float[] vectors = [1000, 1, 3, -1000];
        ScalarQuantizer quantizer = ScalarQuantizer.Fit(vectors, 1, [0b0110UL]);
        Assert.Equal([1], quantizer.Offsets.ToArray());
        Assert.Equal(2 / 255f, quantizer.Step);
    }

    [Fact]
    public void Values_that_are_not_finite_do_not_count()
    {
        float[] vectors = [float.NaN, 1, float.PositiveInfinity, 3, float.NegativeInfinity, 2];
        ScalarQuantizer quantizer = ScalarQuantizer.Fit(vectors, 2);
        Assert.Equal([0, 1], quantizer.Offsets.ToArray());
        Assert.Equal(2 / 255f, quantizer.Step);
    }

    [Fact]
    public void A_range_wider_than_a_float_holds_has_a_finite_step()
    {
        ScalarQuantizer quantizer = ScalarQuantizer.Fit([float.MinValue, float.MaxValue], 1);
        Assert.Equal([0], Encode(quantizer, [float.MinValue]).Codes);
        Assert.Equal([255], Encode(quantizer, [float.MaxValue]).Codes);
        Assert.Equal(0, Encode(quantizer, [float.MaxValue]).Clamped);
    }

    [Fact]
    public void Vectors_that_are_all_alike_have_the_least_step()
    {
        ScalarQuantizer quantizer = ScalarQuantizer.Fit([5, 5, 5], 1);
        Assert.Equal(ScalarQuantizer.MinStep, quantizer.Step);
        Assert.Equal([0], Encode(quantizer, [5]).Codes);
        Assert.Equal(0, Encode(quantizer, [5]).Clamped);
    }

    [Fact]
    public void A_fit_to_nothing_starts_at_zero()
    {
        ScalarQuantizer quantizer = ScalarQuantizer.Fit([], 3);
        Assert.Equal([0, 0, 0], quantizer.Offsets.ToArray());
        Assert.Equal(3, quantizer.Dimension);
    }

    [Fact]
    public void Known_numbers_make_the_same_codes()
    {
        float[] vectors = TestVectors.Uniform(1, 20 * 9);
        ScalarQuantizer fitted = ScalarQuantizer.Fit(vectors, 9);
        var loaded = new ScalarQuantizer(fitted.Offsets, fitted.Step);
        Assert.Equal(Encode(fitted, vectors.AsSpan(9, 9)).Codes, Encode(loaded, vectors.AsSpan(9, 9)).Codes);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(1e-40f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_step_that_is_not_a_normal_number_is_refused(float step) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(step), () => new ScalarQuantizer([0], step));

    [Fact]
    public void Offsets_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>("offsets", () => new ScalarQuantizer([], 1));
        Assert.Throws<ArgumentException>("offsets", () => new ScalarQuantizer([0, float.NaN], 1));
        Assert.Throws<ArgumentException>("offsets", () => new ScalarQuantizer(new float[CodeDistance.MaxDimension + 1], 1));
    }

    [Fact]
    public void A_vector_of_another_dimension_is_refused()
    {
        var quantizer = new ScalarQuantizer([0, 0], 1);
        Assert.Throws<ArgumentException>("vector", () => quantizer.Encode(new float[3], new byte[2]));
        Assert.Throws<ArgumentException>("vector", () => quantizer.Encode(new float[2], new byte[1]));
    }

    [Fact]
    public void Vectors_of_another_dimension_cannot_be_fitted()
    {
        Assert.Throws<ArgumentException>("vectors", () => ScalarQuantizer.Fit(new float[5], 2));
        Assert.Throws<ArgumentException>("occupied", () => ScalarQuantizer.Fit(new float[65], 1, new ulong[1]));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => ScalarQuantizer.Fit([], CodeDistance.MaxDimension + 1));
    }

    private static double Value(ScalarQuantizer quantizer, byte[] codes, int i) =>
        quantizer.Offsets[i] + ((double)quantizer.Step * codes[i]);

    private static (byte[] Codes, int Clamped) Encode(ScalarQuantizer quantizer, ReadOnlySpan<float> vector)
    {
        var codes = new byte[vector.Length];
        return (codes, quantizer.Encode(vector, codes));
    }
}
