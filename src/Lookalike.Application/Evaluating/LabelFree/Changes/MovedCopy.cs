using Lookalike.Imaging;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>Copies whose pixels are those of other places of the image: moved, cut out, turned. Between pixels they are bilinear.</summary>
internal static class MovedCopy
{
    private const double ShiftShare = 1.0 / 14;
    private const double TurnDegrees = 5;

    /// <summary>Moves the image right and down; the border is repeated.</summary>
    public static void Shift(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        int right = Steps(shape.Width), down = Steps(shape.Height);
        Resample(image, shape, x => x - right, y => y - down, copy);

        static int Steps(int side) => Math.Max(1, (int)Math.Round(side * ShiftShare, MidpointRounding.AwayFromZero));
    }

    /// <summary>Keeps the inner part of the image, brought back to its size.</summary>
    /// <param name="image">[channels, height, width], 0..255.</param>
    /// <param name="shape">The image's shape.</param>
    /// <param name="kept">The shares of the width and of the height that are kept.</param>
    /// <param name="copy">Receives the copy.</param>
    public static void Crop(ReadOnlySpan<byte> image, PixelShape shape, (double Width, double Height) kept, Span<byte> copy)
    {
        Resample(image, shape, x => Inside(x, shape.Width, kept.Width), y => Inside(y, shape.Height, kept.Height), copy);

        // Where a pixel of the enlarged part lies in the image. Centres of pixels are at a half, so the part keeps its middle.
        static double Inside(int pixel, int side, double share) => ((pixel + 0.5) * share) + (side * (1 - share) / 2) - 0.5;
    }

    /// <summary>Turns the image about its middle; what comes from outside of it is black.</summary>
    public static void Turn(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        (double sine, double cosine) = Math.SinCos(TurnDegrees * Math.PI / 180);
        double middleX = (shape.Width - 1) / 2.0, middleY = (shape.Height - 1) / 2.0;
        int plane = shape.Height * shape.Width;
        for (int i = 0; i < plane; i++)
        {
            double right = (i % shape.Width) - middleX, down = (i / shape.Width) - middleY;
            double x = middleX + (cosine * right) + (sine * down), y = middleY - (sine * right) + (cosine * down);
            for (int channel = 0; channel < shape.Channels; channel++)
                copy[(channel * plane) + i] = ChangedCopy.ToByte(At(image.Slice(channel * plane, plane), shape, x, y));
        }
    }

    /// <summary>The value between four pixels, of which those outside the image are black.</summary>
    private static double At(ReadOnlySpan<byte> plane, PixelShape shape, double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double sum = 0;
        for (int row = Math.Max(top, 0); row <= Math.Min(top + 1, shape.Height - 1); row++)
        {
            for (int column = Math.Max(left, 0); column <= Math.Min(left + 1, shape.Width - 1); column++)
                sum += plane[(row * shape.Width) + column] * (1 - Math.Abs(column - x)) * (1 - Math.Abs(row - y));
        }

        return sum;
    }

    /// <summary>Fills the copy from other places of the image, bilinear; what lies outside is the nearest pixel of the border.</summary>
    private static void Resample(ReadOnlySpan<byte> image, PixelShape shape, Func<int, double> column, Func<int, double> row, Span<byte> copy)
    {
        (int Low, int High, double Share)[] columns = Places(shape.Width, column), rows = Places(shape.Height, row);
        int plane = shape.Height * shape.Width;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ReadOnlySpan<byte> from = image.Slice(channel * plane, plane);
            Span<byte> to = copy.Slice(channel * plane, plane);
            for (int y = 0; y < rows.Length; y++)
            {
                ReadOnlySpan<byte> upper = from.Slice(rows[y].Low * shape.Width, shape.Width), lower = from.Slice(rows[y].High * shape.Width, shape.Width);
                for (int x = 0; x < columns.Length; x++)
                {
                    (int low, int high, double share) = columns[x];
                    double above = double.Lerp(upper[low], upper[high], share), below = double.Lerp(lower[low], lower[high], share);
                    to[(y * shape.Width) + x] = ChangedCopy.ToByte(double.Lerp(above, below, rows[y].Share));
                }
            }
        }
    }

    /// <summary>For each pixel of a side: the two that it lies between, and how near it is to the second.</summary>
    private static (int Low, int High, double Share)[] Places(int side, Func<int, double> place) => [.. Enumerable.Range(0, side).Select(i =>
    {
        double at = Math.Clamp(place(i), 0, side - 1);
        int low = (int)at;
        return (low, Math.Min(low + 1, side - 1), at - low);
    })];
}
