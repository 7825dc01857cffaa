using Microsoft.ML.OnnxRuntime;

namespace Lookalike.Models;

/// <summary>Sets up ONNX Runtime once a process: errors only in its log, and no telemetry, which its builds for Windows would send.</summary>
internal static class OnnxEnvironment
{
    private static readonly Lock Gate = new();
    private static bool _started;

    public static void Start()
    {
        lock (Gate)
        {
            if (_started) return;
            if (!OrtEnv.IsCreated)
            {
                EnvironmentCreationOptions options = new() { logId = "lookalike", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
                OrtEnv.CreateInstanceWithOptions(ref options);
            }

            OrtEnv.Instance().DisableTelemetryEvents();
            _started = true;
        }
    }
}
