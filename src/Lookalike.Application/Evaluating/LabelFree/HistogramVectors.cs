using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>
/// How much of an image has which colour: 32 bins of grey, or 8 x 8 x 8 joint bins of red, green and blue, each a share of the pixels
/// (Swain and Ballard, Color indexing, 1991). The distance is the summed absolute difference (L1), which ranks as their intersection does.
/// </summary>
internal sealed class HistogramVectors(PixelShape shape) : IImageVectors
{
    private const int GreyBits = 5, ColourBits = 3;

    public string Name => shape.Channels == 1 ? "grey histogram" : "colour histogram";

    public DistanceMetric Metric => DistanceMetric.Manhattan;

    public int Dimension => 1 << (shape.Channels == 1 ? GreyBits : ColourBits * shape.Channels);

    public void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors)
    {
        vectors.Clear();
        int plane = shape.Height * shape.Width, dropped = 8 - (shape.Channels == 1 ? GreyBits : ColourBits);
        for (int image = 0; image < count; image++)
        {
            ReadOnlySpan<byte> planes = pixels.Slice(image * shape.Count, shape.Count);
            Span<float> bins = vectors.Slice(image * Dimension, Dimension);
            for (int i = 0; i < plane; i++)
            {
                int bin = 0;
                for (int channel = 0; channel < shape.Channels; channel++) bin = (bin << ColourBits) | (planes[(channel * plane) + i] >> dropped);
                bins[bin]++;
            }

            foreach (ref float bin in bins) bin /= plane;
        }
    }
}
