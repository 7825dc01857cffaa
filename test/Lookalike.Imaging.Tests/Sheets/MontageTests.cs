using Lookalike.Imaging.Sheets;

namespace Lookalike.Imaging.Tests.Sheets;

public sealed class MontageTests : IDisposable
{
    private static readonly PixelShape Digit = new(1, 28, 28);
    private static readonly Colour Marker = new(255, 0, 255);
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_digit_is_shown_three_times_as_large_pixel_by_pixel()
    {
        var shape = new PixelShape(3, 28, 28);
        byte[] marked = new byte[shape.Count];
        marked[(5 * 28) + 7] = marked[(2 * 784) + (5 * 28) + 7] = 255;

        SheetPicture sheet = Save([new MontageRow { Query = new Tile { Shape = shape, Pixels = marked }, Hits = [] }]);

        (int x, int y, int width, int height) = sheet.Bounds(Marker);
        Assert.Equal((3, 3, 9), (width, height, sheet.Count(Marker)));
        Assert.Equal(new Colour(0, 0, 0), sheet[x - 1, y - 1]);
        Assert.Equal(Colour.Query, sheet[x - (7 * 3) - 1, y]);
    }

    [Fact]
    public void Every_tile_is_there()
    {
        SheetPicture sheet = Save([.. Enumerable.Range(0, 3).Select(_ => Row(4, (_, _) => Plain(90)))]);

        Assert.Equal(3 * 5 * 84 * 84, sheet.Count(new Colour(90, 90, 90)));
    }

    [Fact]
    public void A_caption_puts_ink_below_its_image_and_makes_room_for_it()
    {
        SheetPicture without = Save([Row(2, (_, _) => Plain(90))]);
        SheetPicture with = Save([Row(2, (i, _) => Plain(90, i == 1 ? "#2  0.123\nlabel 7" : null))]);

        (int x, int y, int width, int height) = with.Bounds(new Colour(90, 90, 90));
        int below = y + height + 5;
        Assert.True(with.Height >= without.Height + 30);
        Assert.True(with.Count(x + width - 84, below, 84, 17, Colour.Ink) > 5, "the first line");
        Assert.True(with.Count(x + width - 84, below + 17, 84, 17, Colour.Ink) > 5, "the second line");
        Assert.Equal(0, with.Count(x, below, width - 100, 34, Colour.Ink));
    }

    [Fact]
    public void Frames_tell_matches_from_mismatches_and_a_legend_explains_them()
    {
        SheetPicture sheet = Save([Row(2, (i, _) => Plain(90, frame: i == 0 ? TileFrame.Match : TileFrame.Mismatch))]);

        int match = sheet.Count(0, 40, sheet.Width, sheet.Height - 40, Colour.Match);
        int mismatch = sheet.Count(0, 40, sheet.Width, sheet.Height - 40, Colour.Mismatch);
        Assert.Equal(4 * 4 * 88, match);
        Assert.Equal(match - (4 * 4 * 28), mismatch);
        Assert.True(sheet.Count(0, 0, sheet.Width, 40, Colour.Match) > 0);
        Assert.True(sheet.Count(0, 0, sheet.Width, 40, Colour.Mismatch) > 0);
    }

    [Fact]
    public void Without_matches_or_mismatches_there_is_no_legend()
    {
        SheetPicture sheet = Save([Row(2, (_, _) => Plain(90))]);

        Assert.Equal(0, sheet.Count(Colour.Match) + sheet.Count(Colour.Mismatch));
        Assert.Equal(0, sheet.Count(Colour.Ink));
    }

