using Lookalike.Application.Evaluating;
using Lookalike.Imaging.Reading;
using Lookalike.Search.Distances;

namespace Lookalike.Cli.Commands.Evaluate;

/// <summary><c>lookalike evaluate</c>: how good the search is, measured with labels or without.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Argument<string?> source = new("data-set|folder")
        {
            Description = "mnist, fashion-mnist, a folder with the four IDX files, or a folder of pictures that is in the index. Default: all that is in "
                + "the index.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var place = new IndexPlace(reads: true);
        NumberOrWord<int> queries = new("--queries", "all", NumberRange.Of<int>(1, maximum: null))
        {
            Description = "How many test images to search with, or all.",
            DefaultValueFactory = _ => "1000",
        };
        WordOption<DistanceMetric> metric = CommonOptions.Metric();
        Option<bool> baselines = new("--baselines") { Description = "Measure raw pixels and PCA-64 as well." };
        Option<bool> labelFree = OptionOf.Flag(
            "--label-free",
            "Measure without labels as well: how often an image is found from a changed copy, beside raw pixels, histograms, hashes, a "
            + "random projection and the untrained network. Done anyway where there are no labels.");
        Option<long?> maxPixels = CommonOptions.MaxPixels();
        Option<bool> json = CommonOptions.Json();
        return new CommandWithExamples(
            "evaluate",
            "Measures how good the search is. Pictures: how often an image is found from a changed copy of it, by the model and by simple means. Data sets "
                + "with labels: each test image searches the indexed training images; a hit is right when its label is the query's.",
            "lookalike evaluate ~/pictures",
            "lookalike evaluate --index output/features.db --json",
            "lookalike evaluate mnist",
            "lookalike evaluate mnist --queries all --metric cosine --baselines",
            "lookalike evaluate mnist --label-free")
        {
            source, queries, metric, baselines, labelFree, maxPixels, json,
        }.With(place.All).Runs(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            ImageLibrary library = place.Library(parsed);
            var request = new EvaluationRequest
            {
                Source = parsed.GetValue(source) is { } named ? GivenPath.Of(named) : null,
                Queries = queries.Read(parsed),
                Metric = metric.Read(parsed) ?? default,
                Baselines = parsed.GetValue(baselines),
                LabelFree = parsed.GetValue(labelFree),
                MaxPixels = parsed.GetValue(maxPixels) ?? PictureReader.DefaultMaxPixels,
            };
            EvaluationReport report = await terminal.WithEventsAsync(events => library.EvaluateAsync(request, events, cancellationToken));
            report = LabelFreeText.Worded(report, place.ModelPath(parsed));
            if (parsed.GetValue(json)) terminal.WriteJson(report, CliJson.Default.EvaluationReport);
            else WriteText(report, terminal.Output);
            return report.LabelFree is { Failures.Count: > 0 } ? ExitCode.SomeFailed : ExitCode.Ok;
        });
    }

    private static void WriteText(EvaluationReport report, TextWriter output)
    {
        if (report.MeanAveragePrecision is not null) WriteLabelled(report, output);
        if (report.LabelFree is { } free) LabelFreeText.Write(free, output);
    }

    private static void WriteLabelled(EvaluationReport report, TextWriter output)
    {
        output.WriteLine($"{report.Queries:N0} queries against {report.Database:N0} images");
        output.WriteLine($"{"vectors",-12} {"metric",-10} {"mAP",6} {"mAP@1000",9} {"P@10",6} {"1-NN",6} {"seconds",8}");
        foreach (EvaluationReport row in (IEnumerable<EvaluationReport>)[report, .. report.Baselines ?? []])
        {
            output.WriteLine(
                $"{row.Vectors,-12} {row.Metric,-10} {row.MeanAveragePrecision,6:0.000} {row.MeanAveragePrecisionAt1000,9:0.000} "
                + $"{row.PrecisionAt10,6:0.000} {row.PrecisionAt1,6:0.000} {row.Seconds,8:0.0}");
        }

        if (report.ApproximateRecallAt10 is { } recall) output.WriteLine($"approximate search finds {recall:0.0000} of the exact 10 nearest");
    }
}
