using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Distances;

public sealed class VectorDistanceTests
{
    public static TheoryData<DistanceMetric> Metrics => new(Enum.GetValues<DistanceMetric>());

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Every_dimension_agrees_with_the_definition(DistanceMetric metric)
    {
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            float[] left = TestVectors.Uniform(dimension, dimension);
            float[] right = TestVectors.Uniform(1000 + dimension, dimension);
            right[dimension / 2] = left[dimension / 2];
            double expected = ScalarDistance.Compute(metric, left, right);
            Assert.Equal(expected, VectorDistance.Compute(metric, left, right), 2e-6 * Math.Max(dimension, Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.SquaredEuclidean)]
    [InlineData(DistanceMetric.DotProduct)]
    [InlineData(DistanceMetric.Manhattan)]
    [InlineData(DistanceMetric.Hamming)]
    public void Whole_numbers_give_the_definition_exactly(DistanceMetric metric)
    {
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            float[] left = TestVectors.Whole(dimension, dimension);
            float[] right = TestVectors.Whole(1000 + dimension, dimension);
            Assert.Equal((float)ScalarDistance.Compute(metric, left, right), VectorDistance.Compute(metric, left, right));
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.SquaredEuclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.Manhattan)]
    [InlineData(DistanceMetric.Hamming)]
    public void A_vector_is_at_distance_zero_from_itself(DistanceMetric metric)
    {
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            float[] vector = TestVectors.Uniform(dimension, dimension);
            Assert.Equal(0, VectorDistance.Compute(metric, vector, vector));
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Nothing_outside_the_vectors_is_read(DistanceMetric metric)
    {
        for (int dimension = 1; dimension <= 40; dimension++)
        {
            float[] left = TestVectors.Uniform(dimension, dimension);
            float[] right = TestVectors.Uniform(1000 + dimension, dimension);
            float[] surrounded = [float.NaN, .. left, float.NaN, .. right, float.NaN];
            Assert.Equal(
                VectorDistance.Compute(metric, left, right),
                VectorDistance.Compute(metric, surrounded.AsSpan(1, dimension), surrounded.AsSpan(dimension + 2, dimension)));
        }
    }

    [Fact]
    public void A_vector_of_zeros_has_cosine_distance_one_to_every_vector()
    {
        Assert.Equal(1, VectorDistance.Compute(DistanceMetric.Cosine, new float[20], TestVectors.Uniform(1, 20)));
        Assert.Equal(1, VectorDistance.Compute(DistanceMetric.Cosine, new float[20], new float[20]));
    }

    [Fact]
    public void Opposite_vectors_have_cosine_distance_two()
    {
        float[] vector = TestVectors.Uniform(1, 33);
        Assert.Equal(2, VectorDistance.Compute(DistanceMetric.Cosine, vector, Array.ConvertAll(vector, v => -v)));
    }

    [Fact]
    public void Vectors_of_unequal_length_are_refused_with_both_lengths()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => VectorDistance.Compute(DistanceMetric.Euclidean, new float[16], new float[32]));
        Assert.Contains("16", e.Message, StringComparison.Ordinal);
        Assert.Contains("32", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_vectors_are_refused() =>
        Assert.Throws<ArgumentException>(() => VectorDistance.Compute(DistanceMetric.Euclidean, [], []));

    [Fact]
    public void An_undefined_metric_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorDistance.Compute((DistanceMetric)6, new float[1], new float[1]));
}
