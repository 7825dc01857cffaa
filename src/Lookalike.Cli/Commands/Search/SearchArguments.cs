using System.CommandLine.Parsing;
using Lookalike.Application.Searching;
using Lookalike.Core.Globs;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Search.Distances;

namespace Lookalike.Cli.Commands.Search;

/// <summary>The options of <c>search</c> that say what is searched for and what comes back.</summary>
internal sealed class SearchArguments
{
    private readonly Argument<string[]> _pictures = new("picture")
    {
        Description = "Pictures to search with; any size and format, '-' for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _queries = OptionOf.Row(
        "--query", "picture", "A picture to search with, the same as naming it without --query. May be repeated.");
    private readonly Option<string[]> _keys = OptionOf.Row("--key", "key", "The key of an indexed image to search with. May be repeated.").CompletesKeys();
    private readonly Option<string[]> _negatives = OptionOf.Row(
        "--not", "picture|key", "A picture, or the key of an indexed image, that hits shall not look like. May be repeated.").CompletesKeys();
    private readonly Option<PictureArea?> _crop = new("--crop")
    {
        CustomParser = ReadArea,
        Description = "Search with this part of the picture: left, top, width and height in pixels of the upright picture.",
        HelpName = "x,y,w,h",
    };

    private readonly Option<bool> _crops = OptionOf.Flag(
        "--crops", "Search with the middle and the corners of each picture as well, for what is only a part of it in the index.");

    private readonly Option<bool> _mean = OptionOf.Flag(
        "--mean", "Make one query of all images, by the mean of their latents. Else each is a query of its own.");
    private readonly Option<int?> _sample = new Option<int?>("--sample")
    {
        Description = "Search with this many images drawn from the data set's test split; of an index of folders, with indexed pictures, none of which is "
            + "among its own hits.",
    }.AtLeast(1);

    private readonly Option<int> _seed = new("--seed") { Description = "The seed of the draw.", DefaultValueFactory = _ => 42 };
    private readonly Option<int?> _top = new Option<int?>("--top") { Description = $"Hits of a query. Default: {SearchOptions.DefaultTop}." }.AtLeast(1);
    private readonly Option<int?> _skip = new Option<int?>("--skip") { Description = "Leave out this many of the nearest: the next page." }.AtLeast(0);
    private readonly Option<float?> _within = CommonOptions.Distance("--within", "Only hits at most so far from the query.");
    private readonly Option<string?> _match = OptionOf.Text("--match", "glob", "Only images whose key matches. " + CommonOptions.Globs);
    private readonly Option<float?> _collapse = CommonOptions.Distance("--collapse", "Leave out a hit at most so far from a nearer hit, and count it there.");
    private readonly Option<long?> _maxPixels = CommonOptions.MaxPixels();
    private readonly WordOption<DistanceMetric> _metric = CommonOptions.Metric();
    private readonly Option<bool> _exact = new("--exact") { Description = "Compare every image, also where the index is searched approximately." };

    /// <summary>The argument that names pictures.</summary>
    public Argument Pictures => _pictures;

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All =>
        [_queries, _crop, _crops, _keys, _negatives, _mean, _sample, _seed, _top, _skip, _within, _match, _collapse, _metric, _exact, _maxPixels];

    /// <summary>Whether anything to search with is named.</summary>
    public bool AreGiven(ParseResult parsed) =>
        parsed.GetResult(_pictures) is { Tokens.Count: > 0 } || new Option[] { _queries, _keys, _negatives, _sample }.Any(o => parsed.GetResult(o) is not null);

