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
        Option<string?> labels = OptionOf.Text(
            "--labels", "folder", "The classes of pictures: 'folder' for the names of the sub-folders that they lie in. Each picture searches among the others.");
        labels.AcceptOnlyFromAmong("folder");
        var pictures = new PictureOutput("the queries that do worst beside what is found for them, where there are labels");
        Option<long?> maxPixels = CommonOptions.MaxPixels();
        Option<bool> json = CommonOptions.Json();
        return new CommandWithExamples(
            "evaluate",
            "Measures how good the search is. Pictures: how often an image is found from a changed copy of it, by the model and by simple means. Data sets "
                + "with labels: each test image searches the indexed training images; a hit is right when its label is the query's.",
            "lookalike evaluate ~/pictures",
            "lookalike evaluate ~/pictures --labels folder --montage worst.png   sub-folders are classes",
            "lookalike evaluate --index output/features.db --json",
            "lookalike evaluate mnist",
            "lookalike evaluate mnist --queries all --metric cosine --baselines",
            "lookalike evaluate mnist --label-free")
        {
            source, queries, metric, labels, baselines, labelFree, maxPixels,
        }.With([.. pictures.All, json, .. place.All]).Runs(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            bool byFolder = parsed.GetValue(labels) is not null;
            pictures.Require(parsed, parsed.GetValue(json));
            if (byFolder && parsed.GetValue(baselines))
                throw new UsageException("--baselines measures data sets, which are in memory. Pictures have other ones: evaluate --label-free.");
            ImageLibrary library = place.Library(parsed);
            var request = new EvaluationRequest
            {
                Source = parsed.GetValue(source) is { } named ? GivenPath.Of(named) : null,
                Queries = queries.Read(parsed),
                Metric = metric.Read(parsed) ?? default,
                Baselines = parsed.GetValue(baselines),
                LabelFree = parsed.GetValue(labelFree),
                FolderLabels = byFolder,
                Shows = pictures.IsGiven(parsed),
                MaxPixels = parsed.GetValue(maxPixels) ?? PictureReader.DefaultMaxPixels,
            };
            EvaluationReport report = await terminal.WithEventsAsync(events => library.EvaluateAsync(request, events, cancellationToken));
            report = LabelFreeText.Worded(report, place.ModelPath(parsed));
            if (report.MeanAveragePrecision is null && (pictures.Montage(parsed) is not null || pictures.Shows(parsed)))
                terminal.Note("There are no labels that say which queries do worst, and no picture of them. Sub-folders are labels with --labels folder.");
            else pictures.Tell(parsed, terminal);
            EvaluationPage.Save(report, pictures.Montage(parsed), pictures.Html(parsed));
            if (parsed.GetValue(json)) terminal.WriteJson(report, CliJson.Default.EvaluationReport);
            else EvaluationText.Write(report, terminal.Output, pictures.Open(parsed));
            return report.LabelFree is { Failures.Count: > 0 } ? ExitCode.SomeFailed : ExitCode.Ok;
        });
    }
}
