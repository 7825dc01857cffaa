using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Datasets;

namespace Lookalike.Cli.Commands.Train;

/// <summary>What training ends with: whether the model finds a changed copy's image better than what needs no training.</summary>
/// <param name="bars">Its bar is one of these.</param>
internal sealed class LabelFreeScore(StageBars bars) : IModelScore
{
    private HeldOutTrial? _trial;

    /// <summary>What was found; null until it was measured.</summary>
    public LabelFreeReport? Report { get; private set; }

    /// <inheritdoc/>
    public TimeSpan Estimate(ImageSet training, ImageSet validation, TimeSpan? budget)
    {
        _trial = new HeldOutTrial(training, validation, budget);
        return _trial.Estimate;
    }

    /// <inheritdoc/>
    public Task MeasureAsync(string modelPath, ImageSet training, ImageSet validation, CancellationToken cancellationToken) => Task.Run(
        () => Report = (_trial ?? new HeldOutTrial(training, validation, budget: null)).Measure(modelPath, bars, cancellationToken),
        cancellationToken);
}
