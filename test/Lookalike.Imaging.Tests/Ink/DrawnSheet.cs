using NetVips;

namespace Lookalike.Imaging.Tests.Ink;

/// <summary>A sheet of paper with strokes on it: what a test of drawings needs a photograph for.</summary>
internal sealed class DrawnSheet(int width, int height)
{
    /// <summary>A two, in a square of side 1.</summary>
    public static readonly (double X, double Y)[][] Two = [[(0.2, 0.25), (0.35, 0.07), (0.6, 0.07), (0.75, 0.25), (0.7, 0.45), (0.2, 0.94), (0.85, 0.94)]];

    /// <summary>A five whose bar is a stroke of its own, off the other.</summary>
    public static readonly (double X, double Y)[][] Five = [[(0.3, 0.16), (0.25, 0.45), (0.6, 0.45), (0.75, 0.7), (0.55, 0.95), (0.2, 0.9)], [(0.42, 0.05), (0.85, 0.05)]];

    public (byte R, byte G, byte B) Paper { get; init; } = (255, 255, 255);

    public (byte R, byte G, byte B) Ink { get; init; } = (0, 0, 0);

    /// <summary>The light at a place of the sheet, 0..1 each way: 0 to 1.</summary>
    public Func<double, double, double> Light { get; init; } = (_, _) => 1;

    /// <summary>The deviation of the paper's grain, in levels.</summary>
    public double Grain { get; init; }

    /// <summary>What else is on the sheet, as strong as ink or less: 0 to 1, by pixel.</summary>
    public Func<int, int, double> Mark { get; init; } = (_, _) => 0;

    /// <summary>Draws strokes of a width of 0.12 into a square of the sheet.</summary>
    public Image Draw((double X, double Y)[][] strokes, double left, double top, double side, double stroke = 0.12)
    {
        var random = new Random(7);
        byte[] values = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double away = strokes.Min(line => Distance(line, (x + 0.5 - left) / side, (y + 0.5 - top) / side));
                double cover = Math.Max(Math.Clamp((((stroke / 2) - away) * side) + 0.5, 0, 1), Mark(x, y)), light = Light((double)x / width, (double)y / height);
                double grain = Grain * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
                values.AsSpan(((y * width) + x) * 3, 3)[0] = Byte(Paper.R, Ink.R);
                values.AsSpan(((y * width) + x) * 3, 3)[1] = Byte(Paper.G, Ink.G);
                values.AsSpan(((y * width) + x) * 3, 3)[2] = Byte(Paper.B, Ink.B);

                byte Byte(byte paper, byte ink) => (byte)Math.Clamp(Math.Round((((paper * (1 - cover)) + (ink * cover)) * light) + grain), 0, 255);
            }
        }

        return DrawnPicture.Of(values, width, height, 3);
    }

    private static double Distance((double X, double Y)[] line, double x, double y)
    {
        double nearest = double.MaxValue;
        for (int i = 1; i < line.Length; i++)
        {
            (double dx, double dy) = (line[i].X - line[i - 1].X, line[i].Y - line[i - 1].Y);
            double along = Math.Clamp((((x - line[i - 1].X) * dx) + ((y - line[i - 1].Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            nearest = Math.Min(nearest, Math.Sqrt(Math.Pow(x - line[i - 1].X - (along * dx), 2) + Math.Pow(y - line[i - 1].Y - (along * dy), 2)));
        }

        return nearest;
    }
}