    /// <summary>What is searched for, and what comes back.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">How the hits are shown.</param>
    /// <param name="within">The pattern of the keys that are searched among where the command line gives none; null for all.</param>
    /// <exception cref="UsageException">The options do not fit together.</exception>
    /// <exception cref="IOException">A picture cannot be read, or an output cannot be written.</exception>
    public SearchRequest Read(ParseResult parsed, SearchOutput output, string? within = null)
    {
        string[] pictures = [.. (parsed.GetValue(_pictures) ?? []).Concat(parsed.GetValue(_queries) ?? []).Select(GivenPath.Of)];
        string[] negatives = [.. (parsed.GetValue(_negatives) ?? []).Select(GivenPath.Of)], negativePictures = [.. negatives.Where(IsPicture)];
        PictureArea? area = parsed.GetValue(_crop);
        Require(parsed, pictures, negatives);
        foreach (string path in pictures.Concat(negativePictures).Where(p => p != StandardInput.Mark)) QueryFile.Require(path);
        SearchOptions options = Options(parsed, within);
        output.Pictures.Require(parsed, output.IsForMachines(parsed), [.. pictures, .. negativePictures]);
        return new SearchRequest
        {
            Pictures = [.. pictures.Select(path => QueryFile.Open(path, area))],
            Keys = parsed.GetValue(_keys) ?? [],
            NegativePictures = [.. negativePictures.Select(path => QueryFile.Open(path, area: null))],
            NegativeKeys = [.. negatives.Except(negativePictures)],
            Crops = parsed.GetValue(_crops),
            Mean = parsed.GetValue(_mean),
            Sample = parsed.GetValue(_sample),
            Seed = parsed.GetValue(_seed),
            MaxPixels = parsed.GetValue(_maxPixels) ?? PictureReader.DefaultMaxPixels,
            Options = options,
            MontagePath = output.Pictures.Montage(parsed),
            HtmlPath = output.Pictures.Html(parsed),
            Shows = output.Pictures.Shows(parsed),
        };
    }

    private static bool IsPicture(string text) => text == StandardInput.Mark || File.Exists(text);

    /// <summary>Refuses what does not fit together.</summary>
    private void Require(ParseResult parsed, string[] pictures, string[] negatives)
    {
        bool named = pictures.Length > 0 || parsed.GetValue(_keys) is { Length: > 0 }, drawn = parsed.GetValue(_sample) is not null;
        if (named == drawn)
        {
            throw new UsageException(
                named ? "search takes either pictures and --key with keys, or --sample with a number, not both."
                : negatives.Length > 0 ? "--not says what hits shall not look like; say with a picture or --key what they shall look like."
                : "search needs something to search with: pictures, --key with keys of indexed images, or --sample with a number.");
        }

        if (drawn && parsed.GetValue(_mean))
            throw new UsageException("--mean makes one query of the pictures and of --key; images drawn by --sample are queries of their own.");
        if (parsed.GetValue(_crop) is not null && pictures.Length != 1)
            throw new UsageException($"--crop cuts a part out of one picture, found {pictures.Length}. Search with one picture at a time, or without --crop.");
        if (drawn && negatives.Length > 0) throw new UsageException("--not goes with pictures and --key, not with --sample.");
        if (pictures.Concat(negatives).Count(p => p == StandardInput.Mark) > 1)
            throw new UsageException("Standard input holds one picture: '-' may be given once.");
    }

    private SearchOptions Options(ParseResult parsed, string? within)
    {
        string? glob = parsed.GetValue(_match);
        if (glob is "") throw new UsageException("--match takes a pattern of keys, such as 'mnist/train/*'; found an empty one.");
        return new SearchOptions
        {
            Top = parsed.GetValue(_top) ?? SearchOptions.DefaultTop,
            Skip = parsed.GetValue(_skip) ?? 0,
            Metric = _metric.Read(parsed) ?? default,
            Exact = parsed.GetValue(_exact) ? true : null,
            Within = parsed.GetValue(_within),
            Match = (glob ?? within) is { } pattern ? new Glob(pattern) : null,
            Collapse = parsed.GetValue(_collapse),
        };
    }

    private static PictureArea? ReadArea(ArgumentResult result)
    {
        if (result.Tokens is not [var token]) return null;
        int[] numbers = [.. token.Value.Split(',').Select(part => Number.TryRead(part, out int number) ? number : -1)];
        if (numbers is [>= 0, >= 0, >= 1, >= 1]) return new PictureArea(numbers[0], numbers[1], numbers[2], numbers[3]);
        result.AddError($"--crop takes left, top, width and height in whole pixels, such as 200,150,640,480; found '{token.Value}'.");
        return null;
    }
}
