using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>The built command, run as a process.</summary>
internal static class Lookalike
{
    // For what hangs. The longest run takes a minute, and on a machine with other work many times that.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static string Path { get; } = Metadata("LookalikeProgram");

    /// <summary>The built sample that searches photos.</summary>
    public static string Sample { get; } = Metadata("SampleProgram");

    public static string RepositoryRoot { get; } = System.IO.Path.GetFullPath(Metadata("RepositoryRoot"));

    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync(environment: null, arguments);

    public static Task<Outcome> RunAsync(IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        FinishAsync(Start(Path, environment, arguments));

    /// <summary>Runs a command of the shell; <c>$0</c> is the program.</summary>
    public static Task<Outcome> ShellAsync(string script, params string[] arguments) =>
        FinishAsync(Start("/bin/sh", environment: null, ["-c", script, Path, .. arguments]));

    public static Process Start(string program, IReadOnlyDictionary<string, string?>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<Outcome> FinishAsync(Process process)
    {
        using (process)
        {
            using var limit = new CancellationTokenSource(Limit);
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), error = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return new Outcome { ExitCode = process.ExitCode, Output = await output, Error = await error };
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    private static string Metadata(string key) =>
        typeof(Lookalike).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

/// <summary>How a process ended and what it wrote.</summary>
internal sealed class Outcome
{
    public required int ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    public Outcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"expected exit code {exitCode}, found {ExitCode}\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }
}
