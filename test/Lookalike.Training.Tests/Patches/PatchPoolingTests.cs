using Lookalike.Imaging;
using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PatchPoolingTests
{
    [Theory]
    [InlineData(12, 6)]
    [InlineData(11, 6)]
    [InlineData(9, 6)]
    [InlineData(4, 6)]
    [InlineData(1, 6)]
    [InlineData(77, 6)]
    public void Windows_fill_all_cells_in_order_and_a_mirrored_side_has_the_same_cells_mirrored(int windows, int most)
    {
        var axis = new CellAxis(windows, most);
        Assert.Equal(Math.Min(windows, most), axis.Cells);
        for (int w = 0; w < windows; w++)
        {
            Assert.InRange(axis.Last(w), axis.First(w), axis.First(w) + 1);
            Assert.Equal(axis.Cells - 1 - axis.First(windows - 1 - w), axis.Last(w));
        }

        Assert.Equal(Enumerable.Range(0, axis.Cells), Enumerable.Range(0, windows).SelectMany(w => new[] { axis.First(w), axis.Last(w) }).Distinct());
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(16, 26)]
    [InlineData(34, 18)]
    public void Pooling_row_by_row_gives_what_the_sums_over_windows_give(int height, int width)
    {
        var grid = new PatchGrid(new PixelShape(1, height, width));
        var random = new RandomMatches(images: 12, patches: grid.Count, seed: 5);
        SlowProjection projection = SlowProjection.Fit(random.Count(), directions: 10);
        var pooling = new PatchPooling(grid, projection);
        PatchPooling.Buffer buffer = pooling.CreateBuffer();
        foreach (int[][] patches in random.Images.Take(3))
        {
            float[] vector = new float[pooling.Size], mirrored = new float[pooling.Size];
            pooling.Pool(RandomMatches.Lists(patches), buffer, vector);
            AssertEqual(Plain(grid, projection, patches), vector);

            int[][] mirror = [.. Enumerable.Range(0, patches.Length)
                .Select(p => RandomMatches.Mirror(patches[p - (2 * (p % grid.Columns)) + grid.Columns - 1]))];
            pooling.Pool(RandomMatches.Lists(mirror), buffer, mirrored);
            AssertEqual([.. vector.Select(v => (double)v)], mirrored);
        }
    }

    private static void AssertEqual(double[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));

    private static double[] Plain(PatchGrid grid, SlowProjection projection, int[][] patches)
    {
        int size = projection.Directions;
        float[][] codes = [.. patches.Select(entries =>
        {
            float[] code = new float[size];
            projection.Project([.. entries.Select(e => (ushort)e)], code);
            return code;
        })];
        CellAxis rows = new(((grid.Rows - 5) / 2) + 1, 6), columns = new(((grid.Columns - 5) / 2) + 1, 6);
        double[,][] cells = new double[rows.Cells, columns.Cells][];
        for (int y = 0; y < rows.Windows; y++)
        {
            for (int x = 0; x < columns.Windows; x++)
            {
                double[] window = new double[size];
                for (int p = 0; p < 25; p++)
                {
                    for (int i = 0; i < size; i++) window[i] += codes[(((2 * y) + (p / 5)) * grid.Columns) + (2 * x) + (p % 5)][i];
                }

                double[] unit = Unit(window);
                foreach (int row in new[] { rows.First(y), rows.Last(y) }.Distinct())
                {
                    foreach (int column in new[] { columns.First(x), columns.Last(x) }.Distinct())
                        cells[row, column] = [.. unit.Zip(cells[row, column] ?? new double[size], (a, b) => a + b)];
                }
            }
        }

        var vector = new List<double>();
        for (int row = 0; row < rows.Cells; row++)
        {
            for (int column = 0; column < (columns.Cells + 1) / 2; column++)
            {
                double[] own = Unit(cells[row, column]), other = Unit(cells[row, columns.Cells - 1 - column]);
                vector.AddRange(Enumerable.Range(0, size).Select(i => (own[i] + (other[i] * projection.Signs[i])) / Math.Sqrt(rows.Cells * columns.Cells)));
            }
        }

        return [.. vector];
    }

    private static double[] Unit(double[] vector) => [.. vector.Select(v => v / Math.Sqrt(vector.Sum(x => x * x)))];
}
