using System.Diagnostics;
using System.Globalization;

namespace Lookalike.Reliability.Fuzzing;

/// <summary>The most memory that this process has had at once.</summary>
internal static class PeakMemory
{
    private const string Label = "VmHWM:";

    /// <summary>Megabytes.</summary>
    public static long OfThisProcess()
    {
        if (!OperatingSystem.IsLinux()) return Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        foreach (string line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith(Label, StringComparison.Ordinal)) return long.Parse(line[Label.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) >> 10;
        }

        return 0;
    }
}
