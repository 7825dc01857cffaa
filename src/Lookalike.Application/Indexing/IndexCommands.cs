using Lookalike.Datasets;
using Lookalike.Index.Records;

namespace Lookalike.Application;

/// <summary>Commands that messages recommend, as they can be pasted. Where it is not known what to index, the message says it in words.</summary>
internal static class IndexCommands
{
    /// <summary>Says how to index what an index holds, once more.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="dataset">Its data set; empty for none.</param>
    /// <param name="roots">Its folders.</param>
    /// <param name="rebuild">Whether it is to be emptied first.</param>
    public static string Again(string path, string dataset, ImageRoots roots, bool rebuild)
    {
        string[] sources = [.. roots.All.Select(root => root.Path)];

        // A data set is indexed alone: beside folders, no single command would do.
        if (sources.Length == 0 && dataset.Length > 0) sources = [dataset];
        else if (sources.Length == 0 || dataset.Length > 0) return $"index what it holds once more{(rebuild ? ", with --rebuild" : "")}";
        return $"{Index(path, sources)}{(rebuild ? " --rebuild" : "")}";
    }

    /// <summary>Says how to index a data set that is known by its name.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="set">The name of the data set, or of a split of it.</param>
    public static string Dataset(string path, string set)
    {
        string name = set.Split('/')[0];
        return DatasetCatalog.All.Any(d => d.Name == name) ? $"Index it first: {Index(path, [name])} --split all" : "Index the data set first, with --split all.";
    }

    /// <summary>A command that indexes.</summary>
    public static string Index(string path, IEnumerable<string> sources) => $"lookalike index {string.Join(' ', sources.Select(ShellWord.Of))} --index {ShellWord.Of(path)}";

    /// <summary>A command that drops records.</summary>
    public static string Remove(string path, string name) => $"lookalike index --remove {ShellWord.Of(name)} --index {ShellWord.Of(path)}";
}
