using System.Diagnostics;

namespace Lookalike.Testing;

/// <summary>
/// A program that a test runs. Whoever waits for it says what for: one that hangs is killed, and the test told what was waited for and what had
/// been written. Not safe to use from several threads at once.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _command;
    private readonly Transcript _output, _error;

    private ChildProcess(ProcessStartInfo start)
    {
        _command = string.Join(' ', [start.FileName, .. start.ArgumentList]);
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        (_output, _error) = (new Transcript(_process.StandardOutput), new Transcript(_process.StandardError));
    }

    /// <summary>How long anything is waited for: long enough for the longest run, which takes a minute, on a machine with fifty times the work it can do.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    private string Written => $"\n--- output so far\n{_output}\n--- error so far\n{_error}";

    /// <summary>Starts a program with nothing on its standard input.</summary>
    /// <param name="program">Its path, or its name on PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that it gets beside those of the tests; null takes one away.</param>
    /// <param name="folder">Where it runs; where the tests do, if none is named.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string folder = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        return new ChildProcess(start);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Outcome> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string folder = "")
    {
        using ChildProcess process = Start(program, arguments, environment, folder);
        return await process.FinishAsync();
    }

    /// <summary>Waits for a line on standard error.</summary>
    /// <param name="start">How it begins.</param>
    /// <returns>The whole line.</returns>
    /// <exception cref="InvalidOperationException">The program ended without it.</exception>
    public async Task<string> ReachAsync(string start)
    {
        while (await WaitAsync($"a line on standard error that begins with '{start}'", _error.NextLineAsync) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException($"{_command} ended before it wrote '{start}' to standard error.{Written}");
    }

    /// <summary>Waits for the next line of standard output.</summary>
    /// <exception cref="InvalidOperationException">The program ended without one.</exception>
    public async Task<string> NextLineAsync() =>
        await WaitAsync("another line on standard output", _output.NextLineAsync) ?? throw new InvalidOperationException($"{_command} ended before it wrote another line.{Written}");

    /// <summary>Waits for the end.</summary>
    public Task<Outcome> FinishAsync() => WaitAsync("its end", async token =>
    {
        await _process.WaitForExitAsync(token);
        return new Outcome { ExitCode = _process.ExitCode, Output = await _output.WholeAsync(token), Error = await _error.WholeAsync(token) };
    });

    /// <summary>Sends it a signal. One that has ended meanwhile gets none.</summary>
    /// <param name="name">The signal's name without SIG.</param>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Kills it, and waits until it is gone.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return WaitAsync("its end by a kill", async token =>
        {
            await _process.WaitForExitAsync(token);
            return true;
        });
    }

    /// <summary>Kills it with all that it started, if it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<T> WaitAsync<T>(string expected, Func<CancellationToken, Task<T>> wait)
    {
        CancellationToken test = TestContext.Current.CancellationToken;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(test);
        limit.CancelAfter(Limit);
        try
        {
            return await wait(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{(test.IsCancellationRequested ? "The test was ended" : $"{Limit} went by")} while {_command} ran: expected {expected}.{Written}", e);
        }
    }
}
