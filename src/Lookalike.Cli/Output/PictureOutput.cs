using Lookalike.Terminals.Pictures;

namespace Lookalike.Cli.Output;

/// <summary>How results are seen: on a sheet, on a page, on the terminal. The commands that have pictures to show share it.</summary>
/// <param name="drawn">What a sheet shows.</param>
internal sealed class PictureOutput(string drawn)
{
    private readonly Option<string?> _montage = OptionOf.Text("--montage", "file.png", $"Write a picture of {drawn}.");
    private readonly Option<string?> _html = OptionOf.Text(
        "--html", "file.html", "Write a page of the result with its pictures inside: one file, which opens in any browser.");
    private readonly Option<bool> _show = OptionOf.Flag("--show", "Show the pictures on the terminal as well.");
    private readonly WordOption<PictureProtocol> _protocol = new(
        "--show-as",
        "How they are shown: kitty, iterm and sixel by terminals of that kind, blocks by all that have colours. Default: what the terminal says of itself.",
        "blocks", "kitty", "iterm", "sixel");

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_montage, _html, _show, _protocol];

    /// <summary>The file of the sheet, or null.</summary>
    public string? Montage(ParseResult parsed) => parsed.GetValue(_montage);

    /// <summary>The file of the page, or null.</summary>
    public string? Html(ParseResult parsed) => parsed.GetValue(_html);

    /// <summary>Whether pictures are shown on the terminal.</summary>
    public bool Shows(ParseResult parsed) => parsed.GetValue(_show) || _protocol.Read(parsed) is not null;

    /// <summary>Whether there is any picture to draw.</summary>
    public bool IsGiven(ParseResult parsed) => Shows(parsed) || Montage(parsed) is not null || Html(parsed) is not null;

    /// <summary>Looks at the files before any work.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="forMachines">Whether the result is printed for other programs, which take no pictures.</param>
    /// <param name="read">The pictures that the command reads.</param>
    /// <exception cref="UsageException">The options do not fit together.</exception>
    /// <exception cref="IOException">A file cannot be written, or would overwrite another.</exception>
    public void Require(ParseResult parsed, bool forMachines, params IEnumerable<string> read)
    {
        if (forMachines && Shows(parsed))
            throw new UsageException($"{_show.Name} is for people, and the result is printed for programs. Leave one of them away.");
        OutputFiles.Require([new(_montage.Name, Montage(parsed), OwnKind.Picture), new(_html.Name, Html(parsed), OwnKind.Page)], read);
    }

    /// <summary>Says which files were written.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="hasRows">Whether there was a row of pictures: without one there is a page, and no sheet.</param>
    public void Tell(ParseResult parsed, Terminal terminal, bool hasRows)
    {
        foreach (string path in new[] { hasRows ? Montage(parsed) : null, Html(parsed) }.OfType<string>()) terminal.Note($"Wrote {path}.");
    }

    /// <summary>What shows pictures on the terminal; null where none are to be shown.</summary>
    public ShownPictures? Open(ParseResult parsed) => Shows(parsed) ? ShownPictures.Of(_protocol.Read(parsed)) : null;
}
