using System.CommandLine;
using System.Globalization;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary><c>lookalike doctor</c>: what is wrong with an index, and mending it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<string> model = CommonOptions.Model(), index = CommonOptions.Index();
        Option<bool> fix = new("--fix") { Description = "Mend what can be mended: drop what is gone, encode again what is wrong, build the graph." };
        NumberOrWord<int> sample = new("--sample", "all", NumberRange.Of<int>(0, most: null))
        {
            Description = "How many images to encode again and compare with their vectors, or all.",
            DefaultValueFactory = _ => HealthOptions.DefaultSample.ToString(CultureInfo.InvariantCulture),
        };
        Option<long?> maxPixels = CommonOptions.MaxPixels();
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "doctor",
            "Examines an index: its model, checksums and values of its vectors, whether its images are still there and unchanged, and whether they find themselves.",
            "lookalike doctor",
            "lookalike doctor --fix",
            "lookalike doctor --index output/features.db --sample all --json")
        {
            model, index, fix, sample, maxPixels, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            async () =>
            {
                Terminal terminal = parsed.Terminal();
                int? count = sample.Read(parsed);
                using IImageEncoder? encoder = TryOpen(parsed.GetRequiredValue(model), terminal);
                HealthReport report = terminal.WithProgress("examining", 1, bar =>
                {
                    var options = new HealthOptions
                    {
                        Sample = count,
                        MaxPixels = parsed.GetValue(maxPixels) ?? PictureReader.DefaultMaxPixels,
                        Progress = (what, share) => bar.Set(share, what),
                    };
                    var doctor = new IndexDoctor(Indexes.Engine, parsed.GetRequiredValue(index), encoder, new DatasetStore(), options);
                    return (parsed.GetValue(fix) ? doctor.FixAsync(cancellation) : doctor.ExamineAsync(cancellation)).GetAwaiter().GetResult();
                });
                if (parsed.GetValue(json)) terminal.WriteJson(report, HealthJson.Default.HealthReport);
                else HealthText.Write(report, terminal.Output, PastedCommand.ModelOf(parsed));
                return encoder is null ? ExitCode.MissingOrIncompatible : CodeOf(report);
            },
            CancellationToken.None));
        return command;
    }

    private static int CodeOf(HealthReport report)
    {
        if (report.Findings.Count == 0) return ExitCode.Ok;
        return report.Findings.Any(f => f.Kind is HealthFindingKind.UnreadableIndex or HealthFindingKind.WrongModel) ? ExitCode.MissingOrIncompatible : ExitCode.SomeFailed;
    }

    private static IImageEncoder? TryOpen(string model, Terminal terminal)
    {
        try
        {
            return ModelFile.Read(model).OpenEncoder();
        }
        catch (ModelFileException e)
        {
            terminal.Fault($"{e.Message} What needs a model is not checked.");
            return null;
        }
    }
}
