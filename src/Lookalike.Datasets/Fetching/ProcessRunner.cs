using System.ComponentModel;
using System.Diagnostics;

namespace Lookalike.Datasets.Fetching;

/// <summary>Runs another program to its end, bounded in time. A program that is given up on is killed with all it started.</summary>
/// <param name="searchPath">The folders in which programs are looked for, separated as in PATH; the program gets it as its own PATH.</param>
/// <param name="clock">Tells how long a program takes; null for the system's clock.</param>
internal sealed class ProcessRunner(string searchPath, TimeProvider? clock = null)
{
    private const int KeptErrorLength = 400;
    private static readonly string[] WindowsEndings = [".exe", ".cmd", ".bat"];

    /// <summary>Runs <paramref name="program"/> and waits for it to succeed.</summary>
    /// <exception cref="DatasetException">The program is not there, cannot start, fails, or takes longer than <paramref name="timeout"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the program has been killed.</exception>
    public async Task RunAsync(string program, IReadOnlyList<string> arguments, string folder, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string path = Find(program) ?? throw new DatasetException($"the program {program} was not found on PATH. Install it, or use another source.");
        string command = $"{program} {string.Join(' ', arguments)}";
        ProcessStartInfo start = new(path, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        start.Environment["PATH"] = searchPath;

        using Process process = Start(start);
        process.StandardInput.Close();
        using CancellationTokenSource late = new(timeout, clock ?? TimeProvider.System);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // Both streams are read while the program runs: it would stop at a full pipe.
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(limit.Token)).ConfigureAwait(false);
            if (process.ExitCode != 0)
                throw new DatasetException($"{command} ended with exit code {process.ExitCode}: {Tail(await errors.ConfigureAwait(false))}");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatasetException($"{command} took longer than {timeout.TotalSeconds:0.#} s and was stopped.", innerException: e);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DatasetException($"the program {start.FileName} could not be started: {e.Message}", start.FileName, e);
        }
    }

    // Process.Start would find programs without an ending on Windows only where they are .exe files; npm is a .cmd file there.
    private string? Find(string program)
    {
        string[] endings = OperatingSystem.IsWindows() ? WindowsEndings : [string.Empty];
        return searchPath
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }

    private static string Tail(string errors)
    {
        string text = errors.Trim();
        if (text.Length == 0) return "it wrote no error message.";
        return text.Length <= KeptErrorLength ? text : $"...{text[^KeptErrorLength..]}";
    }
}
