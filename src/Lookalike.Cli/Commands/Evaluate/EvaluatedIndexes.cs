using Lookalike.Index;
using Lookalike.Index.Sqlite;

namespace Lookalike.Cli.Commands.Evaluate;

/// <summary>What the arguments of <c>evaluate</c> name: index files, and a data set or a folder.</summary>
/// <param name="Indexes">None, one or two.</param>
/// <param name="Source">What is measured, or null.</param>
internal sealed record EvaluatedIndexes(IReadOnlyList<string> Indexes, string? Source)
{
    /// <summary>Sorts the arguments.</summary>
    /// <exception cref="UsageException">They are too many of one kind.</exception>
    public static EvaluatedIndexes Read(IEnumerable<string> arguments)
    {
        ILookup<bool, string> byKind = arguments.Select(GivenPath.Of).ToLookup(IsIndex);
        string[] indexes = [.. byKind[true]], sources = [.. byKind[false]];
        if (sources.Length > 1)
            throw new UsageException($"evaluate measures one data set or folder, found {string.Join(" and ", sources)}, neither of them an index file.");
        if (indexes.Length > 2) throw new UsageException($"evaluate compares two indexes, found {indexes.Length}. Name two of them.");
        return new EvaluatedIndexes(indexes, sources.SingleOrDefault());
    }

    private static bool IsIndex(string path) => File.Exists(path) && SpecialFile.KindOf(path) is null && OwnKind.Index.Wrote(path);

    /// <summary>What measures an index that is named, by the model that made it.</summary>
    /// <param name="index">The index file.</param>
    /// <param name="needsModel">Whether a model is needed.</param>
    /// <param name="cancellationToken">Stops the search for the model.</param>
    /// <exception cref="IndexException">There is no model of it beside it.</exception>
    public static async Task<(ImageLibrary Library, string? Model)> OpenAsync(string index, bool needsModel, CancellationToken cancellationToken)
    {
        string? model = needsModel ? await IndexModel.FindAsync(new SqliteIndexEngine(), index, cancellationToken) : null;
        if (needsModel && model is null)
        {
            throw new IndexException(
                $"The model that made {index} is not beside it: expected it among the .onnx files of {Path.GetDirectoryName(Path.GetFullPath(index))}. "
                    + "Put it there; or name index and model with --index and --model; or measure by sub-folders, which takes no model: --labels folder.",
                index);
        }

        return (CommonOptions.Library(index, model), model);
    }
}
