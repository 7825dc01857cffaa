using Lookalike.Core;
using Microsoft.ML.OnnxRuntime;

namespace Lookalike.Models.Running;

/// <summary>
/// Sets up ONNX Runtime once a process: errors only in its log, and no telemetry. Its builds collect usage in a database under the user's
/// cache folder and send it from there, unless ORT_DISABLE_TELEMETRY is in the environment when the library starts.
/// </summary>
internal static class OnnxEnvironment
{
    private const string DisableTelemetry = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<bool> Started = new(Create);

    public static void Start() => _ = Started.Value;

    private static bool Create()
    {
        NativeEnvironment.Set(DisableTelemetry, "1", overwrite: true);
        if (!OrtEnv.IsCreated)
        {
            EnvironmentCreationOptions options = new() { logId = "lookalike", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }

        OrtEnv.Instance().DisableTelemetryEvents();
        return true;
    }
}
