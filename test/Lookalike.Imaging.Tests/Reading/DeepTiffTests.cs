using System.Buffers.Binary;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>TIFFs whose samples are not bytes: what they show is what the same picture in bytes shows.</summary>
public sealed class DeepTiffTests
{
    private const int Side = 64;

    private static readonly PixelShape Same = new(1, Side, Side);
    private static readonly PixelShape Smaller = new(3, 32, 32);

    /// <summary>A dark ring in a light ground, 0 to 220.</summary>
    private static readonly double[] Scene =
        [.. Enumerable.Range(0, Side * Side).Select(i => Math.Abs(Math.Sqrt(Math.Pow((i % Side) - 32, 2) + Math.Pow((i / Side) - 32, 2)) - 20) < 6 ? 0 : 60.0 + (i % Side * 2.5))];

    public static TheoryData<string> Forms => ["10 of 16", "12 of 16", "14 of 16", "16", "8 of 32", "24 of 32", "32", "float 0..1", "float 0..255", "float -1..1", "signed 16", "signed 32", "1000 kelvin"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_deep_picture_looks_as_it_does_in_bytes(string form)
    {
        byte[] deep = TiffFile.Of(below: false, Encode(form, Scene, samples: 1));
        byte[] plain = DrawnPicture.Of([.. Scene.Select(v => (byte)v)], Side, Side, 1).PngsaveBuffer();
        foreach (PixelShape shape in (PixelShape[])[Same, Smaller])
        {
            foreach (PictureArea? area in (PictureArea?[])[null, new PictureArea(4, 6, 50, 40)])
            {
                var reader = new PictureReader { Area = area };

                AssertAlike(reader.Read(plain, "plain", shape).Pixels, reader.Read(deep, form, shape).Pixels, IsStretched(form) ? 40 : 3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Deep_colours_keep_their_hue(string form)
    {
        double[] red = [.. Enumerable.Range(0, Side * Side).SelectMany(i => i % Side < 32 ? new double[] { 200, 20, 0 } : [0, 20, 220])];

        byte[] pixels = new PictureReader().Read(TiffFile.Of(below: false, Encode(form, red, samples: 3) with { Meaning = 2 }), form, Smaller).Pixels;

        int left = (16 * 32) + 4, right = (16 * 32) + 28, plane = 32 * 32;
        Assert.True(pixels[left] > 150 && pixels[left + plane] < 80 && pixels[left + (2 * plane)] < 40, "red");
        Assert.True(pixels[right] < 40 && pixels[right + plane] < 80 && pixels[right + (2 * plane)] > 150, "blue");
    }

    [Fact]
    public void A_dark_picture_that_uses_sixteen_bits_stays_dark()
    {
        double[] dark = [.. Scene.Select(v => v * 0.4)];

        byte[] pixels = new PictureReader().Read(TiffFile.Of(below: false, Encode("16", dark, samples: 1)), "dark", Same).Pixels;

        AssertAlike([.. dark.Select(v => (byte)v)], pixels, 2);
    }

    [Fact]
    public void A_dark_png_of_sixteen_bits_stays_dark()
    {
        Image deep = (Drawn.Box(64, 64, [1], [3]).Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);

        byte[] pixels = new PictureReader().Read(deep.PngsaveBuffer(bitdepth: 16), "dark", Same).Pixels;

        Assert.Equal((1, 3), (pixels[0], pixels[32 * 65]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_no_number_is_black_and_changes_nothing_else(float odd)
    {
        double[] values = [.. Scene];
        for (int i = 0; i < 5; i++) values[(Side * 40) + i] = odd;

        byte[] pixels = new PictureReader().Read(TiffFile.Of(below: false, Encode("float 0..1", values, samples: 1)), "odd", Same).Pixels;

        AssertAlike([.. values.Select(v => double.IsFinite(v) ? (byte)v : (byte)0)], pixels, 2);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(0f)]
    [InlineData(-7f)]
    [InlineData(1e30f)]
    public void A_picture_of_one_value_is_read(float value)
    {
        double[] flat = [.. Enumerable.Repeat(value * 255.0, Side * Side)];

        byte[] pixels = new PictureReader().Read(TiffFile.Of(below: false, Encode("float 0..1", flat, samples: 1)), "flat", Same).Pixels;

        Assert.All(pixels, pixel => Assert.Equal(pixels[0], pixel));
    }

    [Fact]
    public void Alpha_hides_what_it_hides_in_bytes()
    {
        // Left half hidden. Colours use 12 bits, alpha all 16.
        var pixels = new byte[Side * Side * 4];
        for (int i = 0; i < Side * Side; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan(i * 4), 1200);
            BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan((i * 4) + 2), i % Side < 32 ? (ushort)0 : ushort.MaxValue);
        }

        byte[] file = TiffFile.Of(below: false, new TiffFile.Part(Side, Side, 16, pixels) { SampleCount = 2, Tags = [(TiffFile.ExtraSamples, 2)] });

        byte[] found = new PictureReader().Read(file, "alpha", Same).Pixels;

        Assert.Equal(255, found[(32 * Side) + 4]);
        Assert.InRange(found[(32 * Side) + 60], 140, 156);
    }

    [Theory]
    [InlineData(12, 1, "12-bit")]
    [InlineData(24, 3, "24-bit")]
    [InlineData(16, 3, "16-bit floating")]
    [InlineData(64, 3, "64-bit floating")]
    [InlineData(64, 1, "64-bit")]
    [InlineData(64, 6, "complex")]
    public void Samples_that_are_not_read_are_refused_by_name(int bits, int format, string named)
    {
        byte[] file = TiffFile.Of(below: false, new TiffFile.Part(4, 4, bits, new byte[16 * bits / 8]) { Format = format });

        PictureException e = Assert.Throws<PictureException>(() => new PictureReader().Read(file, "odd.tif", Same));

        Assert.Equal(PictureFault.Unsupported, e.Fault);
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    /// <summary>Forms whose range has no black and no white of its own: least and greatest are taken for them.</summary>
    private static bool IsStretched(string form) => form is "float 0..255" or "float -1..1" or "signed 16" or "signed 32" or "1000 kelvin";

    private static TiffFile.Part Encode(string form, double[] values, int samples)
    {
        (int bits, int format, Func<double, double> scale) = form switch
        {
            "10 of 16" => (16, 1, v => v * 4),
            "12 of 16" => (16, 1, v => v * 16),
            "14 of 16" => (16, 1, v => v * 64),
            "16" => (16, 1, v => v * 257),
            "8 of 32" => (32, 1, v => v),
            "24 of 32" => (32, 1, v => v * 65536),
            "32" => (32, 1, v => v * 16843009),
            "float 0..1" => (32, 3, v => v / 255),
            "float 0..255" => (32, 3, v => v),
            "float -1..1" => (32, 3, v => (v / 127.5) - 1),
            "signed 16" => (16, 2, v => (v - 128) * 200),
            "signed 32" => (32, 2, v => (v - 128) * 1e6),
            "1000 kelvin" => (32, 3, v => 1000 + (v / 10)),
            _ => (0, 0, (Func<double, double>)(v => v)),
        };
        byte[] pixels = [.. values.Select(scale).SelectMany(v => (bits, format) switch
        {
            (16, 1) => BitConverter.GetBytes((ushort)v),
            (32, 1) => BitConverter.GetBytes((uint)v),
            (16, 2) => BitConverter.GetBytes((short)v),
            (32, 2) => BitConverter.GetBytes((int)v),
            _ => BitConverter.GetBytes((float)v),
        })];
        return new TiffFile.Part(Side, Side, bits, pixels) { Format = format, SampleCount = samples };
    }

    private static void AssertAlike(byte[] expected, byte[] found, int within)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.InRange(expected.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second)), 0, within);
    }
}
