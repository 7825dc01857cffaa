using Lookalike.Imaging.Sheets;

namespace Lookalike.Imaging.Tests.Sheets;

public sealed class ReconstructionSheetTests : IDisposable
{
    private static readonly PixelShape Digit = new(1, 28, 28);
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_stand_above_their_reconstructions()
    {
        SheetPicture sheet = Save(1);

        (int x, int y, int width, int height) = sheet.Bounds(new Colour(90, 90, 90));
        (int belowX, int belowY, int belowWidth, int belowHeight) = sheet.Bounds(new Colour(30, 30, 30));
        Assert.Equal((56, 56, 56, 56), (width, height, belowWidth, belowHeight));
        Assert.Equal(x, belowX);
        Assert.True(belowY > y + height);
    }

    [Fact]
    public void The_rows_are_named_at_their_left()
    {
        SheetPicture sheet = Save(3);

        int left = sheet.Bounds(new Colour(90, 90, 90)).X;
        Assert.True(sheet.Count(0, 0, left, sheet.Height, Colour.FaintInk) > 40);
        Assert.True(left < 130);
    }

    [Fact]
    public void A_row_takes_sixteen_digits()
    {
        SheetPicture sheet = Save(40);

        Assert.Equal(40 * 56 * 56, sheet.Count(new Colour(90, 90, 90)));
        Assert.Equal(40 * 56 * 56, sheet.Count(new Colour(30, 30, 30)));
        Assert.Equal((16 * 62) - 6, sheet.Bounds(new Colour(90, 90, 90)).Width);
    }

    [Fact]
    public void A_title_makes_room_for_itself() => Assert.True(Save(1, "Reconstructions").Height > Save(1).Height + 20);

    [Fact]
    public void No_pairs_are_refused() => Assert.Throws<ArgumentException>(() => ReconstructionSheet.Save(_folder["sheet.png"], []));

    [Fact]
    public void A_reconstruction_of_too_many_bytes_is_refused()
    {
        var pair = new ReconstructionPair { Shape = Digit, Original = new byte[784], Reconstruction = new byte[785] };

        ArgumentException e = Assert.Throws<ArgumentException>(() => ReconstructionSheet.Save(_folder["sheet.png"], [pair]));

        Assert.Contains("The reconstruction has 785 bytes", e.Message, StringComparison.Ordinal);
    }

    private SheetPicture Save(int count, string? title = null)
    {
        byte[] original = new byte[784], reconstruction = new byte[784];
        Array.Fill(original, (byte)90);
        Array.Fill(reconstruction, (byte)30);
        string path = _folder["sheet.png"];
        ReconstructionSheet.Save(path, [.. Enumerable.Repeat(new ReconstructionPair { Shape = Digit, Original = original, Reconstruction = reconstruction }, count)], title);
        return new SheetPicture(path);
    }
}
