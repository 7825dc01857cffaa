using System.Globalization;
using Lookalike.Application.Health;
using Lookalike.Imaging.Reading;

namespace Lookalike.Cli.Commands.Doctor;

/// <summary><c>lookalike doctor</c>: what is wrong with an index, and mending it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var place = new IndexPlace(reads: true);
        Option<bool> fix = new("--fix") { Description = "Mend what can be mended: drop what is gone, encode again what is wrong, build the graph." };
        NumberOrWord<int> sample = new("--sample", "all", NumberRange.Of<int>(0, maximum: null))
        {
            Description = "How many images to encode again and compare with their vectors, or all.",
            DefaultValueFactory = _ => HealthOptions.DefaultSample.ToString(CultureInfo.InvariantCulture),
        };
        Option<long?> maxPixels = CommonOptions.MaxPixels();
        Option<bool> json = CommonOptions.Json();
        return new CommandWithExamples(
            "doctor",
            "Examines an index: its model, checksums and values of its vectors, whether its images are still there and unchanged, and whether they find "
                + "themselves.",
            "lookalike doctor",
            "lookalike doctor --fix",
            "lookalike doctor --index output/features.db --sample all --json")
        {
            fix, sample, maxPixels, json,
        }.With(place.All).Runs(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            ImageLibrary library = place.Library(parsed);
            HealthReport report = await terminal.WithEventsAsync(events =>
            {
                var options = new HealthOptions
                {
                    Sample = sample.Read(parsed),
                    MaxPixels = parsed.GetValue(maxPixels) ?? PictureReader.DefaultMaxPixels,
                    Progress = events.Progress,
                };
                return library.ExamineAsync(options, parsed.GetValue(fix), cancellationToken);
            });
            if (report.ModelFault is { } fault) terminal.Fault($"{RemedyText.Report(model: null).Describe(fault)} What needs a model is not checked.");
            HealthReport worded = HealthText.Worded(report, CommonOptions.NamedModel(parsed));
            if (parsed.GetValue(json)) terminal.WriteJson(worded, HealthJson.Default.HealthReport);
            else HealthText.Write(worded, terminal.Output);
            return report.ModelFault is null ? CodeOf(report) : ExitCode.MissingOrIncompatible;
        });
    }

    private static int CodeOf(HealthReport report)
    {
        if (report.Findings.Count == 0) return ExitCode.Ok;
        return report.Findings.Any(f => f.Kind is HealthFindingKind.UnreadableIndex or HealthFindingKind.WrongModel)
            ? ExitCode.MissingOrIncompatible : ExitCode.SomeFailed;
    }
}
