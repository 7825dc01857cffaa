using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Ink;

/// <summary>How strongly a pen, chalk or brush has marked each pixel of a sheet: 0 the sheet itself, 1 where nothing of its light is left.</summary>
/// <remarks>
/// Each colour channel is a sheet of its own, with ink darker or lighter than it, and what they say is added by the square of how strongly
/// each says it. A yellow pen shows in blue alone; a blue one on grey is darker in red and may be lighter in blue.
/// </remarks>
internal static class InkMap
{
    /// <summary>Measures a picture.</summary>
    /// <param name="raster">[height, width, bands] without alpha.</param>
    public static Plane Of(Raster raster)
    {
        Channel[] channels = [.. Channels(raster).Select(values => new Channel(values))];
        Plane first = Combine([.. channels.Select(c => c.Contrast(c.First))]);
        bool[] ink = InkEdges.Of(first).Inked(first);
        return Combine([.. channels.Select(c => c.Contrast(Ground.Around(c.Values, ink, c.First)))]);
    }

    private static IEnumerable<Plane> Channels(Raster raster)
    {
        int bands = IsGrey(raster) ? 1 : raster.Bands;
        for (int band = 0; band < bands; band++)
        {
            var plane = new Plane(raster.Width, raster.Height);
            for (int i = 0; i < plane.Values.Length; i++) plane.Values[i] = raster.Values[(i * raster.Bands) + band];
            yield return plane;
        }
    }

    private static bool IsGrey(Raster raster)
    {
        if (raster.Bands < 3) return true;
        for (int i = 0; i < raster.Values.Length; i += raster.Bands)
        {
            if (raster.Values[i] != raster.Values[i + 1] || raster.Values[i] != raster.Values[i + 2]) return false;
        }

        return true;
    }

    private static Plane Combine(Plane[] contrasts)
    {
        if (contrasts.Length == 1) return contrasts[0];
        float[] weights = [.. contrasts.Select(c => MathF.Pow(InkEdges.Of(c).Level, 2))];
        float sum = Math.Max(weights.Sum(), float.Epsilon);
        var map = new Plane(contrasts[0].Width, contrasts[0].Height);
        for (int c = 0; c < contrasts.Length; c++)
        {
            float weight = weights[c] / sum;
            for (int i = 0; i < map.Values.Length; i++) map.Values[i] += weight * contrasts[c].Values[i];
        }

        return map;
    }

    /// <summary>A colour channel, light and dark swapped where its ink is lighter than the sheet.</summary>
    private sealed class Channel
    {
        public Channel(Plane values)
        {
            Values = values;
            if (IsLightOnDark(values))
            {
                foreach (ref float value in values.Values.AsSpan()) value = 255 - value;
            }

            First = Ground.Close(values);
        }

        public Plane Values { get; }

        public Plane First { get; }

        /// <summary>The share of the sheet's light that is missing: the same in a shadow as beside it.</summary>
        public Plane Contrast(Plane ground)
        {
            const float Darkest = 16, Lightest = -0.1f; // below the one a ratio is noise; lighter than the sheet is sheet
            var contrast = new Plane(Values.Width, Values.Height);
            for (int i = 0; i < contrast.Values.Length; i++)
                contrast.Values[i] = Math.Max(Lightest, (ground.Values[i] - Values.Values[i]) / Math.Max(ground.Values[i], Darkest));
            return contrast;
        }

        /// <summary>
        /// Ink is the lesser part around its own edges, whichever side of them it is on; on a sheet that ink nearly fills it is the darker. An edge of a
        /// shadow has as much of either, so it says nothing.
        /// </summary>
        private static bool IsLightOnDark(Plane values)
        {
            const float MinShare = 0.02f; // of the most edges around a pixel, for it to have a say
            const double Board = 1.6; // times as much dark as light
            var light = new Plane(values.Width, values.Height);
            for (int i = 0; i < light.Values.Length; i++) light.Values[i] = values.Values[i] / 255;
            Plane energy = InkEdges.Of(light).Energy, levels = new(values.Width, values.Height);
            for (int i = 0; i < light.Values.Length; i++) levels.Values[i] = light.Values[i] * energy.Values[i];
            int radius = Math.Max(1, Math.Max(values.Width, values.Height) / 10);
            Plane around = energy.Mean(radius), level = levels.Mean(radius);
            float minimum = MinShare * around.Values.Max();
            int lighter = 0, darker = 0;
            for (int i = 0; i < light.Values.Length; i++)
            {
                if (around.Values[i] <= minimum) continue;
                if (light.Values[i] * around.Values[i] > level.Values[i]) lighter++;
                else darker++;
            }

            return darker > Board * lighter;
        }
    }
}
