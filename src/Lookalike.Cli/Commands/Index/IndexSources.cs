using Lookalike.Application.Indexing;

namespace Lookalike.Cli.Commands.Index;

/// <summary>The arguments of <c>index</c> that say which pictures, and how they are read.</summary>
internal sealed class IndexSources
{
    private const string PipedPaths = "find ~/pictures -newer last | lookalike index -";

    private readonly Argument<string[]> _sources = new("source")
    {
        Description = "Folders of pictures, pictures, '-' for paths on standard input; or one data set: mnist, fashion-mnist, or a folder with the four "
            + "IDX files.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _lists = OptionOf.Texts(
        "--list", "file", "A file with paths of pictures, one a line. Nothing but these is touched. May be repeated.");
    private readonly Option<bool> _nulls = CommonOptions.Nulls("The paths of lists and of standard input end with NULs, as after find -print0.");
    private readonly Option<string?> _name = OptionOf.Text(
        "--as", "name", "What the folder is called in keys. A folder of this name that the index has is bound to this one.");
    private readonly Option<string[]> _include = OptionOf.Texts(
        "--include", "glob",
        $"Only files whose path below the folder matches; what does not match is not in the index afterwards. {CommonOptions.Globs} May be repeated.");
    private readonly Option<string[]> _exclude = OptionOf.Texts(
        "--exclude", "glob", "Not the files whose path below the folder matches; they are not in the index afterwards. May be repeated.");

    /// <summary>The argument that names what is indexed.</summary>
    public Argument Sources => _sources;

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_lists, _nulls, _name, _include, _exclude];

    /// <summary>Whether anything is named.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_sources) is { Length: > 0 } || parsed.GetValue(_lists) is { Length: > 0 };

    /// <summary>The data set that is named, or null where folders or files are.</summary>
    /// <exception cref="UsageException">Nothing is named, or a data set beside something else.</exception>
    public string? Dataset(ParseResult parsed)
    {
        string[] sources = Named(parsed);
        bool listed = parsed.GetValue(_lists) is { Length: > 0 };
        if (!AreGiven(parsed)) throw new UsageException("index needs what to index: a data set, folders, pictures, or '-' for paths on standard input.");
        if (!sources.Any(s => GivenSource.Of(s, CommonOptions.Datasets.Holds) == GivenSource.Kind.Dataset)) return null;
        if (sources.Length > 1 || listed || HasFolderOptions(parsed))
            throw new UsageException("A data set is indexed alone, without folders, pictures, lists, names or patterns. Index the others in a run of their "
                + "own.");
        return sources[0];
    }

    /// <summary>The folders and files that are named.</summary>
    /// <exception cref="UsageException">Options do not fit together.</exception>
    public FolderSelection Selection(ParseResult parsed)
    {
        string[] sources = Named(parsed);
        string[] folders = [.. sources.Where(s => GivenSource.Of(s, CommonOptions.Datasets.Holds) == GivenSource.Kind.Folder)];
        string? name = parsed.GetValue(_name);
        var ending = new ListEnding(parsed.GetValue(_nulls), CommonOptions.Null);
        if (ending.IsNull && !sources.Contains(StandardInput.Mark) && parsed.GetValue(_lists) is not { Length: > 0 })
            throw new UsageException("--null says how the paths of a list end: it goes with --list or '-'.");
        if (name is not null && folders.Length != 1) throw new UsageException($"--as names one folder, and there are {folders.Length}.");
        if (sources.Count(s => s == StandardInput.Mark) > 1) throw new UsageException("'-' can be given once: standard input has one end.");
        return new FolderSelection
        {
            Folders = folders,
            Files =
            [
                .. sources.Except(folders).SelectMany(s => s == StandardInput.Mark ? PathList.FromStandardInput(ending, PipedPaths) : [s]),
                .. (parsed.GetValue(_lists) ?? []).SelectMany(list => PathList.FromFile(list, ending)),
            ],
            Name = name,
            Include = parsed.GetValue(_include) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
        };
    }

    private string[] Named(ParseResult parsed) => [.. (parsed.GetValue(_sources) ?? []).Select(GivenPath.Of)];

    private bool HasFolderOptions(ParseResult parsed) =>
        parsed.GetValue(_name) is not null || parsed.GetValue(_nulls)
        || parsed.GetValue(_include) is { Length: > 0 } || parsed.GetValue(_exclude) is { Length: > 0 };
}
