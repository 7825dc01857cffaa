using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Search;

namespace Lookalike.Cli;

/// <summary>Evaluates under a progress bar; <c>evaluate</c> and <c>demo</c> share it.</summary>
internal static class EvaluationRun
{
    /// <summary>The changed pictures that are named; of more, the first.</summary>
    private const int MostNamed = 5;

    /// <summary>Measures with the labels of the data set; without them where it has none, where that is asked for, and for folders of pictures.</summary>
    /// <param name="source">A data set, a folder of the index or one below it; null for all folders of the index, or its data set where it has none.</param>
    /// <param name="model">The model.</param>
    /// <param name="path">The index.</param>
    /// <param name="queries">Test images to search with; null for all.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="baselines">Whether pixels and principal components are measured as well.</param>
    /// <param name="labelFree">Whether changed copies are searched for as well.</param>
    /// <param name="maxPixels">The most pixels that a picture of the index may have, to be read again.</param>
    /// <param name="terminal">Where progress and notes go.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    public static async Task<EvaluationReport> ExecuteAsync(
        string? source, ModelFile model, string path, int? queries, DistanceMetric metric, bool baselines, bool labelFree, long maxPixels, Terminal terminal, CancellationToken cancellation)
    {
        using ImageIndex index = await ImageIndex.OpenAsync(Indexes.Engine, path, model.Metadata, cancellation);
        if (source is null && index.Roots.All.Count == 0) source = index.Source;
        if (source is null || ImageSources.Of(source) == ImageSource.Folder) return EvaluationReport.WithoutLabels(MeasureFolders(source, index, model, metric, maxPixels, terminal, cancellation));
        var store = new DatasetStore();
        LabelledImageSet train = store.Open(source, DatasetSplit.Train), test = store.Open(source, DatasetSplit.Test);
        bool labelled = train.HasLabels && test.HasLabels;
        if (!labelled) terminal.Note($"{source} has no labels: measuring how well images are found from changed copies of them instead.");
        LabelFreeReport? free = labelFree || !labelled
            ? MeasureWithoutLabels(model, metric, maxPixels, terminal, evaluator => evaluator.EvaluateAsync(index, [train.Images, test.Images], cancellation))
            : null;
        if (!labelled) return EvaluationReport.WithoutLabels(free!);
        using IImageEncoder encoder = model.OpenEncoder();
        int count = Math.Min(queries ?? test.Images.Count, test.Images.Count);
        return terminal.WithProgress("evaluating", Math.Max(1, count), bar =>
        {
            var evaluator = new Evaluator(train, test, queries, (name, done) => bar.Set(done, name));
            EvaluationReport report = evaluator.EvaluateIndexAsync(index, encoder, metric, cancellation).GetAwaiter().GetResult();
            return report.With(baselines ? evaluator.EvaluateBaselines(cancellation) : null, free);
        });
    }

    private static LabelFreeReport MeasureFolders(string? folder, ImageIndex index, ModelFile model, DistanceMetric metric, long maxPixels, Terminal terminal, CancellationToken cancellation)
    {
        LabelFreeReport report = MeasureWithoutLabels(model, metric, maxPixels, terminal, evaluator => evaluator.EvaluateFoldersAsync(index, folder, cancellation));
        foreach (IndexFailure failure in report.Failures) terminal.Fault(failure.Message);
        if (report.Changed.Count > 0)
        {
            string names = string.Join(", ", report.Changed.Take(MostNamed)) + (report.Changed.Count > MostNamed ? ", ..." : "");
            terminal.Note(
                $"{report.Changed.Count:N0} {(report.Changed.Count == 1 ? "picture has" : "pictures have")} changed since they were indexed and {(report.Changed.Count == 1 ? "was" : "were")} left out: {names}. "
                + $"Bring the index up to date: lookalike index {string.Join(' ', (folder is null ? index.Roots.All.Select(root => root.Path) : [folder]).Select(ShellWord.Of))} --index {ShellWord.Of(index.Path)}");
        }

        return report;
    }

    private static LabelFreeReport MeasureWithoutLabels(ModelFile model, DistanceMetric metric, long maxPixels, Terminal terminal, Func<LabelFreeEvaluator, Task<LabelFreeReport>> measure) =>
        terminal.WithProgress("searching with changed copies", 1, bar =>
            measure(new LabelFreeEvaluator(model, (name, share) => bar.Set(share, name)) { Metric = metric, MaxPixels = maxPixels }).GetAwaiter().GetResult());
}
