using Lookalike.Datasets;

namespace Lookalike.Training.Jobs;

/// <summary>What a new model is measured by, out of the time that its training may take.</summary>
public interface IModelScore
{
    /// <summary>About how long it will take.</summary>
    /// <param name="training">The images to train on.</param>
    /// <param name="validation">The images that are held out; <paramref name="training"/> itself where none are.</param>
    /// <param name="budget">The wall time that all of training may take, or null.</param>
    TimeSpan Estimate(ImageSet training, ImageSet validation, TimeSpan? budget);

    /// <summary>Measures the model.</summary>
    /// <param name="modelPath">The model file, just written.</param>
    /// <param name="training">The images that it was trained on.</param>
    /// <param name="validation">Those that were held out.</param>
    /// <param name="cancellationToken">Ends the work early; the model stays.</param>
    Task MeasureAsync(string modelPath, ImageSet training, ImageSet validation, CancellationToken cancellationToken);
}
