using Lookalike.Application.Searching;

namespace Lookalike.Cli.Commands.Search;

/// <summary><c>lookalike search</c>: what looks like these images.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        Option<string> model = CommonOptions.Model(), index = CommonOptions.Index();
        var arguments = new SearchArguments();
        Option<string?> montage = OptionOf.Text("--montage", "file.png", "Write a picture of each query beside its hits.");
        Option<bool> nulls = CommonOptions.Nulls("Print only the paths of the hits, each ended by a NUL, as xargs -0 takes them.");
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "search",
            "Finds the indexed images that look like a picture.",
            "lookalike search photo.jpg",
            "lookalike search a.png b.jpg --top 5 --metric cosine --json",
            "lookalike search a.png b.png --mean --not c.png                 like a and b, unlike c",
            "lookalike search photo.jpg --crop 200,150,640,480               like this part of it",
            "lookalike search --key pictures/2024/beach.jpg --skip 10        the second page",
            "lookalike search - --within 0.5 --collapse 0.05 < digit.png",
            "lookalike search photo.jpg --match 'pictures/2024/**'",
            "lookalike search --sample 10 --montage output/results.png")
        {
            arguments.Pictures, model, index,
        };
        command.With([.. arguments.All, montage, nulls, json]).SetAction(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            SearchRequest request = arguments.Read(parsed, parsed.GetValue(montage));
            Timings.Instance.Report(new Progress("options", 1, 1));
            var events = new LibraryEvents
            {
                Progress = Timings.Instance,
                Notice = terminal.Note,
                Failed = failure => terminal.Fault(failure.Message, failure.Remedy),
            };
            ImageLibrary library = CommonOptions.Library(parsed.GetRequiredValue(index), parsed.GetRequiredValue(model));
            SearchReport report = await library.SearchAsync(request, events, cancellationToken);
            if (request.MontagePath is { } path) terminal.Note($"Wrote {path}.");
            if (parsed.GetValue(nulls)) NullOutput.Write(CommonOptions.Null, report.Queries.SelectMany(q => q.Hits).Select(h => (h.Key, h.Path)));
            else if (parsed.GetValue(json)) terminal.Output.WriteLine(report.ToJson());
            else WriteText(report, terminal.Output);
            return report.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
        });
        return command;
    }

    internal static void WriteText(SearchReport report, TextWriter output)
    {
        foreach (QueryHits query in report.Queries)
        {
            output.WriteLine(query.Label is { } own ? $"{query.Query} (label {own})" : query.Query);
            if (query.Hits.Count == 0) output.WriteLine("  no hits");
            foreach (Hit hit in query.Hits)
            {
                string more = hit.NearIdentical > 0 ? $"  +{hit.NearIdentical} near-identical" : "";
                output.WriteLine($"  {hit.Rank,3}  {hit.Distance,9:0.0000}  {hit.Key}{(hit.Label is { } label ? $"  label {label}" : "")}{more}");
            }
        }
    }
}
