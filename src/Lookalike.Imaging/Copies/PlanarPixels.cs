namespace Lookalike.Imaging.Copies;

/// <summary>Pixels plane by plane, as models take them, and pixel by pixel, as libvips does.</summary>
internal static class PlanarPixels
{
    /// <summary>[channels, pixels] -> [pixels, channels].</summary>
    public static byte[] Interleave(ReadOnlySpan<byte> planes, int channels)
    {
        byte[] pixels = new byte[planes.Length];
        int plane = planes.Length / channels;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = planes[(i % channels * plane) + (i / channels)];
        return pixels;
    }

    /// <summary>[pixels, channels] -> [channels, pixels].</summary>
    public static byte[] Separate(ReadOnlySpan<byte> pixels, int channels)
    {
        byte[] planes = new byte[pixels.Length];
        int plane = pixels.Length / channels;
        for (int i = 0; i < planes.Length; i++) planes[(i % channels * plane) + (i / channels)] = pixels[i];
        return planes;
    }
}
