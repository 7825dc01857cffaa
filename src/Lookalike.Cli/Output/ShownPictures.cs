using Lookalike.Imaging.Sheets;
using Lookalike.Terminals.Pictures;
using Lookalike.Terminals.Streams;

namespace Lookalike.Cli.Output;

/// <summary>Shows rows of pictures on the terminal, as many beside each other as it has room for.</summary>
/// <param name="canvas">How pictures are sent to it.</param>
/// <param name="columns">Its columns.</param>
/// <param name="raw">Where they are sent, past what makes text visible.</param>
internal sealed class ShownPictures(PictureCanvas canvas, int columns, TextWriter raw)
{
    private const int Gap = 2;

    /// <summary>The pictures that are shown of a row: more of near-identical ones tell nothing.</summary>
    private const int MaxShown = 24;

    /// <summary>For the terminal behind standard output.</summary>
    /// <param name="protocol">How pictures are sent; null for what it says of itself.</param>
    public static ShownPictures Of(PictureProtocol? protocol)
    {
        TerminalAbilities abilities = TerminalAbilities.OfProcess;
        var canvas = new PictureCanvas(
            protocol ?? (Console.IsOutputRedirected ? PictureProtocol.Blocks : abilities.Pictures), abilities.TrueColour, CharacterSize.Of());
        return new ShownPictures(canvas, new DrawingArea(TextWriter.Null).Width, StandardStreams.Output);
    }

    /// <summary>Shows a query and its hits, each above the first line of its caption.</summary>
    /// <param name="row">The pictures.</param>
    /// <param name="output">Where the captions go.</param>
    public void Show(MontageRow row, TextWriter output)
    {
        (int width, int height) = canvas.Box;
        foreach (Tile[] tiles in row.Hits.Take(MaxShown).Prepend(row.Query).Chunk(Math.Max(1, (columns + Gap) / (width + Gap))))
        {
            TileStrip strip = TileStrip.Draw(tiles, width * canvas.Cell.Width, height * canvas.Cell.Height, Gap * canvas.Cell.Width, canvas.Cell.Height);
            var image = new TerminalImage(strip.Width, strip.Height, strip.Rgba.ToArray(), strip.ToPng);
            raw.Write(canvas.Draw(image, (tiles.Length * (width + Gap)) - Gap, strip.Height / canvas.Cell.Height));
            output.WriteLine(string.Join(new string(' ', Gap), tiles.Select(tile => Centred((tile.Caption ?? "").Split('\n')[0], width))).TrimEnd());
        }

        if (row.Hits.Count > MaxShown) output.WriteLine($"and {row.Hits.Count - MaxShown:N0} more");
    }

    private static string Centred(string text, int width)
    {
        if (text.Length > width) return $"{text[..(width - 3)]}...";
        return text.PadLeft((width + text.Length) / 2).PadRight(width);
    }
}
