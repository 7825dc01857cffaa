using Lookalike.Imaging;

namespace Lookalike.Application.Evaluating.LabelFree.Planes;

/// <summary>How light the pixels of an image are, whatever their colour.</summary>
internal static class GreyPlane
{
    /// <summary>How light a colour is, by the weights of ITU-R BT.601. The result is in the range of the three.</summary>
    public static float Of(float red, float green, float blue) => (0.299f * red) + (0.587f * green) + (0.114f * blue);

    /// <summary>The lightness of each pixel.</summary>
    /// <param name="image">[channels, height, width], 0..255.</param>
    /// <param name="shape">The image's shape.</param>
    /// <param name="grey">Receives [height, width], 0..255.</param>
    public static void Make(ReadOnlySpan<byte> image, PixelShape shape, Span<float> grey)
    {
        int plane = shape.Height * shape.Width;
        for (int i = 0; i < plane; i++)
            grey[i] = shape.Channels == 1 ? image[i] : Of(image[i], image[plane + i], image[(2 * plane) + i]);
    }
}
