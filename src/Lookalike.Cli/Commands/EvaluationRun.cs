using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Evaluates under a progress bar; <c>evaluate</c> and <c>demo</c> share it.</summary>
internal static class EvaluationRun
{
    /// <summary>Measures with the labels of the data set; without them where it has none, or where that is asked for.</summary>
    public static async Task<EvaluationReport> ExecuteAsync(
        string dataset, ModelFile model, string path, int? queries, SearchMetric metric, bool baselines, bool labelFree, Terminal terminal, CancellationToken cancellation)
    {
        var store = new DatasetStore();
        LabelledImageSet train = store.Open(dataset, DatasetSplit.Train), test = store.Open(dataset, DatasetSplit.Test);
        using Encoder encoder = model.OpenEncoder();
        using ImageIndex index = await ImageIndex.OpenAsync(path, model.Metadata, cancellation);
        bool labelled = train.HasLabels && test.HasLabels;
        if (!labelled) terminal.Note($"{dataset} has no labels: measuring how well images are found from changed copies of them instead.");
        LabelFreeReport? free = labelFree || !labelled ? MeasureWithoutLabels([train.Images, test.Images], index, model, metric, terminal, cancellation) : null;
        if (!labelled) return EvaluationReport.WithoutLabels(free!);
        int count = Math.Min(queries ?? test.Images.Count, test.Images.Count);
        return terminal.WithProgress("evaluating", Math.Max(1, count), bar =>
        {
            var evaluator = new Evaluator(train, test, queries, (name, done) => bar.Set(done, name));
            EvaluationReport report = evaluator.EvaluateIndexAsync(index, encoder, metric, cancellation).GetAwaiter().GetResult();
            return report.With(baselines ? evaluator.EvaluateBaselines(cancellation) : null, free);
        });
    }

    private static LabelFreeReport MeasureWithoutLabels(
        IReadOnlyList<ImageSet> sets, ImageIndex index, ModelFile model, SearchMetric metric, Terminal terminal, CancellationToken cancellation) =>
        terminal.WithProgress("searching with changed copies", 1, bar =>
            new LabelFreeEvaluator(model, (name, share) => bar.Set(share, name)) { Metric = metric }
                .EvaluateAsync(index, sets, cancellation).GetAwaiter().GetResult());
}
