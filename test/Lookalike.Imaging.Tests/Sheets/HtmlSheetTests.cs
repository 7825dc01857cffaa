using System.Text.RegularExpressions;
using Lookalike.Core.Files;
using Lookalike.Imaging.Sheets;
using NetVips;

namespace Lookalike.Imaging.Tests.Sheets;

public sealed partial class HtmlSheetTests : IDisposable
{
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_holds_its_pictures_and_names_nothing_on_the_network()
    {
        byte[] digit = [.. Enumerable.Range(0, 28 * 28).Select(i => (byte)(i % 251))];
        string page = Save(sheet => sheet.Add(new MontageRow
        {
            Heading = "a query",
            Query = new Tile { Shape = new PixelShape(1, 28, 28), Pixels = digit, Caption = "query" },
            Hits = [new Tile { Shape = new PixelShape(3, 90, 120), Pixels = new byte[3 * 90 * 120], Caption = "#1  0.000\nfolder/a.jpg", Path = "/p/a b.jpg" }],
        }));

        byte[][] pictures = [.. Data().Matches(page).Select(match => Convert.FromBase64String(match.Groups[1].Value))];
        Assert.Equal([(28, 28), (120, 90)], pictures.Select(Size));
        using Image exact = Image.WebploadBuffer(pictures[0]);
        Assert.Equal(digit, exact.ExtractBand(0).WriteToMemory<byte>());
        Assert.Contains("<a href=\"file:///p/a%20b.jpg\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", Address().Replace(page, ""), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_text_on_a_page_whatever_is_in_them()
    {
        const string Name = "<img src=x onerror=alert(1)>&\"'\u202e\u001b";
        string page = Save(sheet =>
        {
            sheet.Say(Name);
            sheet.Add(Name, [[Name], [Name]]);
            sheet.Add(new MontageRow { Heading = Name, Query = new Tile { Shape = new PixelShape(1, 1, 1), Pixels = new byte[1], Caption = Name, Path = "/\">" + Name }, Hits = [] });
        });

        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain("href=\"file:///\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_known_for_ours_and_replaced_and_another_is_not()
    {
        Save(sheet => sheet.Say("first"));
        string path = _folder["page.html"];
        Assert.True(OwnKind.Page.Wrote(path));
        OutputFile.RequireReplaceable(path, OwnKind.Page);
        File.WriteAllText(path, "<!doctype html><title>mine</title>");
        Assert.ThrowsAny<IOException>(() => OutputFile.RequireReplaceable(path, OwnKind.Page));
    }

    private string Save(Action<HtmlSheet> fill)
    {
        var sheet = new HtmlSheet("Title & more");
        fill(sheet);
        sheet.Save(_folder["page.html"]);
        return File.ReadAllText(_folder["page.html"]);
    }

    private static (int Width, int Height) Size(byte[] file)
    {
        using Image image = Image.WebploadBuffer(file);
        return (image.Width, image.Height);
    }

    [GeneratedRegex("src=\"data:image/webp;base64,([^\"]+)\"")]
    private static partial Regex Data();

    [GeneratedRegex("http-equiv|base64,[^\"]+")]
    private static partial Regex Address();
}
