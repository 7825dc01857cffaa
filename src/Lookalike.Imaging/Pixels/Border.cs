namespace Lookalike.Imaging.Pixels;

/// <summary>Means over a picture's outermost ring of pixels, and over what lies inside it.</summary>
internal static class Border
{
    /// <summary>The mean of the outermost ring, one number per band, 0..255. A picture one pixel wide or high is all ring.</summary>
    public static double[] Mean(Raster raster) => Means(raster, inside: false);

    /// <summary>The mean of all but the outermost ring, one number per band. The picture is at least 3 x 3.</summary>
    public static double[] InsideMean(Raster raster) => Means(raster, inside: true);

    private static double[] Means(Raster raster, bool inside)
    {
        var sums = new long[raster.Bands];
        long count = 0;
        for (int y = 0; y < raster.Height; y++)
        {
            bool edgeRow = y == 0 || y == raster.Height - 1;
            for (int x = 0; x < raster.Width; x++)
            {
                bool edge = edgeRow || x == 0 || x == raster.Width - 1;
                if (edge == inside) continue;
                int at = ((y * raster.Width) + x) * raster.Bands;
                for (int band = 0; band < sums.Length; band++) sums[band] += raster.Values[at + band];
                count++;
            }
        }

        return Array.ConvertAll(sums, sum => (double)sum / count);
    }
}
