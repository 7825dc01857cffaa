using System.Diagnostics;

namespace Lookalike.Benchmarks;

/// <summary>A program that stays alive and answers each line of its standard input with one line: "ok" and words, or "error" and a reason.</summary>
internal sealed class LineProgram : IDisposable
{
    private const int MillisecondsToEnd = 10_000;

    private readonly Process _process;

    public LineProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        _process = Process.Start(start)!;
        Greeting = Read("the start");
    }

    /// <summary>What the program said before the first command.</summary>
    public string Greeting { get; }

    /// <summary>Sends one command and waits for its answer, without the "ok".</summary>
    public string Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        return Read($"'{command}'");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(MillisecondsToEnd)) _process.Kill();
        _process.Dispose();
    }

    private string Read(string command)
    {
        string? line = _process.StandardOutput.ReadLine();
        if (line is null || !line.StartsWith("ok", StringComparison.Ordinal))
            throw new InvalidOperationException($"{_process.StartInfo.FileName} answered {command} with: {line ?? "the end of its output"}");
        return line[2..].Trim();
    }
}
