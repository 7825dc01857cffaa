namespace Lookalike.Imaging.Ink;

/// <summary>The sheet without what is drawn on it: how light it is at each pixel, shadows and all.</summary>
internal static class Ground
{
    /// <summary>Cells on the longer side: a shadow's edge is a cell wide at most.</summary>
    private const int Cells = 96;

    /// <summary>The side of the square that a stroke does not fill anywhere, as a share of the sheet's shorter side.</summary>
    private const double StrokeShare = 0.35;

    /// <summary>A first estimate, for ink darker than the sheet: what is narrower than a square is closed with what lies around it.</summary>
    public static Plane Close(Plane channel)
    {
        Plane cells = LightHalves(channel, out int side);
        int radius = Math.Max(1, (int)(Math.Min(cells.Width, cells.Height) * StrokeShare / 2));
        Plane closed = cells.Extreme(radius, largest: true).Extreme(radius, largest: false).Mean(1);
        var ground = new Plane(channel.Width, channel.Height);
        for (int y = 0; y < ground.Height; y++)
        {
            for (int x = 0; x < ground.Width; x++)
                ground.Values[(y * ground.Width) + x] = closed.At(((x + 0.5f) / side) - 0.5f, ((y + 0.5f) / side) - 0.5f);
        }

        return ground;
    }

    /// <summary>A second estimate once the ink is known: the mean of the sheet around each pixel; where there is none, the first estimate.</summary>
    public static Plane Around(Plane channel, bool[] ink, Plane first)
    {
        const float Doubt = 0.02f;
        int radius = Math.Max(2, Math.Min(channel.Width, channel.Height) / 24);
        Plane sheet = new(channel.Width, channel.Height), weights = new(channel.Width, channel.Height);
        for (int i = 0; i < ink.Length; i++)
        {
            weights.Values[i] = ink[i] ? 0 : 1;
            sheet.Values[i] = ink[i] ? 0 : channel.Values[i];
        }

        Plane sum = sheet.Mean(radius), weight = weights.Mean(radius);
        for (int i = 0; i < ink.Length; i++) sum.Values[i] = (sum.Values[i] + (Doubt * first.Values[i])) / (weight.Values[i] + Doubt);
        return sum;
    }

    /// <summary>The mean of the lighter half of each cell: nearly the sheet even where a thin line goes through.</summary>
    private static Plane LightHalves(Plane channel, out int side)
    {
        side = Math.Max(1, (Math.Max(channel.Width, channel.Height) + Cells - 1) / Cells);
        var cells = new Plane((channel.Width + side - 1) / side, (channel.Height + side - 1) / side);
        for (int y = 0; y < cells.Height; y++)
        {
            for (int x = 0; x < cells.Width; x++)
            {
                int right = Math.Min(channel.Width, (x + 1) * side), bottom = Math.Min(channel.Height, (y + 1) * side);
                cells.Values[(y * cells.Width) + x] = LightHalf(channel, x * side, y * side, right, bottom);
            }
        }

        return cells;
    }

    private static float LightHalf(Plane channel, int left, int top, int right, int bottom)
    {
        float mean = MeanFrom(float.MinValue);
        return MeanFrom(mean);

        float MeanFrom(float minimum)
        {
            float sum = 0;
            int count = 0;
            for (int y = top; y < bottom; y++)
            {
                foreach (float value in channel.Values.AsSpan((y * channel.Width) + left, right - left))
                {
                    if (value < minimum) continue;
                    sum += value;
                    count++;
                }
            }

            return count == 0 ? minimum : sum / count;
        }
    }
}
