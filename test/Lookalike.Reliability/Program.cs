using System.CommandLine;
using Lookalike.Reliability.Fuzzing;

var root = new RootCommand("Tries to break Lookalike. Every number in docs/reliability.md names the command that makes it.")
{
    FuzzCommand.Create(),
    FuzzChild.Create(),
};
return root.Parse(args).Invoke();
