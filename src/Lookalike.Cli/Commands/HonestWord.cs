using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>What training ends with: whether the model finds a changed copy's image better than what needs no training.</summary>
internal sealed class HonestWord
{
    /// <summary>Products of a query's and an image's values that are added up in a second, on the slowest machine that is thought of.</summary>
    private const double ProductsPerSecond = 2e10;

    /// <summary>The share of a budget that it may take.</summary>
    private const double Share = 0.08;

    private const int Changes = 5, LeastQueries = 20;

    private readonly ImageSet _training;
    private readonly ImageSet _validation;
    private readonly int _queries;

    /// <param name="source">The images. Those that are held out are copied: training has not seen them.</param>
    /// <param name="recipe">Says which are held out.</param>
    /// <param name="budget">The wall time that all of training may take, or null.</param>
    public HonestWord(TrainingSource source, TrainingRecipe recipe, TimeSpan? budget)
    {
        (_training, _validation) = source.Split(recipe);
        _queries = Math.Min(LabelFreeEvaluator.DefaultQueries, _validation.Count);
        if (budget is { } time)
            _queries = Math.Clamp((int)(_queries * time.TotalSeconds * Share / Math.Max(Estimate.TotalSeconds, 1e-9)), Math.Min(LeastQueries, _queries), _queries);
    }

    /// <summary>About how long it takes: nearly all of it is the comparison of raw pixels.</summary>
    public TimeSpan Estimate
    {
        get
        {
            double database = Math.Min(LabelFreeEvaluator.DefaultDatabase, (double)_training.Count + _validation.Count);
            return TimeSpan.FromSeconds(1 + (Changes * _queries * database * _training.PixelsPerImage / ProductsPerSecond));
        }
    }

    public LabelFreeReport Measure(string modelPath, Terminal terminal, CancellationToken cancellation) =>
        terminal.WithProgress("searching with changed copies", 1, bar =>
            new LabelFreeEvaluator(ModelFile.Read(modelPath), (name, share) => bar.Set(share, name)) { Queries = _queries }
                .Evaluate(_validation, _training, cancellation));
}
