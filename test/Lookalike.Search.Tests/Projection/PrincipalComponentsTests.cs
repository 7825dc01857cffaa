using Lookalike.Search.Distances;
using Lookalike.Search.Projection;
using Lookalike.Search.Tests.Distances;

namespace Lookalike.Search.Tests.Projection;

public sealed class PrincipalComponentsTests
{
    [Fact]
    public void A_line_is_found_with_its_positive_direction()
    {
        // Points along (-3, 4) / 5 around (10, 20): the entry of largest magnitude, the second, is made positive.
        float[] points = [.. Enumerable.Range(-5, 11).SelectMany(t => (float[])[10 - (3 * t), 20 + (4 * t)])];
        PrincipalComponents components = PrincipalComponents.Fit(points, 2, 1);
        var projected = new float[11];
        components.Project(points, projected);
        Assert.Equal(Enumerable.Range(-5, 11).Select(t => 5f * t), projected.Select(p => MathF.Round(p, 4)));
    }

    [Theory]
    [InlineData(3, 50)]
    [InlineData(40, 1000)]
    [InlineData(70, 20)]
    public void All_components_keep_every_distance(int dimension, int count)
    {
        float[] vectors = TestVectors.Uniform(dimension, count * dimension);
        PrincipalComponents components = PrincipalComponents.Fit(vectors, dimension, dimension);
        var projected = new float[vectors.Length];
        components.Project(vectors, projected);
        for (int i = 1; i < count; i++)
        {
            double expected = ScalarDistance.Compute(
                DistanceMetric.Euclidean, vectors.AsSpan(0, dimension), vectors.AsSpan(i * dimension, dimension));
            double actual = ScalarDistance.Compute(
                DistanceMetric.Euclidean, projected.AsSpan(0, dimension), projected.AsSpan(i * dimension, dimension));
            Assert.Equal(expected, actual, 1e-4);
        }
    }

    [Fact]
    public void Projected_dimensions_are_centred_uncorrelated_and_of_falling_variance()
    {
        const int Dimension = 37, Count = 700, Kept = 9;
        float[] vectors = TestVectors.Uniform(1, Count * Dimension);
        for (int i = 0; i < vectors.Length; i++)
            vectors[i] = (vectors[i] * (1 + (i % Dimension))) + 100 + vectors[i / Dimension * Dimension];
        PrincipalComponents components = PrincipalComponents.Fit(vectors, Dimension, Kept);
        var projected = new float[Count * Kept];
        components.Project(vectors, projected);

        double Covariance(int a, int b) => Enumerable.Range(0, Count).Average(i => (double)projected[(i * Kept) + a] * projected[(i * Kept) + b]);
        for (int a = 0; a < Kept; a++)
        {
            Assert.Equal(0, Enumerable.Range(0, Count).Average(i => (double)projected[(i * Kept) + a]), 1e-3);
            for (int b = 0; b < a; b++)
                Assert.Equal(0, Covariance(a, b) / Math.Sqrt(Covariance(a, a) * Covariance(b, b)), 1e-3);
            if (a > 0)
                Assert.True(Covariance(a, a) <= Covariance(a - 1, a - 1), $"component {a} varies more than component {a - 1}");
        }
    }

    [Fact]
    public void The_first_component_holds_the_most_variance_that_any_direction_can()
    {
        const int Dimension = 12, Count = 400;
        float[] vectors = TestVectors.Uniform(5, Count * Dimension);
        for (int i = 0; i < Count; i++)
            vectors[i * Dimension] += 3 * vectors[(i * Dimension) + 7];
        double best = Variance(Project(vectors, Dimension, 1));
        for (int seed = 0; seed < 200; seed++)
        {
            float[] direction = TestVectors.Uniform(seed, Dimension);
            double length = Math.Sqrt(direction.Sum(v => (double)v * v));
            float[] along = [.. Enumerable.Range(0, Count).Select(i => (float)(Enumerable.Range(0, Dimension)
                .Sum(j => (double)vectors[(i * Dimension) + j] * direction[j]) / length))];
            Assert.True(Variance(along) <= best * 1.00001, $"direction {seed} varies more: {Variance(along)} against {best}");
        }
    }

    [Fact]
    public void Two_fits_of_the_same_vectors_are_equal_bit_for_bit()
    {
        float[] vectors = TestVectors.Uniform(9, 900 * 65);
        Assert.Equal(Project(vectors, 65, 10), Project(vectors, 65, 10));
    }

    [Fact]
    public void Equal_vectors_project_to_zero()
    {
        float[] vectors = [.. Enumerable.Repeat((float[])[1, 2, 3], 50).SelectMany(v => v)];
        Assert.All(Project(vectors, 3, 3), value => Assert.Equal(0, value, 1e-6));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_dimension()
    {
        float[] vectors = TestVectors.Uniform(1, 40);
        vectors[22] = float.PositiveInfinity;
        ArgumentException e = Assert.Throws<ArgumentException>("vectors", () => PrincipalComponents.Fit(vectors, 4, 2));
        Assert.Contains("Dimension 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_vectors_are_refused() =>
        Assert.Throws<ArgumentException>("vectors", () => PrincipalComponents.Fit(Array.Empty<float>(), 4, 2));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void As_many_components_as_there_are_dimensions_is_the_most(int components) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(components), () => PrincipalComponents.Fit(new float[40], 4, components));

    [Fact]
    public void A_projection_without_room_is_refused()
    {
        PrincipalComponents components = PrincipalComponents.Fit(TestVectors.Uniform(1, 40), 4, 2);
        Assert.Throws<ArgumentException>("projected", () => components.Project(new float[8], new float[3]));
        Assert.Throws<ArgumentException>("vectors", () => components.Project(new float[7], new float[4]));
    }

    private static float[] Project(float[] vectors, int dimension, int count)
    {
        var projected = new float[vectors.Length / dimension * count];
        PrincipalComponents.Fit(vectors, dimension, count).Project(vectors, projected);
        return projected;
    }

    private static double Variance(float[] values)
    {
        double mean = values.Average(v => (double)v);
        return values.Average(v => (v - mean) * (v - mean));
    }
}
