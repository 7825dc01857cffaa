using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>Draws a digit as ink on a sheet that was photographed: [3, height, width], as a JPEG.</summary>
internal sealed class PaperSheet(PaperKind kind, Random random)
{
    private static readonly (double R, double G, double B)[] Pens =
        [(25, 40, 140), (60, 110, 220), (190, 30, 40), (30, 120, 50), (230, 110, 30), (120, 40, 140), (120, 180, 240), (225, 195, 20)];

    private int _width, _height;
    private float[] _light = [];

    /// <summary>Draws.</summary>
    /// <param name="digit">[28, 28], light on black.</param>
    public byte[] Draw(ReadOnlySpan<byte> digit)
    {
        bool large = kind == PaperKind.SmallOnLargeSheet;
        (_width, _height) = large ? (1500, 2000) : (random.Next(300, 900), random.Next(300, 900));
        int shorter = Math.Min(_width, _height);
        double size = kind switch
        {
            PaperKind.SmallOnLargeSheet => random.Next(60, 130),
            PaperKind.FillingTheSheet => shorter * 0.97,
            PaperKind.InCornerOfSheet => shorter * Between(0.2, 0.35),
            _ => shorter * Between(0.25, 0.8),
        };
        (double paperR, double paperG, double paperB) = Paper();
        (double R, double G, double B) ink = Ink();
        float[] cover = Cover(digit, size, out double left, out double top, out double scale);
        Place(size, ref left, ref top);
        _light = Light();
        double grain = kind == PaperKind.FaintWithGrain ? Between(6, 12) : Between(1, 4);
        float[] lines = Marks();
        byte[] pixels = new byte[3 * _width * _height];
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                int i = (y * _width) + x;
                double c = Sample(cover, (x - left) / scale, (y - top) / scale), noise = Gauss() * grain, mark = lines[i], light = _light[i];
                pixels[3 * i] = Byte((Mix(paperR, ink.R, c, mark) * light) + noise);
                pixels[(3 * i) + 1] = Byte((Mix(paperG, ink.G, c, mark) * light) + noise);
                pixels[(3 * i) + 2] = Byte((Mix(paperB, ink.B, c, mark) * light) + noise);
            }
        }

        PictureReader.Prepare();
        using Image bare = Image.NewFromMemory<byte>(pixels, _width, _height, 3, Enums.BandFormat.Uchar);
        using Image sheet = bare.Copy(interpretation: Enums.Interpretation.Srgb);
        return sheet.JpegsaveBuffer(q: kind == PaperKind.FaintWithGrain ? 50 : 85);
    }

    private static double Mix(double paper, double ink, double cover, double mark) => (paper * (1 - mark) * (1 - cover)) + (ink * cover);

    private (double R, double G, double B) Paper()
    {
        double level = kind switch
        {
            PaperKind.ChalkOnBoard => Between(30, 80),
            PaperKind.GreyPaper => Between(120, 255),
            _ => Between(170, 250),
        };
        double warm = kind == PaperKind.GreyPaper ? 0 : Between(-0.03, 0.1);
        return (Math.Min(255, level * (1 + (warm / 2))), level, level * (1 - warm));
    }

    private (double R, double G, double B) Ink()
    {
        double level = kind switch
        {
            PaperKind.ChalkOnBoard => Between(170, 245),
            PaperKind.FaintWithGrain => Between(110, 140),
            _ => Between(0, 70),
        };
        return kind == PaperKind.ColouredPens ? Pens[random.Next(Pens.Length)] : (level, level, level);
    }

    /// <summary>The digit with a sharp edge: enlarged smoothly, and half covered where it was half as light.</summary>
    private static float[] Cover(ReadOnlySpan<byte> digit, double size, out double left, out double top, out double scale)
    {
        float[] cover = new float[28 * 28];
        int l = 28, t = 28, r = 0, b = 0;
        for (int i = 0; i < cover.Length; i++)
        {
            cover[i] = digit[i] / 255f;
            if (digit[i] < 64) continue;
            (l, t, r, b) = (Math.Min(l, i % 28), Math.Min(t, i / 28), Math.Max(r, (i % 28) + 1), Math.Max(b, (i / 28) + 1));
        }

        scale = size / Math.Max(r - l, b - t);
        (left, top) = (-(l + r) / 2.0 * scale, -(t + b) / 2.0 * scale);
        return cover;
    }

    private void Place(double size, ref double left, ref double top)
    {
        (double roomX, double roomY) = (_width - size, _height - size);
        bool corner = kind == PaperKind.InCornerOfSheet;
        double Where(double room) => corner ? (random.Next(2) == 0 ? 0.03 : 0.97) * room : Between(0.1, 0.9) * Math.Max(0, room);
        left += (size / 2) + Where(roomX);
        top += (size / 2) + Where(roomY);
    }

    private static double Sample(float[] cover, double x, double y)
    {
        x -= 0.5;
        y -= 0.5;
        if (x <= -1 || y <= -1 || x >= 28 || y >= 28) return 0;
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double fx = x - left, fy = y - top;
        fx = fx * fx * (3 - (2 * fx));
        fy = fy * fy * (3 - (2 * fy));
        double value = double.Lerp(double.Lerp(At(left, top), At(left + 1, top), fx), double.Lerp(At(left, top + 1), At(left + 1, top + 1), fx), fy);
        double sharp = Math.Clamp((value - 0.3) / 0.3, 0, 1);
        return sharp * sharp * (3 - (2 * sharp));

        double At(int column, int row) => column is < 0 or > 27 || row is < 0 or > 27 ? 0 : cover[(row * 28) + column];
    }

    private float[] Light()
    {
        float[] light = new float[_width * _height];
        double angle = Between(0, 2 * Math.PI), weak = 1 - Between(0.35, 0.65), soft = random.Next(2) == 0 ? 0.03 : 0.4, offset = Between(-0.25, 0.25);
        (double cornerX, double cornerY, double reach) = (random.Next(2), random.Next(2), Between(0.35, 0.7));
        double slight = Between(0, 0.12);
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                double u = ((double)x / _width) - 0.5, v = ((double)y / _height) - 0.5, along = (u * Math.Cos(angle)) + (v * Math.Sin(angle));
                double dark = kind switch
                {
                    PaperKind.ShadowAcross => Step((along - offset) / soft),
                    PaperKind.ShadowInCorner => Step(((reach - Math.Sqrt(Math.Pow(u + 0.5 - cornerX, 2) + Math.Pow(v + 0.5 - cornerY, 2))) / 0.12) - 0.5),
                    _ => 0,
                };
                light[(y * _width) + x] = (float)((1 - (dark * (1 - weak))) * (1 - (slight * (along + 0.5))));
            }
        }

        return light;

        static double Step(double t) => 1 / (1 + Math.Exp(-4 * t));
    }

    /// <summary>How much darker dust and ruled lines make each pixel: 0 to 1.</summary>
    private float[] Marks()
    {
        float[] marks = new float[_width * _height];
        if (kind != PaperKind.DustAndLines) return marks;
        int pitch = random.Next(28, 60);
        double strength = Between(0.1, 0.25);
        for (int y = pitch / 2; y < _height - 1; y += pitch)
        {
            for (int x = 0; x < _width; x++) marks[(y * _width) + x] = marks[((y + 1) * _width) + x] = (float)strength;
        }

        for (int speck = 0; speck < 12; speck++)
        {
            (int centreX, int centreY, double radius) = (random.Next(_width), random.Next(_height), Between(1, 2.5));
            for (int y = Math.Max(0, centreY - 3); y < Math.Min(_height, centreY + 4); y++)
            {
                for (int x = Math.Max(0, centreX - 3); x < Math.Min(_width, centreX + 4); x++)
                {
                    if (Math.Pow(x - centreX, 2) + Math.Pow(y - centreY, 2) < radius * radius) marks[(y * _width) + x] = 0.8f;
                }
            }
        }

        return marks;
    }

    private double Between(double minimum, double maximum) => minimum + (random.NextDouble() * (maximum - minimum));

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
