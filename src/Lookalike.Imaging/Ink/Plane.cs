namespace Lookalike.Imaging.Ink;

/// <summary>One number a pixel, [height, width], row-major.</summary>
internal sealed class Plane(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = new float[width * height];

    /// <summary>The mean over a square of (2 radius + 1)², cut at the borders: sums that move along, so the radius costs nothing.</summary>
    public Plane Mean(int radius)
    {
        var rows = new Plane(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<float> row = Values.AsSpan(y * Width, Width);
            Span<float> means = rows.Values.AsSpan(y * Width, Width);
            double sum = 0;
            for (int x = 0; x < Math.Min(radius, Width); x++) sum += row[x];
            for (int x = 0; x < Width; x++)
            {
                if (x + radius < Width) sum += row[x + radius];
                if (x > radius) sum -= row[x - radius - 1];
                means[x] = (float)(sum / (Math.Min(Width - 1, x + radius) - Math.Max(0, x - radius) + 1));
            }
        }

        var result = new Plane(Width, Height);
        double[] sums = new double[Width];
        for (int y = -radius; y < Height; y++)
        {
            if (y + radius < Height) Add(rows.Values.AsSpan((y + radius) * Width, Width), sums, 1);
            if (y > radius) Add(rows.Values.AsSpan((y - radius - 1) * Width, Width), sums, -1);
            if (y < 0) continue;
            double share = 1.0 / (Math.Min(Height - 1, y + radius) - Math.Max(0, y - radius) + 1);
            Span<float> means = result.Values.AsSpan(y * Width, Width);
            for (int x = 0; x < means.Length; x++) means[x] = (float)(sums[x] * share);
        }

        return result;

        static void Add(ReadOnlySpan<float> row, double[] sums, double sign)
        {
            for (int x = 0; x < row.Length; x++) sums[x] += sign * row[x];
        }
    }

    /// <summary>
    /// The largest value, or the smallest, of a square of (2 radius + 1)². Beyond a border the values go on as steeply as they came there, so that a
    /// slope stays one, but by no more than a share of the border's.
    /// </summary>
    public Plane Extreme(int radius, bool largest)
    {
        Plane rows = Lines(radius, largest, Width, Height, 1, Width);
        return rows.Lines(radius, largest, Height, Width, Width, 1);
    }

    /// <summary>A value between four, by their distances.</summary>
    public float At(float x, float y)
    {
        x = Math.Clamp(x, 0, Width - 1);
        y = Math.Clamp(y, 0, Height - 1);
        int left = (int)x, top = (int)y, right = Math.Min(left + 1, Width - 1), bottom = Math.Min(top + 1, Height - 1);
        float upper = float.Lerp(Values[(top * Width) + left], Values[(top * Width) + right], x - left);
        float lower = float.Lerp(Values[(bottom * Width) + left], Values[(bottom * Width) + right], x - left);
        return float.Lerp(upper, lower, y - top);
    }

    private Plane Lines(int radius, bool largest, int length, int lines, int step, int lineStep)
    {
        const float MaxBeyond = 0.3f;
        var result = new Plane(Width, Height);
        int reach = Math.Min(radius, length - 1);
        var line = new float[length + (2 * reach)];
        for (int i = 0; i < lines; i++)
        {
            for (int j = 0; j < length; j++) line[reach + j] = Values[(i * lineStep) + (j * step)];
            for (int j = 1; j <= reach; j++)
            {
                line[reach - j] = Beyond(line[reach], line[reach + j]);
                line[reach + length - 1 + j] = Beyond(line[reach + length - 1], line[reach + length - 1 - j]);
            }

            for (int j = 0; j < length; j++)
            {
                ReadOnlySpan<float> window = line.AsSpan(j, (2 * reach) + 1);
                float best = window[0];
                foreach (float value in window) best = largest ? Math.Max(best, value) : Math.Min(best, value);
                result.Values[(i * lineStep) + (j * step)] = best;
            }
        }

        return result;

        static float Beyond(float border, float inside) =>
            border + Math.Clamp(border - inside, -MaxBeyond * Math.Abs(border), MaxBeyond * Math.Abs(border));
    }
}
