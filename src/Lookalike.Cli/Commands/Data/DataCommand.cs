using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Store;

namespace Lookalike.Cli.Commands.Data;

/// <summary><c>lookalike data</c>: which data sets there are, fetching one, verifying one.</summary>
internal static class DataCommand
{
    public static Command Create() => new CommandWithExamples(
        "data",
        "Lists, fetches and verifies the data sets that Lookalike knows by name.",
        "lookalike data list",
        "lookalike data fetch fashion-mnist",
        "lookalike data verify mnist")
    {
        CreateList(),
        CreateFetch(),
        CreateVerify(),
    };

    private static CommandWithExamples CreateList()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "list", "Lists the data sets and which of them are on this machine.", "lookalike data list", "lookalike data list --json") { json };
        command.SetAction(parsed =>
        {
            DatasetStore store = CommonOptions.Datasets;
            var rows = DatasetCatalog.All.Select(d => new DatasetList.Row
            {
                Name = d.Name,
                Summary = d.Summary,
                Present = d.Files.All(f => File.Exists(Path.Combine(store.Folder, d.Name, f.Name))),
            });
            Terminal terminal = parsed.Terminal();
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new DatasetList { Folder = store.Folder, DataSets = [.. rows] }, CliJson.Default.DatasetList);
                return ExitCode.Ok;
            }

            foreach (DatasetList.Row row in rows) terminal.Output.WriteLine($"{row.Name,-15} {(row.Present ? "present" : "absent"),-8} {row.Summary}");
            terminal.Note($"Kept in {store.Folder}.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static CommandWithExamples CreateFetch()
    {
        Argument<string> name = Name();
        var command = new CommandWithExamples(
            "fetch", "Fetches a data set, unless it is here already, and verifies its checksums.", "lookalike data fetch mnist") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            DatasetStore store = CommonOptions.Datasets;
            await store.FetchAsync(parsed.GetRequiredValue(name), new DownloadLines(terminal), terminal.Note, cancellationToken);
            terminal.Output.WriteLine(Path.Combine(store.Folder, parsed.GetRequiredValue(name)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static CommandWithExamples CreateVerify()
    {
        Argument<string> name = Name();
        var command = new CommandWithExamples("verify", "Compares a data set's files with their checksums.", "lookalike data verify mnist") { name };
        command.SetAction(parsed =>
        {
            Terminal terminal = parsed.Terminal();
            VerificationReport report = CommonOptions.Datasets.Verify(parsed.GetRequiredValue(name));
            foreach (FileVerification file in report.Files)
            {
                terminal.Output.WriteLine(file.State == FileState.Present
                    ? $"ok       {file.Path}"
                    : $"{file.State,-8} {file.Path}: expected {file.Expected}, found {file.Found}");
            }

            if (report.IsComplete) return ExitCode.Ok;
            terminal.Fault($"{report.Name} is not complete. Fetch it.", new Remedy(RemedyKind.FetchDataset, report.Name));
            return ExitCode.BadInput;
        });
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = $"One of: {string.Join(", ", DatasetCatalog.All.Select(d => d.Name))}." };
}
