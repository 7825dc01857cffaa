namespace Lookalike.EndToEnd.Tests;

/// <summary>Whoever starts a command that waits for input, by mistake perhaps, can end it.</summary>
public sealed class InputWaitTests
{
    [Theory]
    [InlineData("INT", "train -")]
    [InlineData("TERM", "train -")]
    [InlineData("HUP", "train -")]
    [InlineData("TERM", "train --list pipe")]
    public async Task A_signal_ends_a_command_that_waits_for_input_at_once(string signal, string command)
    {
        using var scratch = new Scratch();
        Shell.Run("mkfifo", scratch["pipe"], scratch["input"]);

        // The shell opens the input for reading and writing, so that it stays open with nothing in it, and becomes the command.
        string script = $"""echo $$; cd "{scratch.Folder}"; exec 3<>input; exec "$0" {command} --model m.onnx <&3""";
        using ChildProcess waiting = ChildProcess.Start("/bin/sh", ["-c", script, Lookalike.Path]);
        string process = await waiting.NextLineAsync();
        while (!WaitsForAPipe(process)) await Task.Delay(50, TestContext.Current.CancellationToken);

        waiting.Signal(signal);

        Assert.Equal(130, (await waiting.FinishAsync()).ExitCode);
    }

    // One of its threads reads what the shell opened, or opens the list. The runtime's own threads wait for pipes of their own, and are not always
    // told apart by their names: a new thread has that of the one that made it.
    private static bool WaitsForAPipe(string process) => Directory.EnumerateDirectories($"/proc/{process}/task").Any(thread =>
    {
        try
        {
            string place = File.ReadAllText($"{thread}/wchan");
            if (place.Contains("wait_for_partner", StringComparison.Ordinal))
                return Path.GetFileName(thread) == process || File.ReadAllText($"{thread}/comm").Trim() == ".NET TP Worker";
            if (!place.Contains("pipe_read", StringComparison.Ordinal)) return false;
            int descriptor = Convert.ToInt32(File.ReadAllText($"{thread}/syscall").Split(' ')[1], 16);
            return File.ResolveLinkTarget($"/proc/{process}/fd/{descriptor}", returnFinalTarget: false)?.Name == "input";
        }
        catch (Exception e) when (e is IOException or FormatException or IndexOutOfRangeException)
        {
            return false; // the thread ended, or goes on
        }
    });
}
