namespace Lookalike.Training.Augmentations;

/// <summary>
/// Makes one copy of an image as people edit pictures: every change is drawn, all geometry is one sampling and all colour one matrix. Written out pixel by
/// pixel, because as tensor operations of a batch it takes as long as the network that learns from it.
/// </summary>
internal static class EditedCopy
{
    private const double MaxNoise = 0.12;

    /// <summary>Makes a copy.</summary>
    /// <param name="image">[channels, height, width], 0..1.</param>
    /// <param name="shape">Channels (1 or 3), height and width.</param>
    /// <param name="ranges">How far copies differ.</param>
    /// <param name="random">The copy's stream.</param>
    /// <param name="copy">Receives [channels, height, width], 0..1.</param>
    public static void Make(
        ReadOnlySpan<float> image, (int Channels, int Height, int Width) shape, Augmentation ranges, CopyRandom random, Span<float> copy)
    {
        (int channels, int height, int width) = shape;
        int plane = height * width;
        var geometry = new CopyGeometry(ranges, ref random);
        var colours = new CopyColours(ranges, channels, Mean(image), ref random);
        var page = new CopyPage(ranges, ref random);
        Span<float> colour = stackalloc float[3];
        colour = colour[..channels];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = (y * width) + x;
                bool shows = page.Shows((x + 0.5f) / width, (y + 0.5f) / height, out (float X, float Y) place);
                if (page.IsThere && !shows)
                {
                    for (int c = 0; c < channels; c++) copy[(c * plane) + at] = page.Channel(c, x, y);
                    continue;
                }

                (float sourceX, float sourceY) = geometry.Source(place.X, place.Y);
                float column = ((sourceX + 1) * width / 2) - 0.5f, row = ((sourceY + 1) * height / 2) - 0.5f;
                bool outside = column < -0.5f || row < -0.5f || column > width - 0.5f || row > height - 0.5f;
                if (outside && !geometry.RepeatsBorder)
                {
                    for (int c = 0; c < channels; c++) copy[(c * plane) + at] = 0;
                    continue;
                }

                Sample(image, (height, width), column, row, colour);
                for (int c = 0; c < channels; c++) copy[(c * plane) + at] = colours.Channel(c, colour);
            }
        }

        if (random.Happens(ranges.Roughness)) Blur(copy, (channels, height, width));
        if (random.Happens(ranges.Roughness)) AddNoise(copy, ref random);
    }

    /// <summary>Bilinear; what lies outside is the nearest pixel of the border.</summary>
    private static void Sample(ReadOnlySpan<float> image, (int Height, int Width) size, float column, float row, Span<float> colour)
    {
        column = Math.Clamp(column, 0, size.Width - 1);
        row = Math.Clamp(row, 0, size.Height - 1);
        int left = (int)column, top = (int)row;
        int right = Math.Min(left + 1, size.Width - 1), upper = top * size.Width, lower = Math.Min(top + 1, size.Height - 1) * size.Width;
        float toRight = column - left, toLower = row - top;
        for (int c = 0; c < colour.Length; c++)
        {
            ReadOnlySpan<float> plane = image.Slice(c * size.Height * size.Width, size.Height * size.Width);
            float above = float.Lerp(plane[upper + left], plane[upper + right], toRight);
            float below = float.Lerp(plane[lower + left], plane[lower + right], toRight);
            colour[c] = float.Lerp(above, below, toLower);
        }
    }

    private static float Mean(ReadOnlySpan<float> image)
    {
        float sum = 0;
        foreach (float value in image) sum += value;
        return sum / image.Length;
    }

    /// <summary>Weights 1, 2, 1 over columns and then rows.</summary>
    private static void Blur(Span<float> copy, (int Channels, int Height, int Width) shape)
    {
        (int channels, int height, int width) = shape;
        float[] rows = new float[height * width];
        for (int c = 0; c < channels; c++)
        {
            Span<float> plane = copy.Slice(c * height * width, height * width);
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
