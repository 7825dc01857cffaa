using Lookalike.Imaging.Text;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>What people do to a picture before they look for it. Each is drawn from the picture as it is, not from a model's input of it.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Make">From a picture (8-bit sRGB, upright) to the bytes of a file.</param>
internal sealed record Alteration(string Name, Func<Image, byte[]> Make)
{
    private const int Quality = 90;

    private static readonly double[] White = [255, 255, 255], Black = [0, 0, 0], Paper = [250, 250, 250], Ink = [70, 70, 70];

    /// <summary>The 28 of them.</summary>
    public static IReadOnlyList<Alteration> All { get; } =
    [
        Of("half size", picture => picture.Resize(0.5)),
        Of("160 pixels", picture => picture.ThumbnailImage(160, height: 160)),
        new("JPEG 30", picture => picture.JpegsaveBuffer(q: 30)),
        new("JPEG 8", picture => picture.JpegsaveBuffer(q: 8)),
        Of("crop 80 % centre", picture => Crop(picture, 0.8, 0.5, 0.5)),
        Of("crop 80 % corner", picture => Crop(picture, 0.8, 0, 0)),
        Of("crop 60 %", picture => Crop(picture, 0.6, 0.5, 0.5)),
        Of("cropped to a square", Square),
        new("EXIF-rotated", picture => Encode(picture.Rot(Enums.Angle.D90).Mutate(image => image.Set(GValue.GIntType, "orientation", 8)))),
        Of("turned 90 degrees", picture => picture.Rot(Enums.Angle.D90)),
        Of("turned 5 degrees", picture => Middle(picture.Rotate(5, background: Black), picture)),
        Of("hue + 20", Hue),
        Of("warm", picture => picture.Linear([1.15, 1, 0.8], [0.0, 0, 0])),
        Of("grey", Grey),
        Of("sepia", picture => picture.Recomb(Image.NewFromArray(new[,] { { .393, .769, .189 }, { .349, .686, .168 }, { .272, .534, .131 } }))),
        Of("brighter 1.4", picture => picture.Linear([1.4], [0.0])),
        Of("darker .5", picture => picture.Linear([0.5], [0.0])),
        Of("contrast 1.6", picture => picture.Linear([1.6], [128 - (1.6 * 128)])),
        Of("saturation .4", picture => (picture * 0.4) + (Grey(picture) * 0.6)),
        Of("watermark", Watermark),
        Of("caption bar", Caption),
        Of("mirrored", picture => picture.FlipHor()),
        Of("white frame 8 %", Frame),
        Of("letterboxed", Letterbox),
        Of("phone screenshot", Screenshot),
        Of("blur", picture => picture.Gaussblur(Math.Max(1, Math.Max(picture.Width, picture.Height) / 250.0))),
        Of("noise", picture => picture + Image.Gaussnoise(picture.Width, picture.Height, sigma: 12, mean: 0, seed: 1)),
        Of("perspective", Perspective),
    ];

    /// <summary>A file as these take it: upright, without transparency, at most as large as a screen.</summary>
    /// <returns>Null where the file is transparent, and so no photograph.</returns>
    public static Image? Read(string path)
    {
        using Image file = Image.NewFromFile(path);
        if (file.HasAlpha()) return null;
        using Image small = Image.Thumbnail(path, 1024, height: 1024, size: Enums.Size.Down);
        using Image colour = small.Colourspace(Enums.Interpretation.Srgb);
        return colour.CopyMemory();
    }

    private static Alteration Of(string name, Func<Image, Image> change) => new(name, picture =>
    {
        using Image changed = change(picture);
        return Encode(changed);
    });

    private static byte[] Encode(Image picture)
    {
        using Image bytes = picture.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return bytes.JpegsaveBuffer(q: Quality);
    }

    private static Image Crop(Image picture, double share, double x, double y)
    {
        int width = (int)(picture.Width * share), height = (int)(picture.Height * share);
        return picture.Crop((int)((picture.Width - width) * x), (int)((picture.Height - height) * y), width, height);
    }

    private static Image Square(Image picture)
    {
        int side = Math.Min(picture.Width, picture.Height);
        return picture.Crop((picture.Width - side) / 2, (picture.Height - side) / 2, side, side);
    }

