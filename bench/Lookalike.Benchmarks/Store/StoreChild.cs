using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>This program again, in a process of its own, with its standard output read here.</summary>
internal static class StoreChild
{
    public static Process Start(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Lookalike.Benchmarks" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }
}
