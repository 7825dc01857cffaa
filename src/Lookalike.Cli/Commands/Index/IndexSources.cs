using System.CommandLine;
using Lookalike.Application.Indexing;
using Lookalike.Cli.Faults;
using Lookalike.Cli.Input;

namespace Lookalike.Cli.Commands.Index;

/// <summary>The arguments of <c>index</c> that say which pictures, and how they are read.</summary>
internal sealed class IndexSources
{
    private readonly Argument<string[]> _sources = new("source")
    {
        Description = "Folders of pictures, pictures, '-' for paths on standard input; or one data set: mnist, fashion-mnist, or a folder with the four "
            + "IDX files.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _lists = new("--list")
    {
        Description = "A file with paths of pictures, one a line. Nothing but these is touched. May be repeated.",
        HelpName = "file",
    };
    private readonly Option<bool> _nulls = CommonOptions.Nulls("The paths of lists and of standard input end with NULs, as after find -print0.");
    private readonly Option<string?> _name = new("--as")
    {
        Description = "What the folder is called in keys. A folder of this name that the index has is bound to this one.",
        HelpName = "name",
    };
    private readonly Option<string[]> _include = new("--include")
    {
        Description = "Only files whose path below the folder matches; what does not match is not in the index afterwards. "
            + CommonOptions.Globs + " May be repeated.",
        HelpName = "glob",
    };
    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Not the files whose path below the folder matches; they are not in the index afterwards. May be repeated.",
        HelpName = "glob",
    };

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_sources);
        foreach (Option option in new Option[] { _lists, _nulls, _name, _include, _exclude }) command.Options.Add(option);
    }

    /// <summary>Whether anything is named.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_sources) is { Length: > 0 } || parsed.GetValue(_lists) is { Length: > 0 };

    /// <summary>The data set that is named, or null where folders or files are.</summary>
    /// <exception cref="UsageException">Nothing is named, or a data set beside something else.</exception>
    public string? Dataset(ParseResult parsed)
    {
        string[] sources = Sources(parsed);
        bool listed = parsed.GetValue(_lists) is { Length: > 0 };
        if (!AreGiven(parsed)) throw new UsageException("index needs what to index: a data set, folders, pictures, or '-' for paths on standard input.");
        if (!sources.Any(s => ImageSources.Of(s) == ImageSource.Dataset)) return null;
        if (sources.Length > 1 || listed || HasFolderOptions(parsed))
            throw new UsageException("A data set is indexed alone, without folders, pictures, lists, names or patterns. Index the others in a run of their "
                + "own.");
        return sources[0];
    }

    /// <summary>The folders and files that are named.</summary>
    /// <exception cref="UsageException">Options do not fit together.</exception>
    public FolderSelection Selection(ParseResult parsed)
    {
        string[] sources = Sources(parsed);
        string[] folders = [.. sources.Where(s => ImageSources.Of(s) == ImageSource.Folder)];
        string? name = parsed.GetValue(_name);
        bool nulls = parsed.GetValue(_nulls);
        if (nulls && !sources.Contains(StandardInput.Mark) && parsed.GetValue(_lists) is not { Length: > 0 })
            throw new UsageException("--null says how the paths of a list end: it goes with --list or '-'.");
        if (name is not null && folders.Length != 1) throw new UsageException($"--as names one folder, and there are {folders.Length}.");
        if (sources.Count(s => s == StandardInput.Mark) > 1) throw new UsageException("'-' can be given once: standard input has one end.");
        return new FolderSelection
        {
            Folders = folders,
            Files =
            [
                .. sources.Except(folders).SelectMany(s => s == StandardInput.Mark ? PathList.FromStandardInput(nulls) : [s]),
                .. (parsed.GetValue(_lists) ?? []).SelectMany(list => PathList.FromFile(list, nulls)),
            ],
            Name = name,
            Include = parsed.GetValue(_include) ?? [],
            Exclude = parsed.GetValue(_exclude) ?? [],
        };
    }

    private string[] Sources(ParseResult parsed) => [.. (parsed.GetValue(_sources) ?? []).Select(GivenPath.Of)];

    private bool HasFolderOptions(ParseResult parsed) =>
        parsed.GetValue(_name) is not null || parsed.GetValue(_nulls)
        || parsed.GetValue(_include) is { Length: > 0 } || parsed.GetValue(_exclude) is { Length: > 0 };
}
