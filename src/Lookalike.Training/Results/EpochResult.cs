namespace Lookalike.Training.Results;

/// <summary>One finished epoch.</summary>
internal sealed class EpochResult
{
    /// <summary>A value of <see cref="Loss"/>: mean squared errors of pixels.</summary>
    public const string Reconstruction = "reconstruction";

    /// <summary>A value of <see cref="Loss"/>: how surprising it is which copies are of one image.</summary>
    public const string Contrastive = "contrastive";

    /// <summary>The epoch, 1-based, counted over all stages.</summary>
    public required int Epoch { get; init; }

    /// <summary>The stage it belongs to, such as <c>round 2</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>What the two losses are: <see cref="Reconstruction"/>, the mean squared error of pixels, or <see cref="Contrastive"/>.</summary>
    public string Loss { get; init; } = Reconstruction;

    /// <summary>The mean over the training batches, each measured before its step.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>
    /// The mean of what the steps minimised, each before its step: the loss itself with all its parts - pixels, gradient histograms, targets - and so another
    /// thing in each stage. Null where the epoch was begun by a program that did not keep it.
    /// </summary>
    public double? Minimised { get; init; }

    /// <summary>The mean over the validation images after the epoch.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Seconds of training up to here, validation not counted.</summary>
    public required double Seconds { get; init; }
}
