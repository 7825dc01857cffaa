using Lookalike.Training.Objectives;
using Lookalike.Training.Tests.Patches;

namespace Lookalike.Training.Tests.Objectives;

public sealed class NeighbourAverageTests
{
    private const int Size = 6;

    [Fact]
    public void A_code_is_drawn_to_its_neighbours_by_the_third_power_of_their_cosines()
    {
        float[] codes = PatchImages.Units(80, Size, seed: 1);
        double[][] rows = [.. codes.Chunk(Size).Select(c => c.Select(v => (double)v).ToArray())];
        double[][] sums = [.. rows.Select((own, i) =>
        {
            var nearest = rows.Where((_, j) => j != i).Select(other => (Row: other, Cosine: Dot(own, other))).OrderByDescending(n => n.Cosine).Take(10);
            return Unit([.. Enumerable.Range(0, Size).Select(k => own[k] + nearest.Sum(n => Math.Pow(Math.Max(n.Cosine, 0), 3) * n.Row[k]))]);
        })];
        double[] mean = [.. Enumerable.Range(0, Size).Select(k => sums.Average(s => s[k]))];
        double[] expected = [.. sums.SelectMany(s => Unit([.. s.Zip(mean, (a, b) => a - b)]))];
        float[] made = NeighbourAverage.Make(codes, Size, threads: 2, TestContext.Current.CancellationToken);
        Assert.All(expected.Zip(made), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing_and_the_codes_stay()
    {
        float[] codes = PatchImages.Units(600, Size, seed: 2), before = [.. codes];
        Assert.Equal(NeighbourAverage.Make(codes, Size, 1, TestContext.Current.CancellationToken), NeighbourAverage.Make(codes, Size, 3, TestContext.Current.CancellationToken));
        Assert.Equal(before, codes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_few_codes_are_averaged_with_as_many_as_there_are(int count)
    {
        float[] made = NeighbourAverage.Make(PatchImages.Units(count, Size, seed: 3), Size, threads: 1, TestContext.Current.CancellationToken);
        Assert.Equal(count * Size, made.Length);
        Assert.All(made, v => Assert.True(float.IsFinite(v)));
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Unit(double[] vector) => [.. vector.Select(v => v / Math.Sqrt(Dot(vector, vector)))];
}
