using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Evaluates under a progress bar; <c>evaluate</c> and <c>demo</c> share it.</summary>
internal static class EvaluationRun
{
    public static async Task<EvaluationReport> ExecuteAsync(
        string dataset, ModelFile model, string path, int? queries, SearchMetric metric, bool baselines, Terminal terminal, CancellationToken cancellation)
    {
        var store = new DatasetStore();
        LabelledImageSet train = store.Open(dataset, DatasetSplit.Train), test = store.Open(dataset, DatasetSplit.Test);
        using Encoder encoder = model.OpenEncoder();
        using ImageIndex index = await ImageIndex.OpenAsync(path, model.Metadata, cancellation);
        int count = Math.Min(queries ?? test.Images.Count, test.Images.Count);
        return terminal.WithProgress("evaluating", Math.Max(1, count), bar =>
        {
            var evaluator = new Evaluator(train, test, queries, (name, done) => bar.Set(done, name));
            EvaluationReport report = evaluator.EvaluateIndexAsync(index, encoder, metric, cancellation).GetAwaiter().GetResult();
            return baselines ? report.With(evaluator.EvaluateBaselines(cancellation)) : report;
        });
    }
}
