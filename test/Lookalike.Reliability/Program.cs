using System.CommandLine;
using Lookalike.Reliability.Fuzzing;
using Lookalike.Reliability.Suite;
using Lookalike.Reliability.Upserts;

var root = new RootCommand("Tries to break Lookalike. Every number in docs/reliability.md names the command that makes it.")
{
    FuzzCommand.Create(),
    SuiteCommand.Create(),
    FuzzChild.Create(),
    UpsertChild.Create(),
};
return root.Parse(args).Invoke();
