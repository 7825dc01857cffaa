using System.Diagnostics;
using System.Reflection;

namespace Lookalike.Reliability.Suite;

/// <summary>The built command, run as a process.</summary>
internal static class LookalikeCommand
{
    // By the clock, and so large that a busy machine does not matter: what hangs does not end later either.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    public static string Program { get; } =
        typeof(LookalikeCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LookalikeProgram").Value!;

    public static Task<CommandOutcome> RunAsync(params string[] arguments) => FinishAsync(Start(Program, environment: null, arguments));

    /// <summary>Runs what is to be disturbed later, undisturbed.</summary>
    public static async Task RequireAsync(params string[] arguments) => Require(await RunAsync(arguments));

    /// <exception cref="InvalidOperationException">It did not go well.</exception>
    public static void Require(CommandOutcome outcome)
    {
        if (outcome.ExitCode != 0) throw new InvalidOperationException($"What is to be disturbed does not work: {outcome}");
    }

    /// <summary>Runs a command of the shell in which <c>"$0" "$@"</c> is the program with its arguments.</summary>
    public static Task<CommandOutcome> ShellAsync(string script, string[] arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        FinishAsync(Start("/bin/sh", environment, ["-c", script, Program, .. arguments]));

    public static Process Start(string program, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<CommandOutcome> FinishAsync(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(Limit);
            bool hung = false;
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                hung = true;
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            string command = string.Join(' ', process.StartInfo.ArgumentList.SkipWhile(a => a.Contains('/', StringComparison.Ordinal) || a.Contains(' ', StringComparison.Ordinal) || a == "-c").Take(1));
            return new CommandOutcome { Command = command, ExitCode = process.ExitCode, Output = await output, Error = await error, Hung = hung };
        }
    }

    /// <summary>Starts the command and kills it after a time, as kill -9 does.</summary>
    /// <returns>Whether it was still running, and what it had written.</returns>
    public static async Task<(bool Alive, CommandOutcome Outcome)> KillAsync(TimeSpan after, params string[] arguments)
    {
        Process process = Start(Program, environment: null, arguments);
        Task<CommandOutcome> finished = FinishAsync(process);
        bool alive = await Task.WhenAny(finished, Task.Delay(after)) != finished;
        if (alive) process.Kill();
        return (alive, await finished);
    }
}
