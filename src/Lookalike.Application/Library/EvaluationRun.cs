using System.Diagnostics;
using Lookalike.Application.Drawing;
using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Index;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>
/// Measures with the labels of a data set or of folders; without them where there are none, where that is asked for, and for folders of pictures.
/// </summary>
internal sealed class EvaluationRun(ImageLibrary library, EvaluationRequest request, LibraryEvents events)
{
    /// <summary>The changed pictures that are named; of more, the first.</summary>
    private const int MaxNamed = 5;

    public async Task<EvaluationReport> RunAsync(CancellationToken cancellationToken)
    {
        EncoderSource? encoders = request.NeedsModel ? library.ReadEncoder() : null;
        using ImageIndex index = encoders is null
            ? await ImageIndex.OpenAsync(library.Engine, library.IndexPath, cancellationToken).ConfigureAwait(false)
            : await ImageIndex.OpenAsync(library.Engine, library.IndexPath, encoders.Description, cancellationToken).ConfigureAwait(false);
        var images = new DrawnImages(new IndexedImages(library.Datasets, index) { MaxPixels = request.MaxPixels }, events.Tell);
        string? source = request.Source ?? (index.Roots.All.Count == 0 ? index.Source : null);
        bool isFolder = source is null || (!library.Datasets.Holds(source) && Directory.Exists(source));
        if (request.FolderLabels && !isFolder)
            throw new IndexException($"{source} is a data set, whose images lie in no folders. Measure it by its own labels.", index.Path);
        return !isFolder ? await MeasureSetAsync(source!, index, encoders!, images, cancellationToken).ConfigureAwait(false)
            : request.FolderLabels ? await MeasureClassesAsync(source, index, encoders, images, cancellationToken).ConfigureAwait(false)
            : EvaluationReport.WithoutLabels(await MeasureFoldersAsync(source, index, encoders!, cancellationToken).ConfigureAwait(false));
    }

    private async Task<EvaluationReport> MeasureSetAsync(
        string source, ImageIndex index, EncoderSource encoders, DrawnImages images, CancellationToken cancellationToken)
    {
        LabelledImageSet train = library.Datasets.Open(source, DatasetSplit.Train), test = library.Datasets.Open(source, DatasetSplit.Test);
        bool labelled = train.HasLabels && test.HasLabels;
        if (!labelled) events.Tell($"{source} has no labels: measuring how well images are found from changed copies of them instead.");
        LabelFreeReport? free = request.LabelFree || !labelled
            ? await LabelFree(encoders).EvaluateAsync(index, [train.Images, test.Images], cancellationToken).ConfigureAwait(false)
            : null;
        if (!labelled) return EvaluationReport.WithoutLabels(free!);
        using IImageEncoder encoder = encoders.Open(library.EncoderOptions(threads: null));
        var evaluator = new Evaluator(train, test, request.Queries, events.Progress);
        EvaluationReport report = await evaluator.EvaluateIndexAsync(index, encoder, request.Metric, cancellationToken).ConfigureAwait(false);
        if (request.Shows) report.Rows = WorstRows.Of(report, query => evaluator.Show(query.Position), _ => null, images);
        return report.With(request.Baselines ? evaluator.EvaluateBaselines(cancellationToken) : null, free);
    }

    private async Task<EvaluationReport> MeasureClassesAsync(
        string? folder, ImageIndex index, EncoderSource? encoders, DrawnImages images, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        LabelledVectors vectors = await FolderClasses
            .ReadAsync(index, folder, request.Queries, text => events.Tell(text), cancellationToken)
            .ConfigureAwait(false);
        EvaluationReport report = LabelledMeasure.Run(vectors, request.Metric, start, events.Progress, cancellationToken);
        if (request.Shows) report.Rows = WorstRows.Of(report, query => images.Show(query.Query), PathOf, images);
        return report.With(null, encoders is null ? null : await MeasureFoldersAsync(folder, index, encoders, cancellationToken).ConfigureAwait(false));

        string? PathOf(string key) => index.Roots.TryFindFile(key, out string? path) ? path : null;
    }

    private async Task<LabelFreeReport> MeasureFoldersAsync(string? folder, ImageIndex index, EncoderSource encoders, CancellationToken cancellationToken)
    {
        LabelFreeReport report = await LabelFree(encoders).EvaluateFoldersAsync(index, folder, cancellationToken).ConfigureAwait(false);
        foreach (IndexFailure failure in report.Failures) events.Failed?.Invoke(failure);
        if (report.Changed.Count == 0) return report;
        string names = string.Join(", ", report.Changed.Take(MaxNamed)) + (report.Changed.Count > MaxNamed ? ", ..." : "");
        (string have, string were) = report.Changed.Count == 1 ? ("picture has", "was") : ("pictures have", "were");
        events.Tell(
            $"{report.Changed.Count:N0} {have} changed since they were indexed and {were} left out: {names}. Bring the index up to date.",
            new Remedy(RemedyKind.Index, [index.Path, .. folder is null ? index.Roots.All.Select(root => root.Path) : [folder]]));
        return report;
    }

    private LabelFreeEvaluator LabelFree(EncoderSource encoders) =>
        new(encoders, events.Progress) { Metric = request.Metric, MaxPixels = request.MaxPixels };
}
