using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class EigenBasisTests
{
    private const int Size = 12;

    [Fact]
    public void Eigenvectors_of_a_matrix_come_by_falling_eigenvalue_with_their_largest_entry_positive()
    {
        double[,] matrix = Positive(seed: 1);
        EigenBasis basis = EigenBasis.Of(matrix, 5);
        Assert.Equal(basis.Values.OrderDescending(), basis.Values);
        Assert.Equal(5, basis.Values.Length);
        for (int k = 0; k < 5; k++)
        {
            double[] vector = basis.Vectors[(k * Size)..((k + 1) * Size)];
            AssertEqual([.. vector.Select(v => v * basis.Values[k])], Times(matrix, vector));
            Assert.Equal(1, vector.Sum(v => v * v), 1e-9);
            Assert.True(vector.MaxBy(Math.Abs) > 0);
        }
    }

    [Fact]
    public void Generalised_eigenvectors_solve_their_equation_and_have_length_one_by_the_metric()
    {
        double[,] matrix = Positive(seed: 2), metric = Positive(seed: 3);
        EigenBasis basis = EigenBasis.Of(matrix, metric, Size);
        for (int k = 0; k < Size; k++)
        {
            double[] vector = basis.Vectors[(k * Size)..((k + 1) * Size)];
            AssertEqual([.. Times(metric, vector).Select(v => v * basis.Values[k])], Times(matrix, vector));
            Assert.Equal(1, vector.Zip(Times(metric, vector), (a, b) => a * b).Sum(), 1e-9);
        }
    }

    [Fact]
    public void The_leading_vectors_of_a_large_matrix_are_nearly_the_exact_ones()
    {
        const int size = 200, count = 10;
        var random = new Random(4);
        double[] vectors = [.. Enumerable.Range(0, size * size).Select(_ => random.NextDouble() - 0.5)];
        var matrix = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                matrix[i, j] = Enumerable.Range(0, size).Sum(k => vectors[(k * size) + i] * vectors[(k * size) + j] * Math.Pow(0.97, k));
        }

        EigenBasis exact = EigenBasis.Of(matrix, count), near = EigenBasis.Leading(matrix, count);
        Assert.Equal(1, near.Values.Sum() / exact.Values.Sum(), 1e-3);
        Assert.All(exact.Vectors[..size].Zip(near.Vectors), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    private static void AssertEqual(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-8));

    private static double[] Times(double[,] matrix, double[] vector) =>
        [.. Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Size).Sum(j => matrix[i, j] * vector[j]))];

    private static double[,] Positive(int seed)
    {
        var random = new Random(seed);
        double[] values = [.. Enumerable.Range(0, Size * Size).Select(_ => random.NextDouble() - 0.5)];
        var matrix = new double[Size, Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
                matrix[i, j] = Enumerable.Range(0, Size).Sum(k => values[(i * Size) + k] * values[(j * Size) + k]) + (i == j ? 0.1 : 0);
        }

        return matrix;
    }
}
