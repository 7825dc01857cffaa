using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lookalike.Training.Runtime;

/// <summary>
/// What libtorch writes to standard error of its own accord, such as that a processor lacks an instruction, once for each thread: it tears progress, and
/// nobody can do anything about it. Errors come as exceptions. libtorch reads its variable for this only within Python, so that its level is set here.
/// </summary>
internal static class TorchWarnings
{
    /// <summary>The variable that libtorch has for it: INFO, WARNING, ERROR or FATAL, or 0 to 3. Where it is set, its level holds.</summary>
    public const string Variable = "TORCH_CPP_LOG_LEVEL";

    private const string Flag = "FLAGS_caffe2_log_level";

    private static readonly string[] Levels = ["INFO", "WARNING", "ERROR", "FATAL"];

    /// <summary>Sets the level. libtorch must have been loaded; where it keeps no level, nothing is done.</summary>
    /// <param name="wanted">The value of the variable; null, or none that it has, for errors alone.</param>
    public static void Quieten(string? wanted)
    {
        using Process process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (!Path.GetFileNameWithoutExtension(module.FileName).EndsWith("c10", StringComparison.Ordinal)) continue;
            if (!NativeLibrary.TryLoad(module.FileName, out nint library) || !NativeLibrary.TryGetExport(library, Flag, out nint level)) continue;
            Marshal.WriteInt32(level, LevelOf(wanted));
        }
    }

    private static int LevelOf(string? wanted)
    {
        int named = Array.FindIndex(Levels, level => level.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (named < 0 && wanted is ['0' or '1' or '2' or '3']) named = wanted[0] - '0';
        return named >= 0 ? named : Array.IndexOf(Levels, "ERROR");
    }
}
