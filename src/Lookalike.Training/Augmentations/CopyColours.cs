namespace Lookalike.Training.Augmentations;

/// <summary>What becomes of a pixel's colour in a copy: saturation, tint, brightness and contrast, all in one matrix.</summary>
internal sealed class CopyColours
{
    /// <summary>Of the copies whose colours change, the share that becomes grey.</summary>
    private const double Grey = 0.4;

    /// <summary>The share of the copies that are made darker or lighter as far as the range goes; the others stay near.</summary>
    private const double Relit = 0.4, Near = 0.25;

    /// <summary>The factors of red and blue, at most.</summary>
    private const double Red = 1.25, Blue = 1.33;

    private static readonly float[] Luminance = [0.299f, 0.587f, 0.114f]; // Rec. 601

    private readonly float[] _matrix; // a row of channels + 1 for each channel: the last is added

    /// <summary>Draws one.</summary>
    /// <param name="ranges">How far it may go.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="mean">The mean of the image's values, about which contrast turns.</param>
    /// <param name="random">The copy's stream.</param>
    public CopyColours(Augmentation ranges, int channels, float mean, ref CopyRandom random)
    {
        bool recoloured = random.Happens(ranges.Recolour), grey = random.Happens(Grey), tinted = random.Happens(0.5);
        float saturation = random.Between(0.3, 1.5), red = random.Factor(1 / Red, Red), blue = random.Factor(1 / Blue, Blue);
        (saturation, red, blue) = !recoloured ? (1, 1, 1) : grey ? (0, 1, 1) : tinted ? (saturation, red, blue) : (saturation, 1, 1);
        double dark = Math.Max(0.05, 1 - ranges.Brightness), low = Math.Max(0.05, 1 - ranges.Contrast), near = Math.Min(Near, ranges.Brightness);
        float brightness = random.Happens(Relit) ? random.Factor(dark, 1 + ranges.Brightness) : random.Factor(1 / (1 + near), 1 + near);
        float contrast = random.Happens(0.5) ? random.Factor(low, 1 + ranges.Contrast) : 1;
        _matrix = new float[channels * (channels + 1)];
        for (int to = 0; to < channels; to++)
        {
            float tint = channels == 1 ? 1 : to == 0 ? red : to == 2 ? blue : 1;
            Span<float> row = _matrix.AsSpan(to * (channels + 1), channels + 1);
            for (int from = 0; from < channels; from++)
            {
                float share = channels == 1 ? 1 : ((1 - saturation) * Luminance[from]) + (from == to ? saturation : 0);
                row[from] = share * tint * brightness * contrast;
            }

            row[channels] = mean * brightness * (1 - contrast);
        }
    }

    /// <summary>One channel of the changed colour, 0..1.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="colour">The pixel's channels, 0..1.</param>
    public float Channel(int channel, ReadOnlySpan<float> colour)
    {
        ReadOnlySpan<float> row = _matrix.AsSpan(channel * (colour.Length + 1), colour.Length + 1);
        float sum = row[^1];
        for (int i = 0; i < colour.Length; i++) sum += row[i] * colour[i];
        return Math.Clamp(sum, 0, 1);
    }
}
