using System.Reflection;

namespace Lookalike.Reliability.Tests;

/// <summary>The built program, run as a process.</summary>
internal static class ReliabilityProgram
{
    private static readonly string Path =
        typeof(ReliabilityProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ReliabilityProgram").Value!;

    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        Outcome outcome = await ChildProcess.RunAsync(Path, arguments);
        return (outcome.ExitCode, outcome.Output);
    }
}
