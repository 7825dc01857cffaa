using System.CommandLine;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary><c>lookalike index</c>: images to vectors in a file.</summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var sources = new IndexSources();
        Option<string> model = CommonOptions.Model(), index = CommonOptions.Index();
        Option<string?> split = new Option<string?>("--split") { Description = "Which images of a data set: train (default), test or all." }
            .AcceptOnlyFromAmong("train", "test", "all");
        Option<string?> method = new Option<string?>("--search-with")
        {
            Description = $"How the index is searched: exact, approximate (a graph is built beside it), or auto: exact up to {ImageIndex.MostExact:N0} images. Kept for later runs.",
        };
        method.AcceptOnlyFromAmong("auto", "exact", "approximate");
        Option<bool> rebuild = new("--rebuild") { Description = "Empty the index first, whatever model made it." };
        Option<bool> dryRun = new("--dry-run") { Description = "Tell what would be done, and do nothing. Not for data sets." };
        Option<long?> maxPixels = new("--max-pixels") { Description = "Refuse pictures with more pixels, before they are decoded. Default: 200 million.", HelpName = "count" };
        maxPixels.Validators.Add(r =>
        {
            if (r.Tokens is [var token] && long.TryParse(token.Value, out long value) && value < 1) r.AddError($"--max-pixels must be at least 1, found {value}.");
        });
        Option<int?> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "index",
            "Encodes images and stores their vectors. A second run encodes only what is new or changed, drops what is gone, and keeps the vectors of what was moved.",
            "lookalike index ~/pictures",
            "lookalike index ~/pictures /media/camera --exclude \"**/*.gif\"",
            "lookalike index ~/pictures/beach.jpg",
            "lookalike index ~/pictures --dry-run",
            "lookalike index mnist --model output/autoencoder.onnx --index output/features.db --split all")
        {
            model, index, split, method, rebuild, dryRun, maxPixels, threads, json,
        };
        sources.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = parsed.Terminal();
            string path = parsed.GetRequiredValue(index);
            SearchMethod? searchWith = parsed.GetValue(method) is { } word ? Enum.Parse<SearchMethod>(word, ignoreCase: true) : null;
            string? dataset = sources.Dataset(parsed);
            if (dataset is not null && parsed.GetValue(dryRun)) throw new UsageException("--dry-run is for folders and pictures, not for a data set.");
            if (dataset is null && parsed.GetValue(split) is not null) throw new UsageException("--split is for a data set, not for folders and pictures.");
            IndexSummary summary = await Task.Run(
                () => dataset is null
                    ? new FolderIndexingRun(
                        new FolderIndexingRequest
                        {
                            Selection = sources.Selection(parsed),
                            ModelPath = parsed.GetRequiredValue(model),
                            IndexPath = path,
                            Rebuild = parsed.GetValue(rebuild),
                            Method = searchWith,
                            Threads = parsed.GetValue(threads),
                            MaxPixels = parsed.GetValue(maxPixels),
                            DryRun = parsed.GetValue(dryRun),
                        },
                        terminal).ExecuteAsync(cancellation)
                    : IndexingRun.ExecuteAsync(
                        dataset, Splits(parsed.GetValue(split)), ModelFile.Read(parsed.GetRequiredValue(model)), path, parsed.GetValue(rebuild), searchWith, parsed.GetValue(threads), terminal, cancellation),
                CancellationToken.None);
            int code = summary.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(summary, CliJson.Default.IndexSummary);
                return code;
            }

            if (summary.Changes is not null) IndexText.WriteChanges(terminal.Output, summary.Changes);
            terminal.Output.WriteLine(IndexText.Of(path, summary));
            string query = dataset is null ? "--query <picture>" : "--sample 10";
            if (!summary.DryRun) terminal.Note($"Next: lookalike search --model {parsed.GetRequiredValue(model)} --index {path} {query} --montage output/results.png");
            return code;
        });
        return command;
    }

    private static DatasetSplit[] Splits(string? word) => word switch
    {
        "test" => [DatasetSplit.Test],
        "all" => [DatasetSplit.Train, DatasetSplit.Test],
        _ => [DatasetSplit.Train],
    };
}
