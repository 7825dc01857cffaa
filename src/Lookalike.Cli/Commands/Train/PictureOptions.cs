using Lookalike.Imaging.Reading;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Commands.Train;

/// <summary>Which pictures are taken and what they are brought to. <c>train</c> and <c>augment</c> share it.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string?> _list = OptionOf.Text(
        "--list", "file.txt", "Take the pictures that a file names, one path a line, relative to the file's folder.");
    private readonly Option<bool> _nulls = CommonOptions.Nulls("The paths of --list or of standard input end with NULs, as after find -print0.");
    private readonly Option<string[]> _include = OptionOf.Texts(
        "--include", "glob", "Take only paths like this, such as '**/*.jpg' or '2024/**'. " + CommonOptions.Globs + " May be repeated.");
    private readonly Option<string[]> _exclude = OptionOf.Texts("--exclude", "glob", "Pass paths like this over. May be repeated.");
    private readonly NumberOrWord<int> _size = new("--size", "auto", NumberRange.Of<PictureRequest>(nameof(PictureRequest.Size)), "side")
    {
        Description = "The side of the model's input in pixels, 8 to 1024, rounded up to what the network takes; "
            + "or auto (default): the size that all pictures have "
            + "if it is at most 64, else 32 where the median of their longer sides is below 48, else 64.",
    };

    private readonly WordOption<PictureFit> _fit = new(
        "--fit",
        "How a picture of another aspect ratio fits: pad (default; all of it, with a margin), crop (its middle), or stretch (all of it, distorted).",
        "pad", "crop", "stretch");
    private readonly Option<long?> _maxPixels = CommonOptions.MaxPixels();

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_list, _nulls, _include, _exclude, _size, _fit, _maxPixels];

    /// <summary>Whether an option that is for pictures only was given.</summary>
    public bool AreGiven(ParseResult parsed) => All.Any(o => parsed.GetResult(o) is { Implicit: false });

    /// <summary>The pictures that a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="source">What it names, or null where nothing.</param>
    /// <param name="begun">What a resumed run began with, or null.</param>
    /// <exception cref="UsageException">It names nothing, or two things, or something else than the run began with.</exception>
    public PictureRequest Read(ParseResult parsed, string? source, PictureRequest? begun)
    {
        PictureRequest basis = Origin(parsed, source) ?? begun
            ?? throw new UsageException(
                "There is nothing to take images from: expected a data set, a folder of pictures, "
                + "'-' for paths on standard input, or --list with a file of paths.");

        // Standard input is the same wherever the command is run again.
        if (basis.Origin == PictureOrigin.StandardInput && begun?.Origin == PictureOrigin.StandardInput) basis = begun;
        PictureRequest unsaid = begun ?? basis;
        var wanted = new PictureRequest
        {
            Origin = basis.Origin,
            Path = basis.Path,
            Nulls = basis.Nulls,
            Include = parsed.GetResult(_include) is null ? unsaid.Include : parsed.GetValue(_include)!,
            Exclude = parsed.GetResult(_exclude) is null ? unsaid.Exclude : parsed.GetValue(_exclude)!,
            Size = parsed.GetResult(_size) is null ? unsaid.Size : _size.Read(parsed),
            Fit = _fit.Read(parsed) ?? unsaid.Fit,
            MaxPixels = parsed.GetValue(_maxPixels) ?? unsaid.MaxPixels,
        };
        if (wanted.Origin != PictureOrigin.Folder && wanted.Include.Count + wanted.Exclude.Count > 0)
            throw new UsageException("--include and --exclude choose from a folder; a list names its files one by one. Leave them away.");
        if (begun is not null && wanted.ToJson() != begun.ToJson())
        {
            throw new UsageException(
                $"The checkpoint was made with other pictures. Expected {begun.ToJson()}, found {wanted.ToJson()}. "
                + "Leave the options of the pictures away with --resume, or train without it.");
        }

        return wanted;
    }

    /// <summary>The words that name pictures on a command line.</summary>
    public static string Words(PictureRequest request) => request.Origin switch
    {
        PictureOrigin.StandardInput => request.Nulls ? $"{StandardInput.Mark} --null" : StandardInput.Mark,
        PictureOrigin.List => $"--list {ShellWord.Of(request.Path)}{(request.Nulls ? " --null" : "")}",
        _ => ShellWord.Of(request.Path),
    };

    /// <summary>Opens the list that a request names its pictures by.</summary>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">There is no list.</exception>
    public static TextReader OpenList(PictureRequest request)
    {
        var ending = new ListEnding(request.Nulls, CommonOptions.Null);
        return request.Origin == PictureOrigin.List
            ? PathList.OpenFile(request.Path, ending)
            : StandardInput.OpenList(ending, "find . -name '*.jpg' | lookalike train -");
    }

    private PictureRequest? Origin(ParseResult parsed, string? source)
    {
        string? list = parsed.GetValue(_list);
        if (list is not null && source is not null) throw new UsageException($"Two sources were named: '{source}' and --list {list}. Name one.");
        if (list is not null)
            return new PictureRequest { Origin = PictureOrigin.List, Path = Path.GetFullPath(GivenPath.Of(list)), Nulls = parsed.GetValue(_nulls) };
        if (parsed.GetValue(_nulls) && source != StandardInput.Mark)
            throw new UsageException("--null says how the paths of a list end: it goes with --list or '-'.");
        if (source is null) return null;
        return source == StandardInput.Mark
            ? new PictureRequest { Origin = PictureOrigin.StandardInput, Path = Directory.GetCurrentDirectory(), Nulls = parsed.GetValue(_nulls) }
            : new PictureRequest { Origin = PictureOrigin.Folder, Path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)) };
    }
}
