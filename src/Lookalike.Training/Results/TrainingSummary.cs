namespace Lookalike.Training.Results;

/// <summary>What a finished run says of itself: printed as JSON and kept in the model file.</summary>
public sealed class TrainingSummary
{
    /// <summary>The version of this layout.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Epochs of the run.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean squared error of the training batches of the last epoch.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Mean squared error of the validation images after the last epoch.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>Seconds of training, over all runs that made the model, validation not counted.</summary>
    public required double Seconds { get; init; }

    /// <summary>Images trained on per second.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Channels of the images that the network was built for: 1 (grey) or 3 (red, green, blue).</summary>
    public required int Channels { get; init; }

    /// <summary>Their height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Their width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>How often the encoder halves them: its depth.</summary>
    public required int Halvings { get; init; }

    /// <summary>The finished stages with their label-free signals, in order.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>Which stage's encoder was kept and why, where the objective has a choice.</summary>
    public string? Verdict { get; init; }

    /// <summary>The model file; null inside it.</summary>
    public string? Model { get; init; }

    /// <summary>The model's fingerprint; null inside the model file, which has it beside.</summary>
    public string? Fingerprint { get; init; }
}
