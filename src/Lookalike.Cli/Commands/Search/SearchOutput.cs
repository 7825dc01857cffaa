using Lookalike.Application.Searching;

namespace Lookalike.Cli.Commands.Search;

/// <summary>How hits are shown; <c>search</c> and <c>find</c> share it.</summary>
internal sealed class SearchOutput
{
    private readonly Option<string?> _montage = OptionOf.Text("--montage", "file.png", "Write a picture of each query beside its hits.");
    private readonly Option<bool> _nulls = CommonOptions.Nulls("Print only the paths of the hits, each ended by a NUL, as xargs -0 takes them.");
    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_montage, _nulls, _json];

    /// <summary>The file of the montage, or null.</summary>
    public string? Montage(ParseResult parsed) => parsed.GetValue(_montage);

    /// <summary>Whether machines read it.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Shows hits.</summary>
    /// <returns>The exit code.</returns>
    public int Write(ParseResult parsed, SearchReport report, Terminal terminal)
    {
        if (Montage(parsed) is { } path) terminal.Note($"Wrote {path}.");
        if (parsed.GetValue(_nulls)) NullOutput.Write(CommonOptions.Null, report.Queries.SelectMany(q => q.Hits).Select(h => (h.Key, h.Path)));
        else if (IsJson(parsed)) terminal.Output.WriteLine(report.ToJson());
        else WriteText(report, terminal.Output, Directory.GetCurrentDirectory());
        return report.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    /// <summary>Writes hits for people.</summary>
    /// <param name="report">The hits.</param>
    /// <param name="output">Where to.</param>
    /// <param name="from">The folder that paths are told from.</param>
    internal static void WriteText(SearchReport report, TextWriter output, string from)
    {
        foreach (QueryHits query in report.Queries)
        {
            output.WriteLine(query.Label is { } own ? $"{query.Query} (label {own})" : query.Query);
            if (query.Hits.Count == 0) output.WriteLine("  no hits");
            foreach (Hit hit in query.Hits)
            {
                string more = hit.NearIdentical > 0 ? $"  +{hit.NearIdentical} near-identical" : "";
                string name = hit.Path is { } path ? ShownPath.Of(path, from) : hit.Key;
                output.WriteLine($"  {hit.Rank,3}  {hit.Distance,9:0.0000}  {name}{(hit.Label is { } label ? $"  label {label}" : "")}{more}");
            }
        }
    }
}
