using Lookalike.Application.Evaluating;
using Lookalike.Imaging.Reading;
using Lookalike.Search.Distances;

namespace Lookalike.Cli.Commands.Evaluate;

/// <summary><c>lookalike evaluate</c>: how good the search is, measured with labels or without.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string[]> _named = new("data-set|folder|index")
    {
        Description = "mnist, fashion-mnist, a folder with the four IDX files, or a folder of pictures that is in the index. Default: all that is in the "
            + "index. Index files are measured by the models beside them; two are compared.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly IndexPlace _place = new(reads: true);
    private readonly NumberOrWord<int> _queries = new("--queries", "all", NumberRange.Of<int>(1, maximum: null))
    {
        Description = "How many test images to search with, or all.",
        DefaultValueFactory = _ => "1000",
    };

    private readonly WordOption<DistanceMetric> _metric = CommonOptions.Metric();
    private readonly Option<string?> _labels = OptionOf.Text(
        "--labels", "folder", "The classes of pictures: 'folder' for the names of the sub-folders that they lie in. Each picture searches among the others.");

    private readonly Option<bool> _baselines = OptionOf.Flag("--baselines", "Measure raw pixels and PCA-64 as well.");
    private readonly Option<bool> _labelFree = OptionOf.Flag(
        "--label-free",
        "Measure without labels as well: how often an image is found from a changed copy, beside raw pixels, histograms, hashes, a "
        + "random projection and the untrained network. Done anyway where there are no labels.");

    private readonly PictureOutput _pictures = new("the queries that do worst beside what is found for them, where there are labels");
    private readonly Option<long?> _maxPixels = CommonOptions.MaxPixels();
    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create() => new EvaluateCommand().ToCommand();

    private CommandWithExamples ToCommand()
    {
        _labels.AcceptOnlyFromAmong("folder");
        return new CommandWithExamples(
            "evaluate",
            "Measures how good the search is. Pictures: how often an image is found from a changed copy of it, by the model and by simple means. Data sets "
                + "with labels: each test image searches the indexed training images; a hit is right when its label is the query's.",
            "lookalike evaluate ~/pictures",
            "lookalike evaluate ~/pictures --labels folder --montage worst.png   sub-folders are classes",
            "lookalike evaluate old.db new.db                                    two runs side by side",
            "lookalike evaluate --index output/features.db --json",
            "lookalike evaluate mnist --queries all --metric cosine --baselines",
            "lookalike evaluate mnist --label-free")
        {
            _named,
        }.With([_queries, _metric, _labels, _baselines, _labelFree, _maxPixels, .. _pictures.All, _json, .. _place.All]).Runs(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        EvaluatedIndexes named = EvaluatedIndexes.Read(parsed.GetValue(_named) ?? []);
        Require(parsed, named);
        EvaluationRequest request = Request(parsed, named.Source);
        if (named.Indexes is [var first, var second])
        {
            var comparison = new EvaluationComparison(
                (first, second),
                (await MeasureAsync(first, request, terminal, cancellationToken), await MeasureAsync(second, request, terminal, cancellationToken)));
            if (parsed.GetValue(_json)) terminal.WriteJson(comparison, CliJson.Default.EvaluationComparison);
            else EvaluationText.Write(comparison, terminal.Output);
            return comparison.Runs.Any(run => run.Report.LabelFree is { Failures.Count: > 0 }) ? ExitCode.SomeFailed : ExitCode.Ok;
        }

        EvaluationReport report = named.Indexes is [var index]
            ? await MeasureAsync(index, request, terminal, cancellationToken)
            : LabelFreeText.Worded(
                await terminal.WithEventsAsync(events => _place.Library(parsed).EvaluateAsync(request, events, cancellationToken)), _place.ModelPath(parsed));
        Show(parsed, report, terminal);
        return report.LabelFree is { Failures.Count: > 0 } ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    private void Require(ParseResult parsed, EvaluatedIndexes named)
    {
        _pictures.Require(parsed, parsed.GetValue(_json));
        if (parsed.GetValue(_labels) is not null && parsed.GetValue(_baselines))
            throw new UsageException("--baselines measures data sets, which are in memory. Pictures have other ones: evaluate --label-free.");
        if (named.Indexes.Count > 0 && _place.All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} says which index is meant, and {named.Indexes[0]} is one. Leave one of them away.");
        if (named.Indexes.Count > 1 && _pictures.IsGiven(parsed))
            throw new UsageException("Pictures are drawn of one index. Measure each on its own for these.");
    }

    private EvaluationRequest Request(ParseResult parsed, string? source) => new()
    {
        Source = source,
        Queries = _queries.Read(parsed),
        Metric = _metric.Read(parsed) ?? default,
        Baselines = parsed.GetValue(_baselines),
        LabelFree = parsed.GetValue(_labelFree),
        FolderLabels = parsed.GetValue(_labels) is not null,
        Shows = _pictures.IsGiven(parsed),
        MaxPixels = parsed.GetValue(_maxPixels) ?? PictureReader.DefaultMaxPixels,
    };

    private static async Task<EvaluationReport> MeasureAsync(
        string index, EvaluationRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        (ImageLibrary library, string? model) = await EvaluatedIndexes.OpenAsync(index, request.NeedsModel, cancellationToken);
        EvaluationReport report = await terminal.WithEventsAsync(events => library.EvaluateAsync(request, events, cancellationToken));
        return model is null ? report : LabelFreeText.Worded(report, model);
    }

    private void Show(ParseResult parsed, EvaluationReport report, Terminal terminal)
    {
        bool draws = _pictures.Montage(parsed) is not null || _pictures.Shows(parsed);
        EvaluationPage.Save(report, _pictures.Montage(parsed), _pictures.Html(parsed));
        if (report.MeanAveragePrecision is null && draws)
            terminal.Note("There are no labels that say which queries do worst, and no picture of them. Sub-folders are labels with --labels folder.");
        _pictures.Tell(parsed, terminal, report.Rows.Count > 0);
        if (parsed.GetValue(_json)) terminal.WriteJson(report, CliJson.Default.EvaluationReport);
        else EvaluationText.Write(report, terminal.Output, _pictures.Open(parsed));
    }
}
