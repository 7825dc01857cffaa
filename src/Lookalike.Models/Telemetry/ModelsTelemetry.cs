using System.Diagnostics.Metrics;
using Lookalike.Core.Telemetry;

namespace Lookalike.Models.Telemetry;

/// <summary>
/// What this library tells about its operations: spans, and how long they took, of reading a model file, opening its encoder and encoding images; and
/// how many images were encoded. No path, pixel or latent is ever told.
/// </summary>
/// <remarks>While nobody listens, nothing is measured.</remarks>
public static class ModelsTelemetry
{
    /// <summary>The name of the source of spans, to give to <c>AddSource</c>.</summary>
    public const string ActivitySourceName = "Lookalike.Models";

    /// <summary>The name of the meter, to give to <c>AddMeter</c>.</summary>
    public const string MeterName = ActivitySourceName;

    /// <summary>The category of what is logged.</summary>
    internal const string LogCategory = ActivitySourceName;

    /// <summary>The tag of a span of encoding: how many images it had.</summary>
    internal const string ImagesTag = "lookalike.images";

    internal static readonly OperationSource Operations = new(ActivitySourceName);

    internal static readonly Counter<long> Encoded = Operations.Meter.CreateCounter<long>(
        "lookalike.models.images.encoded", "{image}", "Images that were encoded into latents.");
}
