using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class HistogramVectorsTests
{
    [Fact]
    public void A_grey_image_is_counted_in_32_bins_of_eight_levels_as_shares()
    {
        var histogram = new HistogramVectors(new PixelShape(1, 2, 2));
        float[] vectors = new float[2 * 32];
        histogram.Make([0, 7, 8, 255, 255, 255, 255, 255], 2, vectors);

        Assert.Equal((32, DistanceMetric.Manhattan, "grey histogram"), (histogram.Dimension, histogram.Metric, histogram.Name));
        Assert.Equal((0.5f, 0.25f, 0.25f), (vectors[0], vectors[1], vectors[31]));
        Assert.Equal(1, vectors[32 + 31]);
        Assert.Equal(2, vectors.Sum());
    }

    [Fact]
    public void A_colour_image_is_counted_in_joint_bins_of_its_three_channels()
    {
        var histogram = new HistogramVectors(new PixelShape(3, 1, 2));
        float[] vectors = new float[512];
        histogram.Make([255, 0, 32, 0, 64, 31], 1, vectors); // (255, 32, 64) and (0, 0, 31)

        Assert.Equal((512, "colour histogram"), (histogram.Dimension, histogram.Name));
        Assert.Equal(0.5f, vectors[(7 * 64) + (1 * 8) + 2]);
        Assert.Equal(0.5f, vectors[0]);
        Assert.Equal(1, vectors.Sum());
    }

    [Fact]
    public void Vectors_that_were_used_before_are_overwritten()
    {
        var histogram = new HistogramVectors(new PixelShape(1, 1, 1));
        float[] vectors = [.. Enumerable.Repeat(3f, 32)];
        histogram.Make([0], 1, vectors);
        Assert.Equal(1, vectors.Sum());
    }
}
