using System.Diagnostics.Metrics;
using Lookalike.Core.Telemetry;

namespace Lookalike.Training.Telemetry;

/// <summary>
/// What this library tells about training: a span of the run and one of each stage, how long runs took, how many images were trained on, how fast, and
/// the losses. No path and no pixel is ever told.
/// </summary>
/// <remarks>While nobody listens, nothing is measured.</remarks>
public static class TrainingTelemetry
{
    /// <summary>The name of the source of spans, to give to <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Lookalike.Training";

    /// <summary>The name of the meter, to give to <c>AddMeter</c>.</summary>
    public const string MeterName = ActivitySourceName;

    /// <summary>The category of what is logged.</summary>
    internal const string LogCategory = ActivitySourceName;

    /// <summary>The tag of a stage's span: what the stage is called.</summary>
    internal const string StageTag = "lookalike.stage";

    /// <summary>The tag of a run's span: the objective.</summary>
    internal const string ObjectiveTag = "lookalike.objective";

    internal static readonly OperationSource Operations = new(ActivitySourceName);

    internal static readonly Counter<long> Images = Operations.Meter.CreateCounter<long>(
        "lookalike.training.images", "{image}", "Images that were trained on, each as often as a step took it.");

    private static readonly Gauge<double> Speed = Operations.Meter.CreateGauge<double>(
        "lookalike.training.speed", "{image}/s", "Images trained on in a second, as of the last epoch.");

    private static readonly Gauge<double> Loss = Operations.Meter.CreateGauge<double>(
        "lookalike.training.loss", "1", "The mean squared error of reconstructions in the last epoch.");

    /// <summary>Records what an epoch came to.</summary>
    internal static void RecordEpoch(double imagesPerSecond, double trainingLoss, double validationLoss)
    {
        Speed.Record(imagesPerSecond);
        Loss.Record(trainingLoss, Of("training"));
        Loss.Record(validationLoss, Of("validation"));

        static KeyValuePair<string, object?> Of(string which) => new("lookalike.loss.kind", which);
    }
}
