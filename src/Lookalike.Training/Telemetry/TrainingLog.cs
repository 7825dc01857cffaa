using Microsoft.Extensions.Logging;

namespace Lookalike.Training.Telemetry;

/// <summary>What is logged of training. The numbers of events stay what they are.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(1, LogLevel.Information, "Training on {Training} images of {Source}, validating with {Validation}.")]
    public static partial void Begins(ILogger logger, int training, string source, int validation);

    [LoggerMessage(2, LogLevel.Information,
        "Epoch {Epoch} of {Stage}: training loss {TrainingLoss:g4}, validation loss {ValidationLoss:g4}, {Speed:0} images/s.")]
    public static partial void EpochEnded(ILogger logger, int epoch, string stage, double trainingLoss, double validationLoss, double speed);

    [LoggerMessage(3, LogLevel.Information, "Finished the stage {Stage} after epoch {Epoch}: agreement {Agreement:0.000}.")]
    public static partial void StageEnded(ILogger logger, string stage, int epoch, double? agreement);

    [LoggerMessage(4, LogLevel.Information, "Trained '{Model}': {Epochs} epochs in {Seconds:0.0} s, validation loss {ValidationLoss:g4}.")]
    public static partial void Trained(ILogger logger, string? model, int epochs, double seconds, double validationLoss);

    [LoggerMessage(5, LogLevel.Warning, "{Failed} files could not be read as pictures and are left out.")]
    public static partial void PicturesFailed(ILogger logger, int failed);
}
