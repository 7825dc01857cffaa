using System.Net;
using System.Text;
using Lookalike.Core.Files;
using Lookalike.Core.Text;
using Lookalike.Imaging.Copies;

namespace Lookalike.Imaging.Sheets;

/// <summary>
/// A page of results in one HTML file, with its pictures inside: it opens in any browser, anywhere, and asks nothing of the network. Not safe to use from
/// several threads.
/// </summary>
internal sealed class HtmlSheet
{
    /// <summary>What a page of ours begins with.</summary>
    private const string Start = $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">{OwnKind.PageMark}";

    /// <summary>Images up to this side are shown pixel by pixel.</summary>
    private const int SmallSide = 64;

    private readonly StringBuilder _body = new();
    private readonly string _title;

    /// <summary>An empty page.</summary>
    /// <param name="title">What it is called.</param>
    public HtmlSheet(string title) => _title = title;

    /// <summary>Adds a paragraph.</summary>
    public void Say(string text) => _body.Append("<p>").Append(Shown(text)).Append("</p>\n");

    /// <summary>Adds a table.</summary>
    /// <param name="caption">What it tells.</param>
    /// <param name="rows">Its rows, the first of them the heads; as many cells each.</param>
    /// <param name="endsWithText">Whether the last column is text, and not numbers.</param>
    public void Add(string caption, IReadOnlyList<IReadOnlyList<string>> rows, bool endsWithText = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _body.Append("<table><caption>").Append(Shown(caption)).Append("</caption>\n");
        for (int row = 0; row < rows.Count; row++)
        {
            string cell = row == 0 ? "th" : "td";
            int textual = endsWithText ? rows[row].Count - 1 : -1;
            _body.Append("<tr>").AppendJoin("", rows[row].Select((text, i) => $"<{cell}{(i == textual ? " class=\"text\"" : "")}>{Shown(text)}</{cell}>"));
            _body.Append("</tr>\n");
        }

        _body.Append("</table>\n");
    }

    /// <summary>Adds a row of pictures: the query, set apart, and its hits.</summary>
    /// <param name="row">The pictures. A caption's lines stay lines.</param>
    public void Add(MontageRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _body.Append("<section><h2>").Append(Shown(row.Heading)).Append("</h2><div class=\"row\">\n");
        Add(row.Query, TileFrame.Query);
        foreach (Tile hit in row.Hits) Add(hit, hit.Frame);
        _body.Append("</div></section>\n");
    }

    /// <summary>Saves the page. It is written beside and renamed; the parent folder is made; an existing file is replaced.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public void Save(string path)
    {
        string title = Shown(_title);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(
            $"{Start}<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';img-src data:;style-src 'unsafe-inline'\">\n"
            + $"<title>{title}</title><style>{Style()}</style>\n<h1>{title}</h1>\n{_body}</html>\n"));
    }

    private void Add(Tile tile, TileFrame frame)
    {
        Tile.Require(tile.Shape, tile.Pixels, "A picture");
        bool small = Math.Max(tile.Shape.Width, tile.Shape.Height) <= SmallSide;
        byte[] file = small ? WebPFile.WriteExact(tile.Pixels.Span, tile.Shape) : WebPFile.Write(tile.Pixels.Span, tile.Shape);
        string[] lines = [.. (tile.Caption ?? "").Split('\n').Select(Shown)];
        string image = $"<img alt=\"{lines[0]}\"{(small ? " class=\"small\"" : "")} src=\"data:image/webp;base64,{Convert.ToBase64String(file)}\">";
        if (tile.Path is { } path) image = $"<a href=\"{WebUtility.HtmlEncode(FileAddress.Of(path))}\">{image}</a>";
        _body.Append($"<figure class=\"{frame.ToString().ToLowerInvariant()}\">{image}<figcaption>{string.Join('\n', lines)}</figcaption></figure>\n");
    }

    private static string Style()
    {
        using Stream style = typeof(HtmlSheet).Assembly.GetManifestResourceStream("HtmlSheet.css")!;
        return new StreamReader(style).ReadToEnd();
    }

    private static string Shown(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));
}
