using Microsoft.Extensions.Logging;

namespace Lookalike.Models.Telemetry;

/// <summary>What is logged of models. The numbers of events stay what they are.</summary>
internal static partial class ModelsLog
{
    [LoggerMessage(1, LogLevel.Debug, "Opened the encoder of '{Model}' in {Milliseconds:0.0} ms: fingerprint {Fingerprint}, latents of {LatentSize}.")]
    public static partial void EncoderOpened(ILogger logger, string model, double milliseconds, string fingerprint, int latentSize);
}
