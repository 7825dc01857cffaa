using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>What training ends with: whether the model finds a changed copy's image better than what needs no training.</summary>
/// <param name="bars">Its bar is one of these.</param>
internal sealed class LabelFreeScore(StageBars bars) : IModelScore
{
    /// <summary>Products of a query's and an image's values that are added up in a second, on the slowest machine that is thought of.</summary>
    private const double ProductsPerSecond = 2e10;

    /// <summary>The share of a budget that it may take.</summary>
    private const double Share = 0.08;

    private const int Changes = 5, MinQueries = 20;

    private int _queries;

    /// <summary>What was found; null until it was measured.</summary>
    public LabelFreeReport? Report { get; private set; }

    /// <inheritdoc/>
    public TimeSpan Estimate(ImageSet training, ImageSet validation, TimeSpan? budget)
    {
        // Nearly all of it is the comparison of raw pixels.
        double database = Math.Min(LabelFreeEvaluator.DefaultDatabase, (double)training.Count + validation.Count);
        TimeSpan Time() => TimeSpan.FromSeconds(1 + (Changes * _queries * database * training.PixelsPerImage / ProductsPerSecond));

        _queries = Math.Min(LabelFreeEvaluator.DefaultQueries, validation.Count);
        if (budget is { } time)
            _queries = Math.Clamp((int)(_queries * time.TotalSeconds * Share / Math.Max(Time().TotalSeconds, 1e-9)), Math.Min(MinQueries, _queries), _queries);
        return Time();
    }

    /// <inheritdoc/>
    public Task MeasureAsync(string modelPath, ImageSet training, ImageSet validation, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            IProgressBar bar = bars.Of("searching with changed copies");
            Report = new LabelFreeEvaluator(ModelFile.Read(modelPath), (name, share) => bar.Set(share, name)) { Queries = _queries }
                .Evaluate(validation, training, cancellationToken);
        },
        cancellationToken);
}
