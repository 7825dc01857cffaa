using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>Measures with the labels of a data set; without them where it has none, where that is asked for, and for folders of pictures.</summary>
internal sealed class EvaluationRun(ImageLibrary library, EvaluationRequest request, LibraryEvents events)
{
    /// <summary>The changed pictures that are named; of more, the first.</summary>
    private const int MaxNamed = 5;

    private readonly EncoderSource _encoders = library.ReadEncoder();

    public async Task<EvaluationReport> RunAsync(CancellationToken cancellationToken)
    {
        using ImageIndex index = await ImageIndex.OpenAsync(library.Engine, library.IndexPath, _encoders.Description, cancellationToken).ConfigureAwait(false);
        string? source = request.Source ?? (index.Roots.All.Count == 0 ? index.Source : null);
        if (source is null || (!library.Datasets.Holds(source) && Directory.Exists(source)))
            return EvaluationReport.WithoutLabels(await MeasureFoldersAsync(source, index, cancellationToken).ConfigureAwait(false));
        LabelledImageSet train = library.Datasets.Open(source, DatasetSplit.Train), test = library.Datasets.Open(source, DatasetSplit.Test);
        bool labelled = train.HasLabels && test.HasLabels;
        if (!labelled) events.Tell($"{source} has no labels: measuring how well images are found from changed copies of them instead.");
        LabelFreeReport? free = request.LabelFree || !labelled
            ? await LabelFree().EvaluateAsync(index, [train.Images, test.Images], cancellationToken).ConfigureAwait(false)
            : null;
        if (!labelled) return EvaluationReport.WithoutLabels(free!);
        using IImageEncoder encoder = _encoders.Open(library.EncoderOptions(threads: null));
        var evaluator = new Evaluator(train, test, request.Queries, events.Progress);
        EvaluationReport report = await evaluator.EvaluateIndexAsync(index, encoder, request.Metric, cancellationToken).ConfigureAwait(false);
        return report.With(request.Baselines ? evaluator.EvaluateBaselines(cancellationToken) : null, free);
    }

    private async Task<LabelFreeReport> MeasureFoldersAsync(string? folder, ImageIndex index, CancellationToken cancellationToken)
    {
        LabelFreeReport report = await LabelFree().EvaluateFoldersAsync(index, folder, cancellationToken).ConfigureAwait(false);
        foreach (IndexFailure failure in report.Failures) events.Failed?.Invoke(failure);
        if (report.Changed.Count == 0) return report;
        string names = string.Join(", ", report.Changed.Take(MaxNamed)) + (report.Changed.Count > MaxNamed ? ", ..." : "");
        (string have, string were) = report.Changed.Count == 1 ? ("picture has", "was") : ("pictures have", "were");
        events.Tell(
            $"{report.Changed.Count:N0} {have} changed since they were indexed and {were} left out: {names}. Bring the index up to date.",
            new Remedy(RemedyKind.Index, [index.Path, .. folder is null ? index.Roots.All.Select(root => root.Path) : [folder]]));
        return report;
    }

    private LabelFreeEvaluator LabelFree() => new(_encoders, events.Progress) { Metric = request.Metric, MaxPixels = request.MaxPixels };
}
