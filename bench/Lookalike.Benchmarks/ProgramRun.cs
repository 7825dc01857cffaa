using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>Runs a program to its end and takes the time.</summary>
internal static class ProgramRun
{
    /// <summary>From the start of the process to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <returns>Wall seconds, and what it wrote to standard error.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static (double Seconds, string Error) Time(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? (seconds, error.Result)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}");
    }
}
