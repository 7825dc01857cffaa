using Lookalike.Datasets.Pictures;
using Lookalike.Training.Results;
using Lookalike.Training.Sources;

namespace Lookalike.Training.Jobs;

/// <summary>What a call of training came to.</summary>
public sealed class TrainingResult
{
    internal TrainingResult(TrainingSummary summary) => Summary = summary;

    /// <summary>The run and its model.</summary>
    public TrainingSummary Summary { get; }

    /// <summary>Which pictures were trained on; null for a data set.</summary>
    internal PictureRequest? Pictures { get; init; }

    /// <summary>How they were read; null for a data set.</summary>
    internal PictureReading? Reading { get; init; }

    /// <summary>The files that gave no picture.</summary>
    public IReadOnlyList<PictureFailure> Failures { get; internal init; } = [];
}
