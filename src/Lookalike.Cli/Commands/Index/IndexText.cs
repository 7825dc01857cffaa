using Lookalike.Application.Indexing;

namespace Lookalike.Cli.Commands.Index;

/// <summary>Says in text what a run of indexing did, or would do.</summary>
internal static class IndexText
{
    /// <summary>One line.</summary>
    public static string Of(string path, IndexSummary summary)
    {
        (string What, int Count, bool Always)[] counts =
        [
            ("encoded", summary.Encoded, true),
            ("unchanged", summary.Unchanged, true),
            ("touched", summary.Touched, false),
            ("moved", summary.Moved, false),
            ("copied", summary.Copied, false),
            ("removed", summary.Removed, true),
            ("failed", summary.Failed, true),
            (summary.OtherNames == 1 ? "link passed over" : "links passed over", summary.OtherNames, false),
            (summary.OtherFiles == 1 ? "other file passed over" : "other files passed over", summary.OtherFiles, false),
            ("passed over (drawn by this program)", summary.Results, false),
        ];
        string text = string.Join(", ", counts.Where(c => c.Always || c.Count > 0).Select(c => $"{c.Count:N0} {c.What}"));
        return $"{path}  {(summary.DryRun ? "would be: " : "")}{text}, {summary.Seconds:0.0} s";
    }

    /// <summary>A line for each change that would be made.</summary>
    public static IEnumerable<string> Planned(IndexChanges changes) => Lines(changes, ["encode", "touch", "move", "copy", "remove"]);

    /// <summary>A line for each change that was made.</summary>
    public static IEnumerable<string> Done(IndexChanges changes) => Lines(changes, ["encoded", "touched", "moved", "copied", "removed"]);

    private static IEnumerable<string> Lines(IndexChanges changes, string[] verbs)
    {
        (string Verb, IEnumerable<string> What)[] kinds =
        [
            (verbs[0], changes.Encoded),
            (verbs[1], changes.Touched),
            (verbs[2], changes.Moved.Select(move => $"{move.From} -> {move.To}")),
            (verbs[3], changes.Copied.Select(copy => $"{copy.From} -> {copy.To}")),
            (verbs[4], changes.Removed),
        ];
        return kinds.SelectMany(kind => kind.What.Select(what => $"{kind.Verb,-7} {what}"));
    }
}
