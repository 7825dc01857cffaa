namespace Lookalike.Cli.Commands.Search;

/// <summary><c>lookalike search</c>: what looks like these images.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var place = new IndexPlace(reads: true);
        var arguments = new SearchArguments();
        var output = new SearchOutput();
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
            "lookalike search photo.jpg --show --html hits.html              seen here, and in a browser",
            "lookalike search --sample 10 --montage output/results.png")
        {
            arguments.Pictures,
        };
        command.With([.. place.All, .. arguments.All, .. output.All]).SetAction(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            SearchRequest request = arguments.Read(parsed, output);
            Timings.Instance.Report(new Progress("options", 1, 1));
            var events = new LibraryEvents
            {
                Progress = Timings.Instance,
                Notice = terminal.Note,
                Failed = failure => terminal.Fault(failure.Message, failure.Remedy),
            };
            return output.Write(parsed, await place.Library(parsed).SearchAsync(request, events, cancellationToken), terminal);
        });
        return command;
    }
}
