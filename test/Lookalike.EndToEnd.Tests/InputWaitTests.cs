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

        // The shell keeps the input open and writes nothing. It sends the signal once a thread of the command waits for the pipe; with -m, its
        // children do not ignore Ctrl-C.
        string script = $"""
            cd "{scratch.Folder}" && exec 3<>input
            "$0" {command} --model m.onnx < input &
            child=$!
            until grep -qE 'pipe_read|wait_for_partner' /proc/$child/task/*/wchan; do sleep 0.1; done
            kill -s {signal} $child
            wait $child
            """;
        Outcome outcome = await ChildProcess.RunAsync("bash", ["-m", "-c", script, Lookalike.Path]);

        Assert.Equal(130, outcome.ExitCode);
    }
}