    private static Image Middle(Image turned, Image size) =>
        turned.Crop((turned.Width - size.Width) / 2, (turned.Height - size.Height) / 2, size.Width, size.Height);

    private static Image Hue(Image picture)
    {
        Image colours = picture.Colourspace(Enums.Interpretation.Hsv);
        Image hue = ((colours[0] + (256 * 20 / 360.0)) % 256).Cast(Enums.BandFormat.Uchar);
        return hue.Bandjoin(colours[1], colours[2]).Copy(interpretation: Enums.Interpretation.Hsv).Colourspace(Enums.Interpretation.Srgb);
    }

    private static Image Grey(Image picture) => picture.Colourspace(Enums.Interpretation.Bw).Colourspace(Enums.Interpretation.Srgb);

    private static Image Watermark(Image picture)
    {
        Image mask = Text("© somebody.example", picture.Width * 2 / 3) / 255.0 * 0.6;
        mask = mask.Embed((picture.Width - mask.Width) / 2, (picture.Height - mask.Height) / 2, picture.Width, picture.Height);
        return (picture * (1 - mask)) + (mask * 255);
    }

    private static Image Caption(Image picture)
    {
        int top = (int)(picture.Height * 0.82), height = picture.Height - top;
        Image words = Text("when you look for the same picture", picture.Width * 4 / 5);
        Image mask = words.Embed((picture.Width - words.Width) / 2, Math.Max(0, (height - words.Height) / 2), picture.Width, height) / 255.0;
        return picture.Insert(((1 - mask) * 255).Bandjoin((1 - mask) * 255, (1 - mask) * 255).Cast(Enums.BandFormat.Uchar), 0, top);
    }

    private static Image Frame(Image picture)
    {
        int wide = (int)(Math.Min(picture.Width, picture.Height) * 0.08);
        return picture.Embed(wide, wide, picture.Width + (2 * wide), picture.Height + (2 * wide), extend: Enums.Extend.Background, background: White);
    }

    private static Image Letterbox(Image picture)
    {
        bool landscape = picture.Width >= picture.Height;
        int width = landscape ? picture.Width : (int)(picture.Width * 1.6), height = landscape ? (int)(picture.Height * 1.6) : picture.Height;
        return On(picture, width, height, Black, (height - picture.Height) / 2);
    }

    private static Image Screenshot(Image picture)
    {
        const int Width = 1080, Height = 2160, Bar = 90, Top = 420;
        Image shown = picture.ThumbnailImage(Width, height: 1200);
        Image screen = On(shown, Width, Height, Paper, Top);
        screen = Fill(Fill(screen, Ink, 0, 0, Width, Bar), Ink, 0, Height - Bar, Width, Bar);
        screen = Fill(Fill(screen, Ink, 40, 180, 120, 120), [150, 150, 150], 200, 220, 420, 40);
        int below = Top + shown.Height + 60;
        for (int line = 0; line < 3; line++) screen = Fill(screen, [170, 170, 170], 60, below + (line * 70), 900 - (line * 130), 30);
        return screen;
    }

    private static Image Perspective(Image picture)
    {
        // Where each pixel of the result comes from: rows are wider the nearer they are to the top, so the picture leans back.
        Image place = Image.Xyz(picture.Width, picture.Height);
        Image lean = 1 + (0.2 * (1 - (place[1] / picture.Height)));
        Image x = ((place[0] - (picture.Width / 2.0)) * lean) + (picture.Width / 2.0);
        return picture.Mapim(x.Bandjoin(place[1]), extend: Enums.Extend.Background, background: Black);
    }

    private static Image On(Image picture, int width, int height, double[] background, int top) =>
        picture.Embed((width - picture.Width) / 2, top, width, height, extend: Enums.Extend.Background, background: background);

    private static Image Fill(Image picture, double[] colour, int left, int top, int width, int height) =>
        picture.Insert((Image.Black(width, height, bands: 3) + colour).Cast(Enums.BandFormat.Uchar), left, top);

    /// <summary>White letters on black, one band, so many pixels wide.</summary>
    private static Image Text(string words, int width)
    {
        TextMask mask = Lettering.Line(words, size: 40)!;
        Image letters = Image.NewFromMemory<byte>(mask.Coverage, mask.Width, mask.Height, 1, Enums.BandFormat.Uchar);
        return letters.Resize((double)width / mask.Width);
    }
}