    [Fact]
    public void A_title_stands_above_the_rows()
    {
        SheetPicture sheet = Save([Row(1, (_, _) => Plain(90))], "Nearest digits");

        Assert.True(sheet.Count(0, 0, sheet.Width, 45, Colour.Ink) > 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_narrow_sheet_grows_until_its_title_and_legend_stand_side_by_side(bool isFramed)
    {
        TileFrame frame = isFramed ? TileFrame.Match : TileFrame.None;
        const string title = "Nearest images, euclidean distance";
        SheetPicture wide = Save([Row(9, (_, _) => Plain(90))], title), narrow = Save([Row(1, (_, _) => Plain(90, frame: frame))], title);

        // Of the legend the ink is counted too, so the title ends where the wide sheet, which has none, says.
        (int x, int y, int width, int height) = wide.Bounds(Colour.Ink);
        Assert.Equal(wide.Count(x, y, width, height, Colour.Ink), narrow.Count(x, y, width, height, Colour.Ink));
        Assert.Equal(0, narrow.Count(x + width, 0, 20, 45, Colour.Ink));
        Assert.True(narrow.Width < wide.Width);
    }

    [Fact]
    public void A_picture_of_160_pixels_is_shown_as_it_is() =>
        Assert.Equal(160 * 120, Save([new MontageRow { Query = Plain(90, shape: new PixelShape(1, 120, 160)), Hits = [] }]).Count(new Colour(90, 90, 90)));

    [Fact]
    public void A_large_sheet_keeps_all_its_colours()
    {
        // Slopes of three colours, each another: more colours than a palette has, in what would be seen at once where they were fewer.
        var shape = new PixelShape(3, 64, 64);
        Tile Slope(int hit) => new()
        {
            Shape = shape,
            Pixels = (byte[])[.. Enumerable.Range(0, shape.Count).Select(i => (byte)((i % 64 * 2) + (i / 64 % 64 * (1 + (i / 4096))) + hit))],
        };

        SheetPicture sheet = Save([.. Enumerable.Range(0, 10).Select(row => Row(10, (hit, _) => Slope((row * 10) + hit)))]);

        var colours = new HashSet<Colour>();
        for (int y = 0; y < sheet.Height; y++)
        {
            for (int x = 0; x < sheet.Width; x++) colours.Add(sheet[x, y]);
        }

        Assert.InRange(colours.Count, 5_000, int.MaxValue);
    }

    [Fact]
    public void A_large_image_is_reduced() =>
        Assert.InRange(Save([new MontageRow { Query = Plain(90, shape: new PixelShape(1, 400, 300)), Hits = [] }]).Height, 100, 200);

    [Fact]
    public void Rows_of_different_length_and_shape_stand_below_each_other()
    {
        SheetPicture sheet = Save([Row(1, (_, _) => Plain(90)), Row(3, (_, _) => Plain(90, shape: new PixelShape(1, 14, 28)))]);

        Assert.Equal((2 * 84 * 84) + (3 * 84 * 42) + (84 * 84), sheet.Count(new Colour(90, 90, 90)));
    }

    [Fact]
    public void Captions_of_a_row_stand_side_by_side_whatever_the_images()
    {
        SheetPicture sheet = Save([Row(2, (i, _) => Plain((byte)(60 + i), "#2  0.123", shape: new PixelShape(1, i == 0 ? 28 : 7, 28)))]);

        (int x, int y, int width, int height) tall = sheet.Bounds(new Colour(60, 60, 60)), flat = sheet.Bounds(new Colour(61, 61, 61));
        int below = tall.y + tall.height + 5;
        Assert.InRange((tall.y + (tall.height / 2)) - (flat.y + (flat.height / 2)), -1, 1);
        Assert.True(sheet.Count(flat.x, below, flat.width, 17, Colour.Ink) > 5);
        Assert.Equal(sheet.Count(tall.x, below, tall.width, 17, Colour.Ink), sheet.Count(flat.x, below, flat.width, 17, Colour.Ink));
    }

    [Fact]
    public void No_rows_are_refused() => Assert.Throws<ArgumentException>(() => Montage.Save(_folder["montage.png"], []));

    [Fact]
    public void A_tile_of_too_few_bytes_is_refused_by_name()
    {
        var row = new MontageRow { Query = Plain(1), Hits = [Plain(1), new Tile { Shape = Digit, Pixels = new byte[3] }] };

        ArgumentException e = Assert.Throws<ArgumentException>(() => Montage.Save(_folder["montage.png"], [row]));

        Assert.Contains("Hit 2 has 3 bytes", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["montage.png"]));
    }

    [Fact]
    public void A_sheet_beyond_all_measure_is_refused()
    {
        MontageRow row = Row(1, (_, _) => Plain(1));

        Assert.Throws<ArgumentException>(() => Montage.Save(_folder["montage.png"], [.. Enumerable.Repeat(row, 10_000)]));
    }

    private static MontageRow Row(int hits, Func<int, int, Tile> hit) =>
        new() { Query = Plain(90), Hits = [.. Enumerable.Range(0, hits).Select(i => hit(i, hits))] };

    private static Tile Plain(byte value, string? caption = null, TileFrame frame = TileFrame.None, PixelShape? shape = null)
    {
        shape ??= Digit;
        var pixels = new byte[shape.Count];
        Array.Fill(pixels, value);
        return new Tile { Shape = shape, Pixels = pixels, Caption = caption, Frame = frame };
    }

    private SheetPicture Save(IReadOnlyList<MontageRow> rows, string? title = null)
    {
        string path = _folder["montage.png"];
        Montage.Save(path, rows, title);
        return new SheetPicture(path);
    }
}
