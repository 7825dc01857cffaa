namespace Lookalike.Datasets;

/// <summary>The argument checks that every type that holds images shares.</summary>
internal static class ImageShape
{
    /// <summary>Returns the values of one image, or throws.</summary>
    public static int Require(int channels, int height, int width)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "An image has 1 channel (grey) or 3 (red, green, blue).");
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        UInt128 values = (UInt128)(uint)channels * (uint)height * (uint)width;
        if (values > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(height), height, $"One image of {channels}x{height}x{width} has more than {int.MaxValue} values.");
        return (int)values;
    }

    /// <summary>Returns the number of images that <paramref name="length"/> values make, or throws.</summary>
    public static int RequireWholeImages(int length, int pixelsPerImage, string parameterName) =>
        length % pixelsPerImage == 0
            ? length / pixelsPerImage
            : throw new ArgumentException(
                $"Expected a multiple of {pixelsPerImage} bytes (one image), found {length}. Pass whole images only.", parameterName);
}
