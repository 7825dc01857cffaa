using Lookalike.Application.Searching;

namespace Lookalike.Cli.Commands.Search;

/// <summary>How hits are shown; <c>search</c> and <c>find</c> share it.</summary>
internal sealed class SearchOutput
{
    private readonly PictureOutput _pictures = new("each query beside its hits");
    private readonly Option<bool> _nulls = CommonOptions.Nulls("Print only the paths of the hits, each ended by a NUL, as xargs -0 takes them.").Or("--print0");
    private readonly Option<bool> _json = CommonOptions.Json();

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [.. _pictures.All, _nulls, _json];

    /// <summary>How hits are seen.</summary>
    public PictureOutput Pictures => _pictures;

    /// <summary>Whether machines read it.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Whether other programs read it.</summary>
    public bool IsForMachines(ParseResult parsed) => IsJson(parsed) || parsed.GetValue(_nulls);

    /// <summary>Shows hits.</summary>
    /// <returns>The exit code.</returns>
    public int Write(ParseResult parsed, SearchReport report, Terminal terminal)
    {
        _pictures.Tell(parsed, terminal, report.Rows.Count > 0);
        if (parsed.GetValue(_nulls)) NullOutput.Write(CommonOptions.Null, report.Queries.SelectMany(q => q.Hits).Select(h => (h.Key, h.Path)));
        else if (IsJson(parsed)) terminal.Output.WriteLine(report.ToJson());
        else WriteText(report, terminal.Output, LinkedPaths.OfOutput(), _pictures.Open(parsed));
        return report.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    /// <summary>Writes hits for people.</summary>
    /// <param name="report">The hits.</param>
    /// <param name="output">Where to.</param>
    /// <param name="paths">Writes paths.</param>
    /// <param name="pictures">Shows the pictures of the report; null for none.</param>
    internal static void WriteText(SearchReport report, TextWriter output, LinkedPaths paths, ShownPictures? pictures)
    {
        foreach ((int place, QueryHits query) in report.Queries.Index())
        {
            output.WriteLine(query.Label is { } own ? $"{query.Query} (label {own})" : query.Query);
            if (query.Hits.Count == 0) output.WriteLine("  no hits");
            foreach (Hit hit in query.Hits)
            {
                string more = hit.NearIdentical > 0 ? $"  +{hit.NearIdentical} near-identical" : "";
                output.Write($"  {hit.Rank,3}  {hit.Distance,9:0.0000}  ");
                paths.Write(output, hit.Path, hit.Key);
                output.WriteLine($"{(hit.Label is { } label ? $"  label {label}" : "")}{more}");
            }

            if (place < report.Rows.Count) pictures?.Show(report.Rows[place], output);
        }
    }
}
