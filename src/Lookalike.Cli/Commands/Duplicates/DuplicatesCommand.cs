using Lookalike.Application.Duplicates;

namespace Lookalike.Cli.Commands.Duplicates;

/// <summary><c>lookalike duplicates</c>: which indexed images are near-identical.</summary>
internal static class DuplicatesCommand
{
    public static Command Create()
    {
        Option<string?> model = OptionOf.Text("--model", "file.onnx", "Make sure that this model made the index. Not needed.").Or("-m");
        Option<string> index = LibraryOption.Index(orUsual: true);
        Option<string?> library = LibraryOption.Create();
        Option<float?> within = CommonOptions.Distance(
            "--within", "The most that an image is apart from the one to keep of its group. Default: a quarter of the median distance from an image to its "
                + "nearest neighbour, exact copies left out.");
        Option<int?> top = new Option<int?>("--top-groups") { Description = "Print only this many groups, the largest. Default: all." }.AtLeast(1);
        var pictures = new PictureOutput("the groups");
        Option<bool> nulls = CommonOptions.Nulls("Print only the paths of the images that are more than needed, each ended by a NUL, as xargs -0 takes them.")
            .Or("--print0");
        Option<bool> json = CommonOptions.Json();
        return new CommandWithExamples(
            "duplicates",
            "Finds groups of near-identical images in an index, and names the one to keep of each: the one of most pixels, then the oldest, then the "
                + "one of most bytes. Nothing is deleted.",
            "lookalike duplicates",
            "lookalike duplicates --within 0.05 --top-groups 20 --show",
            "lookalike duplicates --html duplicates.html",
            "lookalike duplicates --index output/features.db --json")
        {
            model, index, library, within, top,
        }.With([.. pictures.All, nulls, json]).Runs(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            pictures.Require(parsed, parsed.GetValue(nulls) || parsed.GetValue(json));
            ImageLibrary images = CommonOptions.Library(parsed.GetRequiredValue(index), parsed.GetValue(model));
            var request = new DuplicateRequest
            {
                Within = parsed.GetValue(within),
                MaxGroups = parsed.GetValue(top),
                MontagePath = pictures.Montage(parsed),
                HtmlPath = pictures.Html(parsed),
                Shows = pictures.Shows(parsed),
            };
            DuplicateReport report = await terminal.WithEventsAsync(events => images.FindDuplicatesAsync(request, events, cancellationToken));
            pictures.Tell(parsed, terminal, report.Rows.Count > 0);
            if (parsed.GetValue(nulls)) NullOutput.Write(CommonOptions.Null, Superfluous(report));
            else if (parsed.GetValue(json)) terminal.WriteJson(report, CliJson.Default.DuplicateReport);
            else WriteText(report, terminal.Output, LinkedPaths.OfOutput(), pictures.Open(parsed));
            if (report.StaleGroups == 0) return ExitCode.Ok;
            bool one = report.StaleGroups == 1;
            terminal.Fault(
                $"{report.StaleGroups:N0} {(one ? "group is" : "groups are")} left out: pictures of {(one ? "it" : "them")} are gone, have changed "
                    + "since they were indexed, or are one and the same file. Index them again.",
                report.Remedy);
            return ExitCode.SomeFailed;
        });
    }

    private static IEnumerable<(string Key, string? Path)> Superfluous(DuplicateReport report) =>
        report.Groups.SelectMany(g => g.Images.Where(i => i.Key != g.Keep)).Select(i => (i.Key, i.Path));

    private static void WriteText(DuplicateReport report, TextWriter output, LinkedPaths paths, ShownPictures? pictures)
    {
        output.WriteLine(
            $"{report.GroupCount:N0} {(report.GroupCount == 1 ? "group" : "groups")} of near-identical images among {report.Images:N0}: "
                + $"{report.Superfluous:N0} more than needed, "
            + $"{report.Seconds:0.0} s");
        Prose.WriteLine(output, $"each within {report.Within:g4} of the one to keep ({report.WithinRule})");
        foreach ((int place, DuplicateGroup group) in report.Groups.Index())
        {
            output.WriteLine();
            foreach (DuplicateImage image in group.Images)
            {
                bool keep = image.Key == group.Keep;
                output.Write(keep ? "  keep             " : $"        {image.Distance,9:0.0000}  ");
                paths.Write(output, image.Path, image.Key);
                output.WriteLine($"{About(image)}{(keep ? $"  ({DuplicateRows.Reason(group)})" : "")}");
            }

            if (place < report.Rows.Count) pictures?.Show(report.Rows[place], output);
        }

        int left = report.GroupCount - report.Groups.Count;
        if (left <= 0) return;
        output.WriteLine();
        output.WriteLine($"  and {left:N0} smaller {(left == 1 ? "group" : "groups")}");
    }

    private static string About(DuplicateImage image)
    {
        string text = image.Label is { } label ? $"  label {label}" : "";
        if (image is { Width: { } width, Height: { } height }) text += $"  {width} x {height}";
        if (image.Size is { } size) text += $"  {size:N0} bytes";
        if (image.Modified is { } modified) text += $"  {modified:yyyy-MM-dd}";
        return text;
    }
}
