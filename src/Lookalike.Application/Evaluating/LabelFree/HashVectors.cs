using Lookalike.Application.Evaluating.LabelFree.Planes;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>A hash of the images, a value for each bit: what a program that looks for copies finds without having learnt anything.</summary>
internal sealed class HashVectors(PixelShape shape, PictureHash hash) : IImageVectors
{
    private readonly PlaneScale _scale = hash.ScaleOf(shape.Height, shape.Width);

    public string Name => hash.Name;

    public DistanceMetric Metric => DistanceMetric.Hamming;

    public int Dimension => hash.Count;

    public void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors)
    {
        float[] grey = new float[shape.Height * shape.Width];
        for (int image = 0; image < count; image++)
        {
            GreyPlane.Make(pixels.Slice(image * shape.Count, shape.Count), shape, grey);
            hash.Make(grey, _scale, vectors.Slice(image * Dimension, Dimension));
        }
    }
}
