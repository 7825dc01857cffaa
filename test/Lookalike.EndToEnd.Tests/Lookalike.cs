using System.Reflection;
using System.Runtime.CompilerServices;

namespace Lookalike.EndToEnd.Tests;

/// <summary>The built command, run as a process.</summary>
internal static class Lookalike
{
    /// <summary>What a user has set, and the libraries of the user who runs the tests, are none of their business.</summary>
    [ModuleInitializer]
    internal static void LeaveTheUserOut()
    {
        string nowhere = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "lookalike-test-nowhere");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", nowhere);
        Environment.SetEnvironmentVariable("LOOKALIKE_CONFIG", System.IO.Path.Combine(nowhere, "config.json"));
    }

    public static string Path { get; } = Metadata("LookalikeProgram");

    /// <summary>The built sample that searches photos.</summary>
    public static string Sample { get; } = Metadata("SampleProgram");

    public static string RepositoryRoot { get; } = System.IO.Path.GetFullPath(Metadata("RepositoryRoot"));

    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync(environment: null, arguments);

    public static Task<Outcome> RunAsync(IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        ChildProcess.RunAsync(Path, arguments, environment);

    /// <summary>Runs a command of the shell; <c>$0</c> is the program.</summary>
    public static Task<Outcome> ShellAsync(string script, params string[] arguments) => ChildProcess.RunAsync("/bin/sh", ["-c", script, Path, .. arguments]);

    public static ChildProcess Start(params string[] arguments) => Start(environment: null, arguments);

    public static ChildProcess Start(IReadOnlyDictionary<string, string?>? environment, params string[] arguments) => ChildProcess.Start(Path, arguments, environment);

    /// <summary>
    /// Starts a training run on a model that is not there yet, and stops it once it has written a line to standard error. One that ended before
    /// the signal reached it shows nothing of being stopped, so another one is started.
    /// </summary>
    /// <param name="environment">As of <see cref="RunAsync(IReadOnlyDictionary{string, string?}?, string[])"/>.</param>
    /// <param name="train">Its arguments, <c>--model</c> among them.</param>
    /// <param name="line">How the line begins.</param>
    /// <param name="signal">The signal, without SIG.</param>
    public static async Task<Outcome> StopAsync(IReadOnlyDictionary<string, string?>? environment, string[] train, string line, string signal)
    {
        string model = train[Array.IndexOf(train, "--model") + 1];
        while (true)
        {
            using ChildProcess run = Start(environment, train);
            await run.ReachAsync(line);
            run.Signal(signal);
            Outcome stopped = await run.FinishAsync();
            if (stopped.ExitCode != 0) return stopped.Expect(signal == "KILL" ? 137 : 130);
            File.Delete(model);
        }
    }

    private static string Metadata(string key) =>
        typeof(Lookalike).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
