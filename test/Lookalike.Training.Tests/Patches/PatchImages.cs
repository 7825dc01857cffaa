using Lookalike.Datasets;
using Lookalike.Imaging;

namespace Lookalike.Training.Tests.Patches;

/// <summary>Images for the tests of patches.</summary>
internal static class PatchImages
{
    /// <summary>Bytes without any order.</summary>
    public static byte[] Noise(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>
    /// Stripes, each image in one of a few directions, of a phase, a colour and a noise of its own: image i shows direction i % directions.
    /// </summary>
    public static ImageSet Stripes(int count, PixelShape shape, int directions, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * shape.Count];
        for (int i = 0; i < count; i++)
        {
            double angle = Math.PI * (i % directions) / directions / 2, phase = random.NextDouble() * 6, wave = 1.3 + (random.NextDouble() * 0.2); // 0 to 90 degrees
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                double tone = random.Next(80, 170), contrast = random.Next(20, 70);
                for (int place = 0; place < shape.Height * shape.Width; place++)
                {
                    (int y, int x) = Math.DivRem(place, shape.Width);
                    double value = tone + (contrast * Math.Sin((wave * ((x * Math.Cos(angle)) + (y * Math.Sin(angle)))) + phase)) + random.Next(-8, 9);
                    pixels[(((i * shape.Channels) + channel) * shape.Height * shape.Width) + place] = (byte)Math.Clamp(value, 0, 255);
                }
            }
        }

        return new ImageSet("stripes/train", shape, pixels);
    }

    /// <summary>The images mirrored left to right.</summary>
    public static ImageSet Mirror(ImageSet images)
    {
        byte[] pixels = new byte[images.Count * images.Shape.Count];
        images.CopyTo(0, images.Count, pixels);
        for (int start = 0; start < pixels.Length; start += images.Shape.Width) pixels.AsSpan(start, images.Shape.Width).Reverse();
        return new ImageSet(images.Name, images.Shape, pixels);
    }

    /// <summary>A random unit vector for each row.</summary>
    public static float[] Units(int rows, int size, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[rows * size];
        for (int row = 0; row < rows; row++)
        {
            Span<float> vector = values.AsSpan(row * size, size);
            double square = 0;
            foreach (ref float value in vector)
            {
                value = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
                square += (double)value * value;
            }

            foreach (ref float value in vector) value = (float)(value / Math.Sqrt(square));
        }

        return values;
    }
}
