namespace Lookalike.Training.Augmentations;

/// <summary>
/// Makes one copy of an image as people edit pictures: every change is drawn, all geometry is one sampling and all colour one matrix. Written out pixel by
/// pixel, because as tensor operations of a batch it takes as long as the network that learns from it.
/// </summary>
internal static class EditedCopy
{
    private const double MaxNoise = 0.12;

    /// <summary>Makes a copy.</summary>
    /// <param name="image">The image.</param>
    /// <param name="ranges">How far copies differ.</param>
    /// <param name="random">The copy's stream.</param>
    /// <param name="copy">Receives the copy, 0..1, of as many channels; it may be smaller than the image, by less than a half.</param>
    public static void Make(ImagePlanes image, Augmentation ranges, CopyRandom random, ImagePlanes copy)
    {
        var geometry = new CopyGeometry(ranges, ref random);
        var colours = new CopyColours(ranges, image.Channels, Mean(image.Values), ref random);
        var page = new CopyPage(ranges, ref random);
        Span<float> colour = stackalloc float[3];
        colour = colour[..image.Channels];
        for (int y = 0; y < copy.Height; y++)
        {
            for (int x = 0; x < copy.Width; x++)
            {
                int at = (y * copy.Width) + x;
                bool shows = page.Shows((x + 0.5f) / copy.Width, (y + 0.5f) / copy.Height, out (float X, float Y) place);
                if (page.IsThere && !shows)
                {
                    for (int c = 0; c < colour.Length; c++) copy.Channel(c)[at] = page.Channel(c, x, y);
                    continue;
                }

                (float sourceX, float sourceY) = geometry.Source(place.X, place.Y);
                float column = ((sourceX + 1) * image.Width / 2) - 0.5f, row = ((sourceY + 1) * image.Height / 2) - 0.5f;
                bool outside = column < -0.5f || row < -0.5f || column > image.Width - 0.5f || row > image.Height - 0.5f;
                if (outside && !geometry.RepeatsBorder)
                {
                    for (int c = 0; c < colour.Length; c++) copy.Channel(c)[at] = 0;
                    continue;
                }

                image.Sample(column, row, colour);
                for (int c = 0; c < colour.Length; c++) copy.Channel(c)[at] = colours.Channel(c, colour);
            }
        }

        if (random.Happens(ranges.Roughness)) Blur(copy);
        if (random.Happens(ranges.Roughness)) AddNoise(copy.Values, ref random);
    }

    private static float Mean(ReadOnlySpan<float> image)
    {
        float sum = 0;
        foreach (float value in image) sum += value;
        return sum / image.Length;
    }

    /// <summary>Weights 1, 2, 1 over columns and then rows.</summary>
    private static void Blur(ImagePlanes copy)
    {
        int width = copy.Width;
        float[] rows = new float[copy.Height * width];
        for (int c = 0; c < copy.Channels; c++)
        {
            Span<float> plane = copy.Channel(c);
            for (int i = 0; i < rows.Length; i++)
            {
                int x = i % width;
                rows[i] = (plane[x > 0 ? i - 1 : i] + (2 * plane[i]) + plane[x < width - 1 ? i + 1 : i]) / 4;
            }

            for (int i = 0; i < rows.Length; i++)
                plane[i] = (rows[i >= width ? i - width : i] + (2 * rows[i]) + rows[i < rows.Length - width ? i + width : i]) / 4;
        }
    }

    private static void AddNoise(Span<float> copy, ref CopyRandom random)
    {
        float deviation = random.Between(0, MaxNoise);
        foreach (ref float value in copy) value = Math.Clamp(value + (deviation * random.Normal()), 0, 1);
    }
}
