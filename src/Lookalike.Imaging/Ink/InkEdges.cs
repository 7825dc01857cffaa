namespace Lookalike.Imaging.Ink;

/// <summary>
/// The edges of what is drawn: steep, where shadows are soft. Their mean level, weighted by their squared steepness, parts ink from sheet (after
/// Kittler, Illingworth and Föglein, Threshold selection based on a simple image statistic, 1985).
/// </summary>
internal sealed class InkEdges
{
    /// <summary>How many times the middle steepness an edge has at least. The middle is that of the grain of the paper.</summary>
    private const float MinOverGrain = 4;

    private InkEdges(Plane energy, float level, float grain)
    {
        Energy = energy;
        Level = level;
        Grain = grain;
    }

    /// <summary>The squared steepness; 0 where there is no edge.</summary>
    public Plane Energy { get; }

    /// <summary>Half of the ink's strength: between sheet and ink. 0 where there is no edge at all.</summary>
    public float Level { get; }

    /// <summary>The middle steepness.</summary>
    public float Grain { get; }

    public static InkEdges Of(Plane map)
    {
        var steepness = new Plane(map.Width, map.Height);
        for (int y = 1; y < map.Height - 1; y++)
        {
            for (int x = 1; x < map.Width - 1; x++)
            {
                int i = (y * map.Width) + x;
                float across = map.Values[i + 1] - map.Values[i - 1], down = map.Values[i + map.Width] - map.Values[i - map.Width];
                steepness.Values[i] = MathF.Sqrt((across * across) + (down * down));
            }
        }

        float grain = Middle(steepness.Values), minimum = Math.Max(MinOverGrain * grain, 0.02f);
        double levels = 0, weights = 0;
        for (int i = 0; i < steepness.Values.Length; i++)
        {
            float steep = steepness.Values[i], energy = steep < minimum ? 0 : steep * steep;
            steepness.Values[i] = energy;
            levels += energy * map.Values[i];
            weights += energy;
        }

        return new InkEdges(steepness, weights > 0 ? (float)Math.Max(0, levels / weights) : 0, grain);
    }

    /// <summary>Which pixels are ink or beside it.</summary>
    public bool[] Inked(Plane map)
    {
        float minimum = Level / 2;
        var near = new Plane(map.Width, map.Height);
        for (int i = 0; i < near.Values.Length; i++) near.Values[i] = map.Values[i] > minimum ? 1 : 0;
        return Array.ConvertAll(near.Mean(2).Values, share => share > 0);
    }

    private static float Middle(float[] steepness)
    {
        const int Bins = 4096;
        var histogram = new int[Bins + 1];
        foreach (float value in steepness) histogram[(int)(Math.Min(value, 1) * Bins)]++;
        int seen = 0, bin = 0;
        while (seen + histogram[bin] < steepness.Length / 2) seen += histogram[bin++];
        return (float)bin / Bins;
    }
}
