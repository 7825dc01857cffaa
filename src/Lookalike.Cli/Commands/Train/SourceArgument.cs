using System.Diagnostics.CodeAnalysis;
using Lookalike.Datasets;
using Lookalike.Datasets.Catalog;

namespace Lookalike.Cli.Commands.Train;

/// <summary>What a command line names to train on.</summary>
internal static class SourceArgument
{
    /// <summary>What names the images; with --list, nothing does.</summary>
    public static Argument<string?> Create() => new("source")
    {
        Description = "mnist, fashion-mnist, a folder of pictures, '-' for paths of pictures on standard input, or a folder with the four IDX files.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>What is named, or null where nothing.</summary>
    public static string? Read(ParseResult parsed, Argument<string?> argument) => parsed.GetValue(argument) is { } named ? GivenPath.Of(named) : null;

    /// <summary>Whether a data set is named, and not pictures.</summary>
    /// <param name="named">What is named, or null where nothing.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="pictures">Its options of pictures.</param>
    /// <param name="resumes">Whether a run goes on, which keeps its pixels.</param>
    /// <exception cref="UsageException">It is a file.</exception>
    /// <exception cref="DatasetException">It is nothing that is there.</exception>
    public static bool IsDataset([NotNullWhen(true)] string? named, ParseResult parsed, PictureOptions pictures, bool resumes)
    {
        if (named is null) return false;
        switch (GivenSource.Of(named, CommonOptions.Datasets.Holds))
        {
            case GivenSource.Kind.Dataset when pictures.AreGiven(parsed):
                throw new UsageException(
                    $"The options of pictures were given for the data set '{named}', whose images are as they are. "
                    + "Leave them away, or name a folder of pictures.");
            case GivenSource.Kind.Dataset:
                return true;
            case GivenSource.Kind.File:
                throw new UsageException(
                    $"'{named}' is a file: expected a data set or a folder. "
                    + $"Name the folder that it is in, or --list {ShellWord.Of(named)} if it is a list of paths.");

            // What a run began with may be gone; its pixels are kept.
            case GivenSource.Kind.Nothing when !resumes:
                throw new DatasetException(
                    $"There is no data set or folder '{named}': expected {string.Join(", ", DatasetCatalog.All.Select(d => d.Name))}, "
                    + "a folder with IDX files, or a folder of pictures. Check the spelling.",
                    named);
            default:
                return false;
        }
    }
}
