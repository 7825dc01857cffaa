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
            ("links passed over", summary.OtherNames, false),
            ("other files passed over", summary.OtherFiles, false),
            ("passed over (drawn by this program)", summary.Results, false),
        ];
        string text = string.Join(", ", counts.Where(c => c.Always || c.Count > 0).Select(c => $"{c.Count:N0} {c.What}"));
        return $"{path}  {(summary.DryRun ? "would be: " : "")}{text}, {summary.Seconds:0.0} s";
    }

    /// <summary>A line for each change.</summary>
    public static void WriteChanges(TextWriter output, IndexChanges changes)
    {
        foreach (string key in changes.Encoded) output.WriteLine($"encode  {key}");
        foreach (string key in changes.Touched) output.WriteLine($"touch   {key}");
        foreach (IndexMove move in changes.Moved) output.WriteLine($"move    {move.From} -> {move.To}");
        foreach (IndexMove copy in changes.Copied) output.WriteLine($"copy    {copy.From} -> {copy.To}");
        foreach (string key in changes.Removed) output.WriteLine($"remove  {key}");
    }
}
