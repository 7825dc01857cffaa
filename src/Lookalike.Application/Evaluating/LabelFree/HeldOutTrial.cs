using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Models.Faults;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>What a training run can end with: whether the model finds a changed copy's image better than what needs no training, within a time.</summary>
public sealed class HeldOutTrial
{
    /// <summary>Products of a query's and an image's values that are added up in a second, on the slowest machine that is thought of.</summary>
    private const double ProductsPerSecond = 2e10;

    /// <summary>The share of a budget that it may take.</summary>
    private const double Share = 0.08;

    private readonly ImageSet _training;
    private readonly ImageSet _validation;
    private readonly int _queries;

    /// <summary>Chooses how many images are copied.</summary>
    /// <param name="training">The images that the model is trained on.</param>
    /// <param name="validation">Those that are held out, and are copied: training has not seen them.</param>
    /// <param name="budget">The wall time that all of training may take, or null.</param>
    public HeldOutTrial(ImageSet training, ImageSet validation, TimeSpan? budget)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        (_training, _validation) = (training, validation);
        _queries = Math.Min(LabelFreeEvaluator.DefaultQueries, _validation.Count);
        if (budget is { } time)
            _queries = Math.Clamp(
                (int)(_queries * time.TotalSeconds * Share / Math.Max(Estimate.TotalSeconds, 1e-9)), Math.Min(LabelFreeVerdict.MinQueries, _queries), _queries);
    }

    /// <summary>About how long it takes: nearly all of it is the comparison of raw pixels.</summary>
    public TimeSpan Estimate
    {
        get
        {
            double database = Math.Min(LabelFreeEvaluator.DefaultDatabase, (double)_training.Count + _validation.Count);
            return TimeSpan.FromSeconds(1 + (CopyChanges.For(_training.Input).Count * _queries * database * _training.Input.Count / ProductsPerSecond));
        }
    }

    /// <summary>Measures a model that was trained on the images.</summary>
    /// <param name="modelPath">The model file.</param>
    /// <param name="progress">Told how far it is; or null.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="ModelFileException">The model cannot be read.</exception>
    public LabelFreeReport Measure(string modelPath, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var evaluator = new LabelFreeEvaluator(new EncoderSource(ModelFile.Read(modelPath)), progress) { Queries = _queries };
        ImageSet validation = FittedImages.Of(_validation, LabelFreeEvaluator.DefaultDatabase);
        ImageSet training = ReferenceEquals(_training, _validation) ? validation : FittedImages.Of(_training, LabelFreeEvaluator.DefaultDatabase);
        return evaluator.Evaluate(validation, training, cancellationToken);
    }
}
