using Lookalike.Datasets;

namespace Lookalike.Training.Jobs;

/// <summary>Finds the value that surrounds the subject in every image, if there is one: black in MNIST. Search uses it to notice an inverted query.</summary>
internal static class BackgroundValue
{
    /// <summary>How far border values may be from their mean, on average, to count as one background.</summary>
    private const double MaxMeanDeviation = 12;

    private const int MaxImages = 2000;

    /// <summary>The mean of the outermost ring of pixels, 0..255, or null where the ring varies.</summary>
    /// <param name="images">Images of one channel or three; the first 2,000 are looked at.</param>
    public static byte? Find(ImageSet images)
    {
        int count = Math.Min(images.Count, MaxImages);
        long[] histogram = new long[256];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> image = images[i];
            for (int c = 0; c < images.Channels; c++)
            {
                for (int y = 0; y < images.Height; y++)
                {
                    int step = y == 0 || y == images.Height - 1 ? 1 : Math.Max(1, images.Width - 1);
                    for (int x = 0; x < images.Width; x += step) histogram[image[(((c * images.Height) + y) * images.Width) + x]]++;
                }
            }
        }

        double total = histogram.Sum();
        double mean = histogram.Select((n, value) => n * (double)value).Sum() / total;
        double deviation = histogram.Select((n, value) => n * Math.Abs(value - mean)).Sum() / total;
        return deviation <= MaxMeanDeviation ? (byte)Math.Round(mean) : null;
    }
}
