using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class ProjectionVectorsTests
{
    private static readonly PixelShape Shape = new(1, 16, 16);

    [Fact]
    public void The_same_seed_gives_the_same_vectors_whatever_the_batch()
    {
        byte[] images = Images(5);
        float[] together = Make(images, 5, dimension: 8, seed: 2);
        float[] apart = [.. images.Chunk(Shape.Count).SelectMany(image => Make(image, 1, dimension: 8, seed: 2))];

        Assert.Equal(together, apart);
        Assert.NotEqual(together, Make(images, 5, dimension: 8, seed: 3));
    }

    [Fact]
    public void Distances_are_on_average_those_of_the_pixels()
    {
        const int count = 20, dimension = 256;
        byte[] images = Images(count);
        float[] pixels = new float[images.Length], projected = Make(images, count, dimension, seed: 1);
        new PixelVectors(Shape).Make(images, count, pixels);

        var ratios = new List<double>();
        for (int i = 1; i < count; i++)
        {
            ratios.Add(
                VectorDistance.Compute(DistanceMetric.Euclidean, projected.AsSpan(0, dimension), projected.AsSpan(i * dimension, dimension))
                / VectorDistance.Compute(DistanceMetric.Euclidean, pixels.AsSpan(0, Shape.Count), pixels.AsSpan(i * Shape.Count, Shape.Count)));
        }

        Assert.All(ratios, r => Assert.InRange(r, 0.8, 1.2));
        Assert.InRange(ratios.Average(), 0.9, 1.1);
    }

    private static byte[] Images(int count)
    {
        byte[] images = new byte[count * Shape.Count];
        new Random(count).NextBytes(images);
        return images;
    }

    private static float[] Make(byte[] images, int count, int dimension, int seed)
    {
        float[] vectors = new float[count * dimension];
        new ProjectionVectors(Shape, dimension, seed).Make(images, count, vectors);
        return vectors;
    }
}
