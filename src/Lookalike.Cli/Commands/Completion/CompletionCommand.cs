namespace Lookalike.Cli.Commands.Completion;

/// <summary><c>lookalike completion</c>: a script that teaches a shell the words of the command line. The script asks <c>lookalike complete</c>.</summary>
internal static class CompletionCommand
{
    private static readonly (string Shell, string Script)[] Scripts =
        [("bash", "lookalike.bash"), ("zsh", "lookalike.zsh"), ("fish", "lookalike.fish"), ("powershell", "lookalike.ps1")];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or powershell." };
        shell.AcceptOnlyFromAmong([.. Scripts.Select(script => script.Shell)]);
        var command = new CommandWithExamples(
            "completion",
            "Prints a script that completes commands, options, words and keys of the index in a shell.",
            "source <(lookalike completion bash)                             now; in ~/.bashrc for every shell",
            "source <(lookalike completion zsh)                              in ~/.zshrc, after compinit",
            "lookalike completion fish > ~/.config/fish/completions/lookalike.fish",
            "lookalike completion powershell | Out-String | Invoke-Expression")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            string name = Scripts.Single(script => script.Shell == parsed.GetRequiredValue(shell)).Script;
            using Stream stream = typeof(CompletionCommand).Assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line) parsed.InvocationConfiguration.Output.WriteLine(line);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary><c>lookalike complete</c>: what may stand at the end of a command line, a word a line. For the scripts, so that no help names it.</summary>
    /// <param name="parse">Reads a command line as a shell shows it, without the name of the program.</param>
    public static Command CreateComplete(Func<string, ParseResult> parse)
    {
        var line = new Argument<string>("line") { Description = "The command line up to the cursor, the name of the program too." };
        var command = new Command("complete", "Prints what may stand at the end of a command line.") { line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (string word in LineCompletion.Words(parsed.GetRequiredValue(line), parse)) parsed.InvocationConfiguration.Output.WriteLine(word);
            return ExitCode.Ok;
        });
        return command;
    }
}
